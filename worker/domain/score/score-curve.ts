/**
 * The engagement score as a function of time, and when it next crosses a threshold.
 *
 * Every decaying count shares one half-life, so between the instants at which a count falls below the most that it adds,
 * the raw sum is `fixed + fading · 2^(−t/h)`: monotone, and solved for `t` in closed form.
 */
import { ENGAGEMENT_HALF_LIFE_MS, type Profile } from "../profile/profile.ts";
import { engagementValue, SATIATION, SCORECARD } from "./engagement-score.ts";

/** Rounding of the closed form, ms: asked this much earlier, so that it is never late. */
const ROUNDING_MS = 2;

export interface EngagementCurve {
  valueAt(at: number): number;
  nextCrossing(thresholds: readonly number[], now: number): number | undefined;
}

export function engagementCurve(profile: Profile): EngagementCurve {
  let pieces: readonly Piece[] | undefined;
  return {
    valueAt: (at) => engagementValue(profile, at),
    nextCrossing: (thresholds, now) => nextCrossing((pieces ??= piecesOf(profile)), profile, thresholds, now),
  };
}

/** A stretch on which the raw sum is `fixed + fading · 2^(−t)`, `t` in half-lives since the profile's `period` began. */
interface Piece {
  from: number;
  until: number;
  fixed: number;
  fading: number;
}

function piecesOf({ engagement }: Profile): Piece[] {
  const parts = Object.keys(engagement.sums).flatMap((feature) => {
    const row = Object.hasOwn(SCORECARD, feature) ? SCORECARD[feature] : undefined;
    const occurrences = engagement.sums[feature] ?? 0;
    if (row === undefined || occurrences <= 0) return [];
    // From then on it counts less than the most that it adds.
    return [{ points: row.points, occurrences, most: row.most, full: Math.log2(occurrences / row.most) }];
  });
  const bends = [...new Set([-Infinity, ...parts.map(({ full }) => full)])].sort((a, b) => a - b);
  return bends.map((from, index) => {
    const piece = { from, until: bends[index + 1] ?? Infinity, fixed: 0, fading: 0 };
    for (const { points, occurrences, most, full } of parts) {
      if (full > from) piece.fixed += points * most;
      else piece.fading += points * occurrences;
    }
    return piece;
  });
}

function nextCrossing(
  pieces: readonly Piece[],
  { engagement }: Profile,
  thresholds: readonly number[],
  now: number,
): number | undefined {
  const start = engagement.period * ENGAGEMENT_HALF_LIFE_MS;
  // One that lies a rounding back may be the one that is just happening.
  const after = (now - ROUNDING_MS - start) / ENGAGEMENT_HALF_LIFE_MS;
  let next = Infinity;
  for (const { from, until, fixed, fading } of pieces) {
    if (until < after) continue;
    for (const threshold of thresholds) {
      if (threshold < 0 || threshold >= 100) continue;
      const raw = -SATIATION * Math.log(1 - threshold / 100);
      const crossing = Math.log2(fading / (raw - fixed));
      // Pieces meet up to rounding: a threshold just there is found from either side.
      if (crossing >= from - SEAM && crossing <= until + SEAM && crossing >= after) next = Math.min(next, crossing);
    }
  }
  if (next === Infinity) return undefined;
  return Math.max(Math.floor(now) + 1, Math.floor(start + next * ENGAGEMENT_HALF_LIFE_MS) - ROUNDING_MS);
}

/** Half-lives by which two pieces may miss each other: a tenth of a millisecond. */
const SEAM = 1e-9;
