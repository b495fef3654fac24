/**
 * What a placement's bandit knows: how often each arm was seen by each kind of visitor, how often it converted, and
 * what follows from that. JSON: stored, published and loaded as it is.
 */
import { MOST_FEATURES, MOST_LEVELS, type BanditFeature } from "./context.ts";
import type { BanditFit } from "./fit.ts";
import { fitArms } from "./fit.ts";

export const POSTERIOR_FORMAT = "sameview-bandit";
export const POSTERIOR_VERSION = 1;

/** Exposures and conversions, discounted, hence not whole. */
export type Tally = [exposures: number, conversions: number];
/** By context key. */
export type ArmTallies = Record<string, Tally>;

export interface BanditSettings {
  features: BanditFeature[];
  /** A conversion counts if it comes within so many ms of the exposure. 0: it is known at once, as a click nearly is. */
  windowMs: number;
  /** Evidence this many ms old counts half. `null`: it never fades, which is right only where nothing ever changes. */
  halfLifeMs: number | null;
  /** Every arm is shown with at least this probability, as long as it is eligible: 0–0.1. */
  minimumShare: number;
}

/** Exposures so young that conversions are still to come. */
export interface PendingBucket {
  /** Epoch ms; the bucket holds exposures from here on, for a sixteenth of the window. */
  from: number;
  arms: Record<string, ArmTallies>;
  /** Of its conversions: how many, and ms from exposure to conversion in sum. */
  delays: [conversions: number, totalMs: number];
}

export interface BanditPosterior {
  format: typeof POSTERIOR_FORMAT;
  version: typeof POSTERIOR_VERSION;
  /** Grows with every update. */
  revision: number;
  /** Epoch ms as of which tallies are discounted. */
  asOf: number;
  settings: BanditSettings;
  /** Exposures whose window has passed, and their conversions, by arm. */
  arms: Record<string, ArmTallies>;
  pending: PendingBucket[];
  /** As `PendingBucket.delays`, of windows that have passed. */
  delays: [conversions: number, totalMs: number];
  fit: BanditFit;
}

/** Two days: seven in ten orders follow the click within one, nearly all within two (Criteo: Chapelle, KDD 2014, fig. 1). */
const DEFAULT_WINDOW_MS = 2 * 86_400_000;
/** A month: seasons and stock change an offer's worth, days of the week should not. */
const DEFAULT_HALF_LIFE_MS = 30 * 86_400_000;
/** One in a thousand: an importance weight of 1,000 at most, and next to nothing lost on a bad arm. */
const DEFAULT_MINIMUM_SHARE = 0.001;
/** More, and thirty arms would leave nothing to choose. */
const MOST_MINIMUM_SHARE = 0.1;
const NAME = /^[^\s.]{1,40}$/u;

/** Settings that suit a shop's placement. */
export function banditSettings(settings: Partial<BanditSettings> = {}): BanditSettings {
  return {
    features: [],
    windowMs: DEFAULT_WINDOW_MS,
    halfLifeMs: DEFAULT_HALF_LIFE_MS,
    minimumShare: DEFAULT_MINIMUM_SHARE,
    ...settings,
  };
}

/** Why settings cannot be used, in plain English; `undefined` where they can. */
export function settingsProblem({ features, windowMs, halfLifeMs, minimumShare }: BanditSettings): string | undefined {
  if (features.length > MOST_FEATURES) return `${features.length} features: ${MOST_FEATURES} at most`;
  if (new Set(features.map(({ name }) => name)).size < features.length) return "two features of one name";
  for (const { name, levels } of features) {
    if (!NAME.test(name)) return `feature "${name}": 1–40 characters, no space or point`;
    if (levels.length < 2 || levels.length > MOST_LEVELS) {
      return `feature "${name}" has ${levels.length} levels: 2 to ${MOST_LEVELS}`;
    }
    if (new Set(levels).size < levels.length) return `feature "${name}" has a level twice`;
  }
  if (!(windowMs >= 0 && windowMs < Infinity)) return `window of ${windowMs} ms`;
  if (halfLifeMs !== null && !(halfLifeMs > 0 && halfLifeMs < Infinity)) return `half-life of ${halfLifeMs} ms`;
  if (!(minimumShare >= 0 && minimumShare <= MOST_MINIMUM_SHARE)) {
    return `minimum share ${minimumShare}: 0 to ${MOST_MINIMUM_SHARE}`;
  }
  return undefined;
}

/**
 * A bandit that has seen nothing: all arms alike.
 *
 * @param now epoch ms
 * @throws RangeError on settings that cannot be used, saying which
 */
export function emptyPosterior(settings: BanditSettings, now: number): BanditPosterior {
  const problem = settingsProblem(settings);
  if (problem !== undefined) throw new RangeError(problem);
  return {
    format: POSTERIOR_FORMAT,
    version: POSTERIOR_VERSION,
    revision: 0,
    asOf: now,
    settings,
    arms: {},
    pending: [],
    delays: [0, 0],
    fit: fitArms(settings.features, {}),
  };
}
