/** What each part of the SDK weighs, minified and gzipped at level 9, and what it may weigh. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { packageVersion } from "./build-assets.ts";
import { ASSETS, BUILD } from "./paths.ts";

/** The hardest that gzip tries. */
const LEVEL = 9;

const chunk = (name: string): string => join(ASSETS, `sdk-${packageVersion()}-${name}.js`);

/**
 * `goal` is where a part should end, in bytes; `budget` is what it has reached, with a little room, and must not exceed.
 * Where the two are one, the goal is reached. `row` begins its line in sdk/README.md, which states what it weighs.
 */
export const SDK_PARTS = {
  /** The script tag's file: pages, engaged time, commerce, declared events, queue, transport, consent, identity. */
  scriptTag: { file: join(ASSETS, "sdk.js"), goal: 6_000, budget: 7_260, row: "`sdk.js`" },
  /** Fetched when a request failed or was refused, or a page before has left events. */
  recovery: { file: chunk("recovery"), goal: 1_150, budget: 1_150, row: "`recovery`" },
  /** Fetched beside the first decision, on pages with placements. */
  placements: { file: chunk("placements"), goal: 3_700, budget: 4_540, row: "`placements`" },
  overlays: { file: chunk("overlays"), goal: 3_000, budget: 3_000, row: "`overlays`" },
  extras: { file: chunk("extras"), goal: 2_500, budget: 2_500, row: "`extras`" },
  adapters: { file: chunk("adapters"), goal: 2_000, budget: 2_000, row: "`adapters`" },
  /** `sameview/track` as a site's bundler takes it in, without the chunk `recovery` that it splits off. */
  trackOnly: {
    file: join(BUILD, "sizes/track.js"),
    goal: 3_500,
    budget: 5_040,
    row: '`import { init } from "sameview/track"`',
  },
} as const;

export type SdkPart = keyof typeof SDK_PARTS;

/** Bytes of each part that has been built. */
export function sdkSizes(): Partial<Record<SdkPart, number>> {
  const sizes: Partial<Record<SdkPart, number>> = {};
  for (const part of Object.keys(SDK_PARTS) as SdkPart[]) {
    const { file } = SDK_PARTS[part];
    if (existsSync(file)) sizes[part] = gzipSync(readFileSync(file), { level: LEVEL }).length;
  }
  return sizes;
}
