/** Modules that are not in the core's file: fetched when they are asked for, and at once those that the options name. */
import type { ChunkName, LoadChunk, Module } from "./module.ts";

/** Built in first: the other features load by it. */
export function loading(loadChunk: LoadChunk): Module {
  return (core) => {
    const loads: Partial<Record<ChunkName, Promise<void>>> = {};
    core.load = (name) =>
      (loads[name] ??= loadChunk(name)
        .then((chunk) => void chunk.default(core))
        .catch((error: unknown) => core.emit("error", { code: "module", detail: `${name}: ${String(error)}` })));
    const { capture, adapters } = core.settings;
    core.run(() => {
      if (capture.length > 0) void core.load("extras");
      if (adapters.length > 0) void core.load("adapters");
    });
  };
}
