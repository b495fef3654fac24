/**
 * The engagement score as a function of time, and when it next crosses a threshold.
 *
 * Every decaying count shares one half-life, so between the instants at which a count falls below the most that it adds,
 * the raw sum is `fixed + fading · 2^(−t/h)`: monotone, and solved for `t` in closed form.
 */
import { decayedSum } from "../profile/decayed-sums.ts";
import { ENGAGEMENT_HALF_LIFE_MS, type Profile } from "../profile/profile.ts";
import { engagementValue, SATIATION, SCORECARD } from "./engagement-score.ts";

/** Rounding of the closed form, ms: asked this much earlier, so that it is never late. */
const ROUNDING_MS = 2;

export interface EngagementCurve {
  valueAt(at: number): number;
  nextCrossing(thresholds: readonly number[], now: number): number | undefined;
}

export function engagementCurve(profile: Profile): EngagementCurve {
  return {
    valueAt: (at) => engagementValue(profile, at),
    nextCrossing: (thresholds, now) => nextCrossing(profile, thresholds, now),
  };
}

function nextCrossing(profile: Profile, thresholds: readonly number[], now: number): number | undefined {
  const wanted = thresholds.filter((one) => one >= 0 && one < 100).map((one) => -SATIATION * Math.log(1 - one / 100));
  const parts = Object.keys(profile.engagement.sums).flatMap((feature) => {
    const row = Object.hasOwn(SCORECARD, feature) ? SCORECARD[feature] : undefined;
    if (row === undefined) return [];
    const occurrences = decayedSum(profile.engagement, feature, now, ENGAGEMENT_HALF_LIFE_MS);
    // How many half-lives until it counts less than the most.
    const full = occurrences > row.most ? Math.log2(occurrences / row.most) : 0;
    return [{ points: row.points, occurrences, most: row.most, full }];
  });
  const bends = [...new Set([0, ...parts.map(({ full }) => full)])].sort((a, b) => a - b);
  for (const [index, from] of bends.entries()) {
    const until = bends[index + 1] ?? Infinity;
    let fixed = 0;
    let fading = 0;
    for (const { points, occurrences, most, full } of parts) {
      if (full > from) fixed += points * most;
      else fading += points * occurrences;
    }
    const crossings = wanted
      .map((threshold) => Math.log2(fading / (threshold - fixed)))
      // One that lies a rounding back may be the one that is just happening.
      .filter((halfLives) => halfLives >= from - ROUNDING_MS / ENGAGEMENT_HALF_LIFE_MS && halfLives <= until);
    if (crossings.length > 0) return instant(Math.min(...crossings), now);
    // The lines between two bends meet up to rounding: a threshold just there must not slip through.
    if (until !== Infinity && wanted.some((threshold) => isAt(fixed + fading * 2 ** -until, threshold))) {
      return instant(until, now);
    }
  }
  return undefined;
}

function isAt(sum: number, threshold: number): boolean {
  return Math.abs(sum - threshold) <= 1e-9 * Math.max(1, Math.abs(threshold));
}

function instant(halfLives: number, now: number): number {
  return Math.max(Math.floor(now) + 1, Math.floor(now + halfLives * ENGAGEMENT_HALF_LIFE_MS) - ROUNDING_MS);
}
