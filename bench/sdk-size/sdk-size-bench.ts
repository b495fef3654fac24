/** `npm run bench -- sdk-size`: what a page has to fetch for each part of the SDK, beside what it should be. */
import { sdkStep } from "../../start/build-sdk.ts";
import { SDK_PARTS, sdkSizes } from "../../start/sdk-sizes.ts";
import type { SdkPart } from "../../start/sdk-sizes.ts";
import { runIfStale } from "../../start/stale.ts";
import { renderTable } from "../../start/table.ts";
import { parseOptions } from "../options.ts";
import type { Benchmark } from "../outcome.ts";

export const sdkSizeBench: Benchmark = {
  async run({ args }) {
    parseOptions(args, {});
    await runIfStale(sdkStep);
    const sizes = sdkSizes();
    const parts = Object.keys(SDK_PARTS) as SdkPart[];
    const rows = parts.map((part) => [part, String(sizes[part] ?? "not built"), String(SDK_PARTS[part].goal)]);
    return {
      table: renderTable([["part", "bytes, gzip -9", "goal"], ...rows], { right: [1, 2] }),
      json: Object.fromEntries(parts.map((part) => [`${part}Gzip`, sizes[part] ?? null])),
    };
  },
};
