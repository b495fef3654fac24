/** A folder of made files. What is already right is left alone, so that a server may go on serving while it is rebuilt. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export class OutputFolder {
  readonly #folder: string;
  readonly #written = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param path Within the folder. */
  write(path: string, content: string): void {
    const file = join(this.#folder, path);
    this.#written.add(path);
    if (existsSync(file) && readFileSync(file, "utf8") === content) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Removes every file that an earlier build left and this one did not write. */
  removeLeftovers(): void {
    if (!existsSync(this.#folder)) return;
    for (const entry of readdirSync(this.#folder, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && !this.#written.has(relative(this.#folder, file))) rmSync(file);
    }
  }
}
