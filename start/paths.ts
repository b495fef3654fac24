/** Where things lie, as absolute paths. */
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "..");
/** Everything made from the sources. Safe to delete. */
export const BUILD = join(ROOT, "build");
/** What is served as static files. */
export const ASSETS = join(BUILD, "assets");
/** An empty folder, for tools that insist on one. */
export const NO_ASSETS = join(BUILD, "no-assets");
/** The Worker's bundle, as `wrangler deploy` uploads it. */
export const WORKER_BUNDLE = join(BUILD, "worker");
/** What the runtime has to know besides the bundle, taken from wrangler.toml. */
export const WORKER_SETUP = join(BUILD, "worker.json");
/** The demo's storage. Safe to delete: the next start seeds anew. */
export const STORAGE = join(ROOT, ".sameview");

/** Path of a command that npm installed. */
export function bin(name: string): string {
  return join(ROOT, "node_modules/.bin", name);
}
