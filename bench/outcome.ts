/** What a benchmark hands back: a table for people, an object for programs. */
import type { Scope } from "./scope.ts";

export interface Outcome {
  /** For `--json`. */
  json: Record<string, unknown>;
  /** For people. */
  table: string;
}

/** What a benchmark is given. */
export interface BenchContext {
  /** Arguments after the benchmark's name, `--json` taken out. */
  args: string[];
  /** Undone at the end, whatever the end. */
  scope: Scope;
  /** One line for whoever waits. Goes to stderr, so that stdout is the result alone. */
  report: (line: string) => void;
}

export interface Benchmark {
  run(context: BenchContext): Promise<Outcome>;
}

/** Cannot be measured here, and that is nobody's mistake: says what is missing and where to get it. Exit code 0. */
export class Skip extends Error {
  override readonly name = "Skip";
}

/** The command line is wrong. Exit code 2. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}
