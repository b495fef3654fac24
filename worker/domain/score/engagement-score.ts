/**
 * The engagement score: how likely this visitor is to buy soon, 0–100, right at any instant.
 *
 * An additive scorecard ([SC-1]): each fact of the profile has points for the range it lies in, and the sum is the
 * score. Facts fade by half-life and grow old, so the score moves between events too ([SC-3]).
 */
import type { Score, ScorePart } from "../../../wire/console.ts";
import type { ScoreBands } from "../../../wire/definitions.ts";
import { sigmoid } from "./learn/additive-terms.ts";
import type { Profile } from "../profile/profile.ts";
import { DEFAULT_SCORECARD } from "./default-scorecard.ts";
import { NEVER_HOURS, rangeOf, readFeatures, SCORE_FEATURES, type ScoreFeature } from "./features.ts";
import { LOG_ODDS_PER_POINT, type Scorecard } from "./scorecard.ts";

/** From here on a visitor is warm, and hot, where the site says nothing else. */
export const WARM_FROM = 25;
export const HOT_FROM = 60;
export const DEFAULT_BANDS: ScoreBands = { warm: WARM_FROM, hot: HOT_FROM };

/** The greatest score; the least is 0. */
export const MOST_SCORE = 100;

/** The score at `now` (epoch ms), 0–100. Pure: the same profile, card and instant give the same score. */
export function engagementValue(profile: Profile, now: number, card: Scorecard = DEFAULT_SCORECARD): number {
  return profile.events === 0 ? 0 : scoreOf(pointsOf(card, readFeatures(profile, now)));
}

/** The score with the parts that make it up, for whoever reads it. */
export function engagementScore(
  profile: Profile,
  now: number,
  card: Scorecard = DEFAULT_SCORECARD,
  bands: ScoreBands = DEFAULT_BANDS,
): Score {
  if (profile.events === 0) return { value: 0, band: bandWithin(0, bands), parts: [], at: now };
  const values = readFeatures(profile, now);
  const parts: ScorePart[] = [];
  SCORE_FEATURES.forEach((feature, place) => {
    const points = card.points[place]![rangeOf(feature, values[place]!)]!;
    if (points !== 0) parts.push({ feature: feature.name, ...factFor(feature, values[place]!), points });
  });
  const sum = parts.reduce((total, { points }) => total + points, 0);
  const value = scoreOf(sum);
  parts.sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.feature < b.feature ? -1 : 1));
  if (value !== sum) parts.push({ feature: "limit", label: `a score ends at ${value}`, value, points: value - sum });
  return { value, band: bandWithin(value, bands), parts, at: now, probability: probabilityOf(card, sum) };
}

/** The sum of the points before it is kept within 0–100. */
export function pointsOf(card: Scorecard, values: readonly number[]): number {
  let sum = 0;
  for (let place = 0; place < SCORE_FEATURES.length; place++) {
    sum += card.points[place]![rangeOf(SCORE_FEATURES[place]!, values[place]!)]!;
  }
  return sum;
}

/** With what probability a visit with this many points ends in a purchase, by what the card has seen. */
export function probabilityOf(card: Scorecard, points: number): number {
  return sigmoid(card.logOdds + points * LOG_ODDS_PER_POINT);
}

/** The band by the defaults. */
export function bandOf(value: number): Score["band"] {
  return bandWithin(value, DEFAULT_BANDS);
}

export function bandWithin(value: number, { warm, hot }: ScoreBands): Score["band"] {
  if (value >= hot) return "hot";
  return value >= warm ? "warm" : "cold";
}

/** The score of so many points: they may sum to less than nothing, or to more than all. */
export function scoreOf(points: number): number {
  return Math.min(MOST_SCORE, Math.max(0, points));
}

function factFor(feature: ScoreFeature, value: number): Pick<ScorePart, "label" | "value"> {
  if (feature.name === "bought" && value === NEVER_HOURS) return { label: "no order so far" };
  return { label: labelFor(feature, value), value };
}

function labelFor({ label, moves }: ScoreFeature, value: number): string {
  switch (moves.by) {
    case "halving":
      return `${value.toFixed(1)} ${label}, recent ones count more`;
    case "growing":
      return `${value.toFixed(1)} ${label}`;
    case "nothing":
      return `${Number(value.toFixed(1))} ${label}`;
  }
}
