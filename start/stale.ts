/** Tells whether something built is still what its sources say, by their content: times lie after a clone or a copy. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD, ROOT } from "./paths.ts";

export interface BuildStep {
  /** Also the name of its record under build/stamps. */
  name: string;
  /** Files and folders the result is made from, relative to the root. */
  inputs: string[];
  /** Files that exist once it is built, relative to the root. */
  outputs: string[];
  run(): Promise<void>;
}

/** A change of any tool's version may change what it makes. */
const ALWAYS_INPUTS = ["package-lock.json", "tsconfig.base.json"];

function* filesUnder(path: string): Generator<string> {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return;
  if (statSync(absolute).isFile()) {
    yield path;
    return;
  }
  for (const name of readdirSync(absolute).sort()) yield* filesUnder(join(path, name));
}

/** Hex SHA-256 over names and contents of everything under `paths`. */
export function contentHash(paths: string[]): string {
  const hash = createHash("sha256");
  for (const path of [...ALWAYS_INPUTS, ...paths]) {
    for (const file of filesUnder(path))
      hash
        .update(`${file}\0`)
        .update(readFileSync(join(ROOT, file)))
        .update("\0");
  }
  return hash.digest("hex");
}

/** Runs the step unless its last result still stands. Resolves to whether it ran. */
export async function runIfStale(step: BuildStep): Promise<boolean> {
  const stamp = join(BUILD, "stamps", step.name);
  const hash = contentHash(step.inputs);
  const built = step.outputs.every((path) => existsSync(join(ROOT, path)));
  if (built && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return false;
  // First, so that a step that fails half-way leaves nothing that passes for built.
  rmSync(stamp, { force: true });
  await step.run();
  mkdirSync(join(BUILD, "stamps"), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}
