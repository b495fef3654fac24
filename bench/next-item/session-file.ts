/** Files of click sessions: one session a line, item ids separated by commas, clicks in time order, sessions oldest first. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Skip } from "../outcome.ts";

/** One session after the other; ids are any text, blanks around them and empty lines are passed over. */
export function* readSessionFile(file: string): Generator<{ items: string[] }> {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  // Line by line rather than by one split, so that a build's memory is the builder's and not the reader's.
  for (let start = 0; start < text.length;) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    const items = idsOf(text.slice(start, end));
    if (items.length > 0) yield { items };
    start = end + 1;
  }
}

/** The ids of a line. */
export function idsOf(line: string): string[] {
  return line
    .split(",")
    .map((id) => id.trim())
    .filter((id) => id !== "");
}

/** The file of a data folder, packed or not. @throws Skip naming what is missing and where such data are published */
export function findSessionFile(folder: string, part: "train" | "test"): string {
  const names = [`${part}_sessions.csv.gz`, `${part}_sessions.csv`];
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Skip(
    `${join(folder, names[0]!)} is not there; Diginetica's split is published with github.com/CCIIPLab/GCE-GNN, ` +
      "YooChoose's with github.com/MSJeinlong/CGENet (one session a line, item ids separated by commas)",
  );
}
