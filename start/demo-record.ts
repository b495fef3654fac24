/** What this storage has been given already, kept beside it, so that a second start repeats nothing. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface DemoRecord {
  /** SHA-256 of what was published last, by resource. What a marketer has changed since then stays changed. */
  published: Record<string, string>;
  /** How far the history has come. */
  history?: {
    seed: number;
    /** Epoch milliseconds "now" was when it was made. */ end: number;
    done: number;
    total: number;
  };
}

const FILE = "demo.json";

export function readRecord(storage: string): DemoRecord {
  const file = join(storage, FILE);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoRecord) : { published: {} };
}

export function writeRecord(storage: string, record: DemoRecord): void {
  mkdirSync(storage, { recursive: true });
  writeFileSync(join(storage, FILE), JSON.stringify(record));
}

export function fingerprint(body: unknown): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
}
