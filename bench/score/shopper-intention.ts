/** UCI 468, "Online Shoppers Purchasing Intention" (Sakar et al. 2019): 12,330 visits, 1,908 of them with a purchase. */
import { binOf, quantileCuts, type BinnedTable } from "../../worker/domain/score/learn/binning.ts";

export const INTENTION_FILE = "intent/online_shoppers_intention.csv.gz";
export const INTENTION_PUBLISHED =
  "archive.ics.uci.edu/dataset/468 (online_shoppers_intention.csv, semicolons for commas)";

/** Columns that are names, though some are written as numbers. */
const CATEGORIES = new Set(["Month", "OperatingSystems", "Browser", "Region", "TrafficType", "VisitorType", "Weekend"]);

export interface Intention {
  /** Column names, without the label. */
  names: string[];
  rows: string[][];
  labels: Uint8Array;
}

/** @throws SyntaxError where the file is not this one */
export function readIntention(text: string): Intention {
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  const names = head.split(";");
  if (names.at(-1) !== "Revenue" || !names.includes("PageValues")) {
    throw new SyntaxError(`columns ${head} are not those of online_shoppers_intention.csv with ";" between`);
  }
  const rows = lines.map((line) => line.split(";"));
  const wrong = rows.findIndex((row) => row.length !== names.length);
  if (wrong >= 0)
    throw new SyntaxError(`line ${wrong + 2} has ${rows[wrong]!.length} fields, the header ${names.length}`);
  return {
    names: names.slice(0, -1),
    rows: rows.map((row) => row.slice(0, -1)),
    labels: Uint8Array.from(rows, (row) => Number(row.at(-1) === "TRUE")),
  };
}

/** Without one column. */
export function withoutColumn({ names, rows, labels }: Intention, name: string): Intention {
  const left = names.indexOf(name);
  return {
    names: names.filter((_, place) => place !== left),
    rows: rows.map((row) => row.filter((_, place) => place !== left)),
    labels,
  };
}

/** All rows in bins whose bounds are learnt from `fit` alone. */
export function binIntention({ names, rows }: Intention, fit: Int32Array, bins: number): BinnedTable {
  return {
    rows: rows.length,
    columns: names.map((name, place) => {
      if (CATEGORIES.has(name)) return binCategories(rows, place, fit);
      const values = rows.map((row) => Number(row[place]));
      const cuts = quantileCuts(
        Float64Array.from(fit, (row) => values[row]!),
        bins,
      );
      return { bin: Uint8Array.from(values, (value) => binOf(cuts, value)), bins: cuts.length + 1, ordered: true };
    }),
  };
}

/** Bin 0 is for what `fit` has never seen. */
function binCategories(rows: readonly string[][], place: number, fit: Int32Array): BinnedTable["columns"][number] {
  const known = new Map<string, number>();
  for (const row of fit) {
    const value = rows[row]![place]!;
    if (!known.has(value)) known.set(value, known.size + 1);
  }
  return { bin: Uint8Array.from(rows, (row) => known.get(row[place]!) ?? 0), bins: known.size + 1, ordered: false };
}

/** Numbers as they are, names as one column each: what a plain regression takes. Names are those `fit` has seen. */
export function numbersOf({ names, rows }: Intention, fit: Int32Array): number[][] {
  const columns = names.map((name, place) => {
    if (!CATEGORIES.has(name)) return undefined;
    return [...new Set(Array.from(fit, (row) => rows[row]![place]!))].sort();
  });
  return rows.map((row) =>
    row.flatMap((value, place) => columns[place]?.map((one) => Number(one === value)) ?? [Number(value)]),
  );
}
