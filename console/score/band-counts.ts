/** How visits part into bands at given thresholds. Pure. */
import type { ScoreDistribution } from "../../wire/console.ts";
import type { ScoreBands } from "../../wire/definitions.ts";

export const BANDS = ["cold", "warm", "hot"] as const;
export type Band = (typeof BANDS)[number];

/** Scores are whole and from 0 to this. */
export const MOST_SCORE = 100;
/** Warm begins here at the earliest: below it nobody would be cold. */
export const LEAST_THRESHOLD = 1;

export interface BandCount {
  visits: number;
  buyers: number;
  /** Of all visits, 0–1; 0 where there are none. */
  share: number;
  /** Of the band's visits, those that ended in a purchase, 0–1; missing where the band is empty. */
  bought?: number;
}

export function bandOf(score: number, { warm, hot }: ScoreBands): Band {
  if (score >= hot) return "hot";
  return score >= warm ? "warm" : "cold";
}

export function bandCounts({ byScore, visits: all }: ScoreDistribution, bands: ScoreBands): Record<Band, BandCount> {
  const counts: Record<Band, BandCount> = {
    cold: { visits: 0, buyers: 0, share: 0 },
    warm: { visits: 0, buyers: 0, share: 0 },
    hot: { visits: 0, buyers: 0, share: 0 },
  };
  for (const [score, { visits, buyers }] of byScore.entries()) {
    const count = counts[bandOf(score, bands)];
    count.visits += visits;
    count.buyers += buyers;
  }
  for (const band of BANDS) {
    const count = counts[band];
    if (all > 0) count.share = count.visits / all;
    if (count.visits > 0) count.bought = count.buyers / count.visits;
  }
  return counts;
}

/** The bands with one threshold moved, kept in order and within the scale: the other one stays where it is. */
export function moved(bands: ScoreBands, which: keyof ScoreBands, to: number): ScoreBands {
  const whole = Math.round(to);
  return which === "warm"
    ? { ...bands, warm: Math.min(bands.hot - 1, Math.max(LEAST_THRESHOLD, whole)) }
    : { ...bands, hot: Math.min(MOST_SCORE, Math.max(bands.warm + 1, whole)) };
}
