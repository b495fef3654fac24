/** By npm the site's own bundler splits the chunks off: each is a dynamic import of a file in `chunks/`. */
import type { ChunkName, LoadChunk, Module } from "./module.ts";

const CHUNKS: Partial<Record<ChunkName, () => Promise<{ default: Module }>>> = {
  recovery: () => import("./chunks/recovery.ts"),
  history: () => import("./chunks/history.ts"),
  overlays: () => import("./chunks/overlays.ts"),
  extras: () => import("./chunks/extras.ts"),
  debug: () => import("./chunks/debug.ts"),
  check: () => import("./chunks/check.ts"),
  adapters: () => import("./chunks/adapters.ts"),
  placements: () => import("./chunks/placements.ts"),
};

export const loadChunk: LoadChunk = async (name) => {
  const chunk = CHUNKS[name];
  if (!chunk) throw new Error(`there is no chunk "${name}"`);
  return chunk();
};
