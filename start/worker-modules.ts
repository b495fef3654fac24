/** The files of the built Worker as the runtimes want them: the main module first, each with its kind. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { WorkerSetup } from "./build-worker.ts";
import { WORKER_BUNDLE, WORKER_SETUP } from "./paths.ts";

export interface WorkerModule {
  /** File name, as the main module imports it. */
  name: string;
  kind: "esm" | "data" | "text" | "wasm";
}

const MAIN = "index.js";
/** By extension, as wrangler's own rules have it. Anything else in the folder (source map, README) is no module. */
const KINDS: Record<string, WorkerModule["kind"]> = {
  js: "esm",
  mjs: "esm",
  bin: "data",
  txt: "text",
  html: "text",
  wasm: "wasm",
};

/** Modules of the bundle in build/worker, the main one first. */
export function workerModules(): WorkerModule[] {
  const modules = readdirSync(WORKER_BUNDLE).flatMap((name) => {
    const kind = KINDS[name.slice(name.lastIndexOf(".") + 1)];
    return kind ? [{ name, kind }] : [];
  });
  return modules.sort((a, b) => Number(b.name === MAIN) - Number(a.name === MAIN));
}

/** Bytes of one module: text for a script, as they are for the rest. */
export function moduleContents(module: WorkerModule): string | Uint8Array<ArrayBuffer> {
  const bytes = readFileSync(join(WORKER_BUNDLE, module.name));
  return module.kind === "esm" || module.kind === "text" ? bytes.toString("utf8") : new Uint8Array(bytes);
}

/** What wrangler.toml says about running the bundle. */
export function workerSetup(): WorkerSetup {
  return JSON.parse(readFileSync(WORKER_SETUP, "utf8")) as WorkerSetup;
}
