/**
 * When the score next passes a threshold by time alone: what a segment "score below 25" sets its alarm to.
 *
 * Between two ranges nothing changes, and each fact's way through time is known, so every instant at which one passes
 * into another range can be told beforehand. They are gone through in order; none is missed, and none told too late.
 */
import type { Profile } from "../profile/profile.ts";
import { DEFAULT_SCORECARD } from "./default-scorecard.ts";
import { engagementValue } from "./engagement-score.ts";
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
  return {
    valueAt: (at) => engagementValue(profile, at, card),
    // Points are whole, so a score can lie right on a threshold, where "at least" and "more than" part.
    nextCrossing: (thresholds, now) =>
      nextChange(profile, card, now, (value) => {
        return thresholds.reduce(
          (place, threshold) => place + Number(value >= threshold) + Number(value > threshold),
          0,
        );
      }),
  };
}

/**
 * The earliest whole ms after `now` at which "score ≥ threshold" is other than it is now, if nothing happens until then.
 *
 * @returns `undefined` where that is never
 */
export function nextScoreChange(profile: Profile, card: Scorecard, threshold: number, now: number): number | undefined {
  return nextChange(profile, card, now, (value) => Number(value >= threshold));
}

function nextChange(
  profile: Profile,
  card: Scorecard,
  now: number,
  sideOf: (value: number) => number,
): number | undefined {
  const sideAt = (at: number) => sideOf(engagementValue(profile, at, card));
  const side = sideAt(now);
  for (const instant of rangeChanges(profile, card, now)) {
    // The closed form is right but for rounding: a ms to either side is looked at, and the first is taken.
    for (let at = Math.max(Math.floor(now) + 1, Math.floor(instant) - ROUNDING_MS); at <= instant + ROUNDING_MS; at++) {
      if (sideAt(at) !== side) return at;
    }
  }
  return undefined;
}

/** By how much the closed form may be off, ms: a double holds an epoch time to a quarter of a thousandth of one. */
const ROUNDING_MS = 2;

/** Instants (epoch ms) after `now` at which a fact passes into a range with other points, earliest first. */
function rangeChanges(profile: Profile, card: Scorecard, now: number): number[] {
  const values = readFeatures(profile, now);
  const instants: number[] = [];
  SCORE_FEATURES.forEach(({ cuts, moves }, place) => {
    const value = values[place]!;
    const points = card.points[place]!;
    cuts.forEach((cut, range) => {
      if (points[range] === points[range + 1]) return;
      if (moves.by === "halving" && value >= cut) instants.push(now + Math.log2(value / cut) * moves.halfLifeMs);
      if (moves.by === "growing" && value < cut) instants.push(now + (cut - value) * moves.unitMs);
    });
  });
  return instants.sort((a, b) => a - b);
}
