/**
 * How the site's offers stand: what they have used up, which pools are empty, what visitors' answers have taught. The
 * reports count it, the site's object passes it on as JSON, each isolate keeps the newest in memory.
 */
import { readPosterior } from "../bandit/read-posterior.ts";
import type { BanditPosterior } from "../bandit/posterior.ts";
import type { OfferUse } from "./offer-setting.ts";

export interface OfferStandings {
  /** Grows with each publication; 0 for none yet. */
  version: number;
  /** By offer id. */
  use: ReadonlyMap<string, OfferUse>;
  /** Names of pools and stocks, as `claimOf` makes them, that have nothing left to give. */
  emptyClaims: ReadonlySet<string>;
  /** By placement id: what the draw among its equals goes by. */
  posteriors: ReadonlyMap<string, BanditPosterior>;
}

export const NO_STANDINGS: OfferStandings = {
  version: 0,
  use: new Map(),
  emptyClaims: new Set(),
  posteriors: new Map(),
};

export const STANDINGS_FORMAT = "sameview-standings";
export const STANDINGS_VERSION = 1;

/** What the reports publish: the part of the standings that is counted. */
export interface CountedStandings {
  format: typeof STANDINGS_FORMAT;
  version: typeof STANDINGS_VERSION;
  use: Record<string, OfferUse>;
  posteriors: Record<string, BanditPosterior>;
}

/** Reads what the site's object passes on; parts that cannot be read are told to `refused`, and count as unknown. */
export function readStandings(json: string, refused: (why: string) => void): OfferStandings {
  const { version, empty, reports } = JSON.parse(json) as {
    version: number;
    empty: string[];
    reports: Partial<CountedStandings> | null;
  };
  const emptyClaims = new Set(empty);
  if (reports === null) return { ...NO_STANDINGS, version, emptyClaims };
  if (reports.format !== STANDINGS_FORMAT || reports.version !== STANDINGS_VERSION) {
    refused(`standings of format ${String(reports.format)}, version ${String(reports.version)}`);
    return { ...NO_STANDINGS, version, emptyClaims };
  }
  const posteriors = new Map<string, BanditPosterior>();
  for (const [placement, value] of Object.entries(reports.posteriors ?? {})) {
    const reading = readPosterior(JSON.stringify(value));
    if (reading.ok) posteriors.set(placement, reading.posterior);
    else refused(`posterior of ${placement}: ${reading.reason}, ${reading.detail}`);
  }
  const use = new Map(Object.entries(reports.use ?? {}).filter(([, one]) => isUse(one)));
  return { version, use, emptyClaims, posteriors };
}

function isUse({ exposures, redemptions }: OfferUse): boolean {
  return Number.isFinite(exposures) && Number.isFinite(redemptions);
}
