/** How exposures and conversions become knowledge: credited by window, faded by half-life, in any order. */
import { isContextKey, keyOf, type BanditContext } from "./context.ts";
import { fitArms } from "./fit.ts";
import type { ArmTallies, BanditPosterior, BanditSettings, PendingBucket, Tally } from "./posterior.ts";

/** What became known of decisions alike: that they were seen, that they converted, or both at once. */
export interface BanditOutcome {
  arm: string;
  /** As it was when the arm was chosen: the features, or the key `contextKey` made of them. */
  context: BanditContext | string;
  /** Epoch ms at which the arm was rendered and seen. For a conversion too: it is credited to its exposure. */
  exposedAt: number;
  /** Exposures this reports; 0 for a conversion whose exposure was reported before. */
  exposures: number;
  /** Conversions this reports. Who converts again within the window has converted. */
  conversions: number;
  /** Epoch ms of the conversion, or the mean of several. */
  convertedAt?: number;
}

export type OutcomeRefusal =
  /** A number is missing, negative or no number. */
  | "NOT_A_NUMBER"
  /** A conversion without its time, or from before its exposure. */
  | "NO_CONVERSION_TIME"
  /** The conversion came after the window: it counts for no arm. */
  | "AFTER_WINDOW"
  /** The exposure lies in the future. */
  | "IN_THE_FUTURE"
  /** A context key of other features. */
  | "UNKNOWN_CONTEXT";

export interface RefusedOutcome {
  outcome: BanditOutcome;
  reason: OutcomeRefusal;
}

export interface PosteriorUpdate {
  posterior: BanditPosterior;
  /** Outcomes that were not counted, and why. The others were. */
  refused: RefusedOutcome[];
}

export interface UpdateInput {
  posterior: BanditPosterior;
  outcomes: readonly BanditOutcome[];
  /** Epoch ms. A clock that has gone back counts as standing still. */
  now: number;
  /** Arms that still exist; what is known of others is dropped. Missing: all are kept. */
  arms?: readonly string[];
}

/** Parts a window is divided into: an exposure's age is known to a sixteenth of it. */
const BUCKETS = 16;
/** The mean delay before any is known, as a share of the window, and how many conversions that guess is worth. */
const GUESSED_DELAY = 0.25;
const GUESS_WORTH = 2;

/**
 * A new posterior that also knows these outcomes. Conversions count at once; exposures whose window is still open
 * count by the share of conversions that have come by their age, so that the newest offer does not look the worst.
 *
 * That share is exponential in age, cut at the window, with the mean delay seen so far (Chapelle, "Modeling delayed
 * feedback in display advertising", KDD 2014). Evidence fades by half-life (discounted Thompson sampling: Raj &
 * Kalyani, 2017).
 */
export function updatePosterior({ posterior, outcomes, now, arms }: UpdateInput): PosteriorUpdate {
  const { settings } = posterior;
  const asOf = Math.max(now, posterior.asOf);
  const kept = arms === undefined ? undefined : new Set(arms);
  const fade = fading(settings.halfLifeMs, asOf);
  const tallies = scaled(posterior.arms, fade(posterior.asOf), kept);
  const ageing = fade(posterior.asOf);
  const delays: [number, number] = [posterior.delays[0] * ageing, posterior.delays[1] * ageing];
  const buckets = new Map<number, PendingBucket>();
  for (const bucket of posterior.pending) {
    buckets.set(bucket.from, { from: bucket.from, arms: scaled(bucket.arms, 1, kept), delays: [...bucket.delays] });
  }
  const width = Math.max(1, settings.windowMs / BUCKETS);
  const refused: RefusedOutcome[] = [];

  for (const outcome of outcomes) {
    const reason = problemOf(outcome, settings, asOf);
    if (reason !== undefined) {
      refused.push({ outcome, reason });
      continue;
    }
    if (kept !== undefined && !kept.has(outcome.arm)) continue;
    const from = Math.floor(outcome.exposedAt / width) * width;
    const open = from + width + settings.windowMs > asOf && settings.windowMs > 0;
    const key = keyOf(settings.features, outcome.context);
    const weight = open ? 1 : fade(outcome.exposedAt);
    let bucket = buckets.get(from);
    if (open && bucket === undefined) {
      bucket = { from, arms: nothing(), delays: [0, 0] };
      buckets.set(from, bucket);
    }
    const into = open && bucket !== undefined ? bucket : { arms: tallies, delays };
    add(into.arms, outcome.arm, key, outcome.exposures * weight, outcome.conversions * weight);
    if (outcome.conversions > 0) {
      into.delays[0] += outcome.conversions * weight;
      into.delays[1] += outcome.conversions * weight * (outcome.convertedAt! - outcome.exposedAt);
    }
  }

  const pending: PendingBucket[] = [];
  for (const bucket of [...buckets.values()].sort((one, other) => one.from - other.from)) {
    if (bucket.from + width + settings.windowMs > asOf) {
      pending.push(bucket);
      continue;
    }
    const weight = fade(bucket.from + width / 2);
    for (const [arm, own] of Object.entries(bucket.arms)) {
      for (const [key, [n, s]] of Object.entries(own)) add(tallies, arm, key, n * weight, s * weight);
    }
    delays[0] += bucket.delays[0] * weight;
    delays[1] += bucket.delays[1] * weight;
  }

  const known = nothing<ArmTallies>();
  addAll(known, tallies, 1, 1);
  const matured = maturity(settings.windowMs, delays);
  for (const bucket of pending) {
    addAll(known, bucket.arms, fade(bucket.from + width / 2), matured(asOf - bucket.from - width / 2));
  }
  return {
    posterior: {
      ...posterior,
      revision: posterior.revision + 1,
      asOf,
      arms: tallies,
      pending,
      delays,
      fit: fitArms(settings.features, known),
    },
    refused,
  };
}

function problemOf(
  outcome: BanditOutcome,
  { features, windowMs }: BanditSettings,
  now: number,
): OutcomeRefusal | undefined {
  const { context, exposedAt, exposures, conversions, convertedAt } = outcome;
  if (!Number.isFinite(exposedAt) || !isCount(exposures) || !isCount(conversions)) return "NOT_A_NUMBER";
  if (typeof context === "string" && !isContextKey(features, context)) return "UNKNOWN_CONTEXT";
  if (exposedAt > now) return "IN_THE_FUTURE";
  if (conversions === 0) return undefined;
  if (convertedAt === undefined || !(convertedAt >= exposedAt)) return "NO_CONVERSION_TIME";
  return windowMs > 0 && convertedAt - exposedAt > windowMs ? "AFTER_WINDOW" : undefined;
}

function isCount(value: number): boolean {
  return value >= 0 && value < Infinity;
}

/** What evidence of a time still weighs. */
function fading(halfLifeMs: number | null, now: number): (at: number) => number {
  return (at) => (halfLifeMs === null ? 1 : 0.5 ** (Math.max(0, now - at) / halfLifeMs));
}

/** Of an age in ms: the share of the window's conversions that have come by then, 0–1. */
function maturity(windowMs: number, [conversions, totalMs]: readonly [number, number]): (age: number) => number {
  const mean = (totalMs + GUESS_WORTH * GUESSED_DELAY * windowMs) / (conversions + GUESS_WORTH);
  const whole = -Math.expm1(-windowMs / mean);
  return (age) => (age >= windowMs ? 1 : Math.max(0, -Math.expm1(-age / mean) / whole));
}

function add(arms: Record<string, ArmTallies>, arm: string, key: string, exposures: number, conversions: number): void {
  const tallies = (arms[arm] ??= nothing());
  const tally = (tallies[key] ??= [0, 0]);
  tally[0] += exposures;
  tally[1] += conversions;
}

/**
 * Adds tallies at a weight; exposures moreover at the share of them that counts, but never fewer than conversions, whose
 * own exposure may be reported later, or have been lost.
 */
function addAll(
  into: Record<string, ArmTallies>,
  from: Readonly<Record<string, ArmTallies>>,
  weight: number,
  share: number,
): void {
  for (const [arm, tallies] of Object.entries(from)) {
    for (const [key, [exposures, conversions]] of Object.entries(tallies)) {
      add(into, arm, key, Math.max(exposures * share, conversions) * weight, conversions * weight);
    }
  }
}

function scaled(
  arms: Readonly<Record<string, ArmTallies>>,
  by: number,
  kept: ReadonlySet<string> | undefined,
): Record<string, ArmTallies> {
  const copy = nothing<ArmTallies>();
  for (const [arm, tallies] of Object.entries(arms)) {
    if (kept !== undefined && !kept.has(arm)) continue;
    const own = (copy[arm] = nothing<Tally>());
    for (const [key, [exposures, conversions]] of Object.entries(tallies))
      own[key] = [exposures * by, conversions * by];
  }
  return copy;
}

/** An object without a prototype: an arm may be called `__proto__`. */
function nothing<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
