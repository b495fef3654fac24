/** Bundles the Worker with wrangler, so that what runs here is byte for byte what `wrangler deploy` uploads. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./child.ts";
import { NO_ASSETS, ROOT, WORKER_BUNDLE, WORKER_SETUP } from "./paths.ts";
import type { BuildStep } from "./stale.ts";

/** What a runtime needs besides the bundle: wrangler.toml's part of it. */
export interface WorkerSetup {
  name: string;
  compatibilityDate: string;
  compatibilityFlags: string[];
  /** Durable Object classes, all with SQLite storage. */
  objects: { binding: string; className: string }[];
  /** Path patterns that go to the Worker although a static file might answer. */
  workerFirst: string[];
  /** What answers where neither a file nor the Worker is asked for. */
  notFoundHandling: "none" | "404-page" | "single-page-application";
  assetsBinding: string | undefined;
}

/** As wrangler reads it from `[[durable_objects.bindings]]`. */
interface ObjectBinding {
  name: string;
  class_name: string;
}

export const workerStep: BuildStep = {
  name: "worker",
  inputs: ["worker", "wire", "wrangler.toml", "package.json"],
  outputs: ["build/worker/index.js", "build/worker.json"],
  run: buildWorker,
};

async function buildWorker(): Promise<void> {
  rmSync(WORKER_BUNDLE, { recursive: true, force: true });
  // wrangler reads the assets folder even when it only bundles, and the console beside us empties and fills it: so it
  // gets one in which nothing moves.
  mkdirSync(NO_ASSETS, { recursive: true });
  const [, setup] = await Promise.all([
    mustRun("wrangler", ["deploy", "--dry-run", "--outdir", WORKER_BUNDLE, "--assets", NO_ASSETS], {
      env: { WRANGLER_LOG: "error" },
    }),
    readSetup(),
  ]);
  writeFileSync(WORKER_SETUP, `${JSON.stringify(setup, null, 2)}\n`);
}

async function readSetup(): Promise<WorkerSetup> {
  const { unstable_readConfig: readConfig } = await import("wrangler");
  const config = readConfig({ config: join(ROOT, "wrangler.toml") });
  const workerFirst = config.assets?.run_worker_first;
  return {
    name: config.name ?? "sameview",
    compatibilityDate: config.compatibility_date ?? "",
    compatibilityFlags: config.compatibility_flags,
    objects: config.durable_objects.bindings.map((object: ObjectBinding) => ({
      binding: object.name,
      className: object.class_name,
    })),
    workerFirst: Array.isArray(workerFirst) ? workerFirst : [],
    notFoundHandling: config.assets?.not_found_handling ?? "none",
    assetsBinding: config.assets?.binding,
  };
}
