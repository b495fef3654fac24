/** What the options name is fetched at once. */
import type { Core } from "./module.ts";

export function namedChunks({ run, load, settings: { capture, adapters } }: Core): void {
  run(() => {
    if (capture.length > 0) void load("extras");
    if (adapters.length > 0) void load("adapters");
  });
}
