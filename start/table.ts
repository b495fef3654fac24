/** Lays rows out in aligned columns. Pure: text in, text out. */

/** Columns a character takes in a terminal: CJK and full-width forms take two (Unicode TR11, the ranges met here). */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** Columns `text` takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

export interface TableOptions {
  /** Put before each line. */
  indent?: string;
  /** Columns set flush right, by index: numbers. */
  right?: number[];
}

/** Rows as lines with aligned columns, two spaces apart, without trailing blanks. Short rows are fine. */
export function renderTable(rows: string[][], options: TableOptions = {}): string {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  const right = new Set(options.right);
  return rows
    .map((row) => {
      const cells = widths.map((width, column) => {
        const cell = row[column] ?? "";
        const gap = " ".repeat(width - displayWidth(cell));
        return right.has(column) ? gap + cell : cell + gap;
      });
      return `${options.indent ?? ""}${cells.join("  ")}`.trimEnd();
    })
    .join("\n");
}

/** "1.8 s" or "120 ms". */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 1_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** "7,412 B" under ten thousand, "58.2 kB" above: 1 kB is 1,000 bytes. */
export function formatBytes(bytes: number): string {
  return bytes < 10_000 ? `${bytes.toLocaleString("en-US")} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}
