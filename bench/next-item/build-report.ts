/** Building a model in a child process, and what it took. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Scope } from "../scope.ts";

export interface BuildReport {
  wallSeconds: number;
  /** Of all its threads, the garbage collector's too. */
  cpuSeconds: number;
  /** Resident memory at its greatest, less what the process held before it began. */
  peakMegabytes: number;
}

/** A build of a million clicks takes a minute, and twenty beside twenty others; one that takes an hour is stuck. */
const MOST_BUILD_MS = 60 * 60_000;

export async function buildInChild(
  scope: Scope,
  train: string,
  seed: number,
): Promise<{ report: BuildReport; snapshot: Uint8Array }> {
  const file = `${scope.tempDir("model")}/model.bin`;
  const script = fileURLToPath(new URL("./build-child.ts", import.meta.url));
  const running = promisify(execFile)(process.execPath, [script, train, String(seed), file], {
    timeout: MOST_BUILD_MS,
  });
  scope.onEnd(() => void running.child.kill());
  const { stdout } = await running;
  // What this process wrote itself, in the one shape that `build-child.ts` prints.
  const report: BuildReport = JSON.parse(stdout);
  return { report, snapshot: new Uint8Array(readFileSync(file)) };
}
