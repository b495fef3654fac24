/** Builds what is stale and says so. */
import { finishAssets } from "./build-assets.ts";
import type { SdkManifest } from "./build-assets.ts";
import { consoleStep } from "./build-console.ts";
import { docsStep } from "./build-docs.ts";
import { sdkStep } from "./build-sdk.ts";
import { shopStep } from "./build-shop.ts";
import { workerStep } from "./build-worker.ts";
import { runIfStale } from "./stale.ts";
import type { BuildStep } from "./stale.ts";
import { formatDuration } from "./table.ts";

export interface BuildOptions {
  /** Whether the demo shop is wanted; a deployment has none. */
  shop: boolean;
  /** Gets one line for each part that had to be built. */
  report: (line: string) => void;
}

/** What a person calls each part. */
const TITLES: Record<string, string> = {
  sdk: "SDK",
  worker: "Worker",
  console: "console",
  shop: "demo shop",
  docs: "API page",
};

/** Builds SDK, Worker, console and demo shop, each only where its sources have changed, side by side. */
export async function buildAll({ shop, report }: BuildOptions): Promise<SdkManifest> {
  const steps = [sdkStep, workerStep, consoleStep, docsStep, ...(shop ? [shopStep] : [])];
  await Promise.all(steps.map((step) => buildOne(step, report)));
  return finishAssets();
}

async function buildOne(step: BuildStep, report: (line: string) => void): Promise<void> {
  const started = performance.now();
  if (!(await runIfStale(step))) return;
  report(
    `  built ${(TITLES[step.name] ?? step.name).padEnd(10)}${formatDuration(performance.now() - started).padStart(7)}`,
  );
}
