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

/** Of V8's young generation, where the old one is limited: more only puts collecting off. */
const YOUNG_MEGABYTES = 2;

export async function buildInChild(
  scope: Scope,
  train: string,
  seed: number,
): Promise<{ report: BuildReport; snapshot: Uint8Array }> {
  const file = `${scope.tempDir("model")}/model.bin`;
  const report = await runBuild(scope, new URL("./build-child.ts", import.meta.url), [train, String(seed), file]);
  return { report, snapshot: new Uint8Array(readFileSync(file)) };
}

/**
 * Runs a script that prints a `BuildReport`.
 *
 * @param heapMegabytes V8's old generation at most; typed arrays lie outside it
 * @throws where it fails, for want of memory too
 */
export async function runBuild(
  scope: Scope,
  script: URL,
  args: readonly string[],
  heapMegabytes?: number,
): Promise<BuildReport> {
  const file = fileURLToPath(script);
  const limits =
    heapMegabytes === undefined
      ? []
      : [`--max-old-space-size=${heapMegabytes}`, `--max-semi-space-size=${YOUNG_MEGABYTES}`];
  const running = promisify(execFile)(process.execPath, [...limits, file, ...args], { timeout: MOST_BUILD_MS });
  scope.onEnd(() => void running.child.kill());
  const { stdout } = await running;
  // What this process wrote itself, in the one shape that the scripts print.
  const report: BuildReport = JSON.parse(stdout);
  return report;
}

/** Called in the child before it begins. @returns what tells how it went since */
export function startReport(): () => BuildReport {
  const atRest = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const started = performance.now();
  return () => {
    const wallSeconds = (performance.now() - started) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    return {
      wallSeconds,
      cpuSeconds: (user + system) / 1e6,
      // Kilobytes.
      peakMegabytes: (process.resourceUsage().maxRSS * 1024 - atRest) / 1e6,
    };
  };
}
