/**
 * How the site's offers stand: what they have used up, which pools are empty, what visitors' answers have taught. The
 * reports count it, the site's object passes it on as JSON, each isolate keeps the newest in memory.
 */
import type { OfferUse } from "./offer-setting.ts";

export interface OfferStandings {
  /** Grows with each publication; 0 for none yet. */
  version: number;
  /** By offer id. */
  use: ReadonlyMap<string, OfferUse>;
  /** Names of pools and stocks, as `claimOf` makes them, that have nothing left to give. */
  emptyClaims: ReadonlySet<string>;
}

export const NO_STANDINGS: OfferStandings = { version: 0, use: new Map(), emptyClaims: new Set() };
