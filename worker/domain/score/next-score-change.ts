/**
 * When the score next passes a threshold by time alone: what a segment "score below 25" sets its alarm to.
 *
 * Between two ranges nothing changes, and each fact's way through time is known, so every instant at which one passes
 * into another range can be told beforehand. They are gone through in order; none is missed, and none told too late.
 */
import type { Profile } from "../profile/profile.ts";
import { DEFAULT_SCORECARD } from "./default-scorecard.ts";
import { engagementValue, pointsOf, scoreOf } from "./engagement-score.ts";
import { readFeatures, SCORE_FEATURES } from "./features.ts";
import type { Scorecard } from "./scorecard.ts";

/** The score as a function of time, while nothing happens. */
export interface EngagementCurve {
  /** The score at an instant, epoch ms. */
  valueAt(at: number): number;
  /** The earliest whole ms after `now` at which the score comes to lie otherwise to a threshold: below, on it or above. */
  nextCrossing(thresholds: readonly number[], now: number): number | undefined;
}

export function engagementCurve(profile: Profile, card: Scorecard = DEFAULT_SCORECARD): EngagementCurve {
  // Fifty segments ask about one instant: it is looked ahead from once.
  let known:
    | { now: number; values: readonly number[]; points: number; ahead: Map<number, number>; changes?: RangeChange[] }
    | undefined;
  const knownAt = (now: number) => {
    if (known?.now !== now) {
      const values = readFeatures(profile, now);
      known = { now, values, points: pointsOf(card, values), ahead: new Map() };
    }
    return known;
  };
  // Different thresholds are passed at the same few instants.
  const scoreAhead = (ahead: Map<number, number>, at: number) => {
    const asked = ahead.get(at);
    if (asked !== undefined) return asked;
    const score = engagementValue(profile, at, card);
    ahead.set(at, score);
    return score;
  };
  return {
    valueAt: (at) => (profile.events === 0 ? 0 : scoreOf(knownAt(at).points)),
    // Points are whole, so a score can lie right on a threshold, where "at least" and "more than" part.
    nextCrossing: (thresholds, now) => {
      if (profile.events === 0) return undefined;
      const placeOf = (value: number) =>
        thresholds.reduce((place, one) => place + Number(value >= one) + Number(value > one), 0);
      const at = knownAt(now);
      at.changes ??= rangeChanges(at.values, card, now);
      const sideAt = (instant: number) => placeOf(scoreAhead(at.ahead, instant));
      return nextChange(at.changes, at.points, now, placeOf, sideAt);
    },
  };
}

/**
 * The earliest whole ms after `now` at which "score ≥ threshold" is other than it is now, if nothing happens until then.
 *
 * @returns `undefined` where that is never
 */
export function nextScoreChange(profile: Profile, card: Scorecard, threshold: number, now: number): number | undefined {
  if (profile.events === 0) return undefined;
  const values = readFeatures(profile, now);
  const isAbove = (value: number) => Number(value >= threshold);
  const sideAt = (instant: number) => isAbove(engagementValue(profile, instant, card));
  return nextChange(rangeChanges(values, card, now), pointsOf(card, values), now, isAbove, sideAt);
}

/** A fact passes into a range with other points. */
interface RangeChange {
  /** Epoch ms, but for rounding. */
  at: number;
  /** What that adds to the sum of points. */
  by: number;
}

/**
 * @param points the sum of points at `now`
 * @param sideOf which side of the thresholds a score lies on
 * @param sideAt the same of the score at an instant, worked out from the profile
 */
function nextChange(
  changes: readonly RangeChange[],
  points: number,
  now: number,
  sideOf: (score: number) => number,
  sideAt: (instant: number) => number,
): number | undefined {
  const side = sideOf(scoreOf(points));
  let sum = points;
  let isNear = false;
  for (const [place, { at: instant, by }] of changes.entries()) {
    sum += by;
    // Changes within the rounding of each other may come in another order than listed: all of them are looked at.
    const nextAt = changes[place + 1]?.at ?? Infinity;
    const isDense = nextAt - instant <= 2 * ROUNDING_MS;
    if (!isDense && !isNear && sideOf(scoreOf(sum)) === side) continue;
    isNear = isDense;
    // The closed form is right but for rounding: a ms to either side is looked at, and the first is taken.
    for (let at = Math.max(Math.floor(now) + 1, Math.floor(instant) - ROUNDING_MS); at <= instant + ROUNDING_MS; at++) {
      if (sideAt(at) !== side) return at;
    }
  }
  return undefined;
}

/** By how much the closed form may be off, ms: a double holds an epoch time to a quarter of a thousandth of one. */
const ROUNDING_MS = 2;

/** All changes after `now` (epoch ms), earliest first. */
function rangeChanges(values: readonly number[], card: Scorecard, now: number): RangeChange[] {
  const changes: RangeChange[] = [];
  SCORE_FEATURES.forEach(({ cuts, moves }, place) => {
    const value = values[place]!;
    const points = card.points[place]!;
    cuts.forEach((cut, range) => {
      const step = points[range + 1]! - points[range]!;
      if (step === 0) return;
      if (moves.by === "halving" && value >= cut) {
        changes.push({ at: now + Math.log2(value / cut) * moves.halfLifeMs, by: -step });
      }
      if (moves.by === "growing" && value < cut) changes.push({ at: now + (cut - value) * moves.unitMs, by: step });
    });
  });
  return changes.sort((a, b) => a.at - b.at);
}
