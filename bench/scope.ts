/** What a benchmark has started and must end: processes, browsers, folders. Ended in reverse order, also on Ctrl-C. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** As shells have it: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type EndSignal = keyof typeof EXIT_CODES;

export class Scope {
  readonly #undos: (() => void | Promise<void>)[] = [];

  /** Has `undo` run at the end, before everything registered earlier. */
  onEnd(undo: () => void | Promise<void>): void {
    this.#undos.push(undo);
  }

  /** Absolute path of a new folder that is removed at the end. */
  tempDir(name: string): string {
    const folder = mkdtempSync(join(tmpdir(), `sameview-bench-${name}-`));
    this.onEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    return folder;
  }

  /** Undoes everything once. A failure does not keep the others from being undone; the first is thrown at the end. */
  async end(): Promise<void> {
    const failures: unknown[] = [];
    for (let undo = this.#undos.pop(); undo !== undefined; undo = this.#undos.pop()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** Runs `work` and ends its scope, also where it fails, is interrupted, or takes longer than `mostMs`. */
export async function withScope<Result>(mostMs: number, work: (scope: Scope) => Promise<Result>): Promise<Result> {
  const scope = new Scope();
  let interrupted = false;
  const release = ownSignals((signal) => {
    interrupted = true;
    void scope.end().finally(() => process.exit(EXIT_CODES[signal]));
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${mostMs / 60_000} minutes: given up`)), mostMs);
  });
  try {
    return await Promise.race([work(scope), tooLong]);
  } finally {
    // Whatever `work` says now is the interruption's doing; the process ends as soon as everything is undone.
    if (interrupted) await new Promise(() => undefined);
    clearTimeout(timer);
    release();
    await scope.end();
  }
}

/**
 * Calls back at the first signal to end. Until released, nobody else is told of these signals: puppeteer and Miniflare
 * would end this process on the spot, and what they did not start would stay behind.
 *
 * @returns what releases them
 */
function ownSignals(callBack: (signal: EndSignal) => void): () => void {
  const signals = Object.keys(EXIT_CODES) as EndSignal[];
  let told = false;
  const listener = (signal: NodeJS.Signals) => {
    if (!told) callBack(signal as EndSignal);
    told = true;
  };
  const keepOut = (event: string | symbol, other: (...args: unknown[]) => void) => {
    if (signals.some((signal) => signal === event)) queueMicrotask(() => process.off(event, other));
  };
  for (const signal of signals) process.on(signal, listener);
  process.on("newListener", keepOut);
  return () => {
    process.off("newListener", keepOut);
    for (const signal of signals) process.off(signal, listener);
  };
}
