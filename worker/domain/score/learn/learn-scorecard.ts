/**
 * A scorecard from what visits have shown: the facts at some instant of each, and whether it ended in a purchase.
 *
 * It starts from the card that is in use and learns where that is wrong: what has not been seen keeps its points, and a
 * shop with few purchases stays near the card it has.
 */
import { finish } from "../../in-steps.ts";
import type { InSteps } from "../../in-steps.ts";
import { emptyProfile } from "../../profile/profile.ts";
import { pointsOf } from "../engagement-score.ts";
import { rangeOf, readFeatures, SCORE_FEATURES } from "../features.ts";
import { LOG_ODDS_PER_POINT, type Scorecard } from "../scorecard.ts";
import { sigmoid } from "./additive-terms.ts";
import type { BinnedTable } from "./binning.ts";
import { monotoneFit } from "./isotonic.ts";
import { learnAdditiveInSteps, type LearnOptions } from "./learn-additive.ts";
import { fitPlatt } from "./platt.ts";

export interface VisitExample {
  /** As `readFeatures` gave them. */
  values: readonly number[];
  bought: boolean;
  /** Whose visit it was, in whatever words: all of somebody's visits are learnt from or judged by together. */
  owner: string;
}

/**
 * Chosen by cross-validation over the visitors of the two public event logs' training parts (`npm run bench -- score`
 * keeps the rest for the test). No pairs: a card must stay a sum that can be read.
 */
export const CARD_OPTIONS: LearnOptions = {
  rate: 0.1,
  rounds: 300,
  patience: 15,
  leaves: 3,
  ridge: 20,
  leastRows: 100,
  bags: 8,
  watchShare: 0.2,
  pairs: 0,
  seed: 1,
};

/** Range of each feature for somebody of whom nothing is known: worth 0 points on every card. */
export const STRANGER_RANGES: readonly number[] = readFeatures(emptyProfile(), 0).map((value, place) =>
  rangeOf(SCORE_FEATURES[place]!, value),
);

/** @param version and builtAt (epoch ms) of the new card */
export function learnScorecard(
  examples: readonly VisitExample[],
  current: Scorecard,
  next: { version: number; builtAt: number; options?: LearnOptions },
): Scorecard {
  return finish(learnScorecardInSteps(examples, current, next));
}

export function* learnScorecardInSteps(
  examples: readonly VisitExample[],
  current: Scorecard,
  { version, builtAt, options = CARD_OPTIONS }: { version: number; builtAt: number; options?: LearnOptions },
): InSteps<Scorecard> {
  const labels = Uint8Array.from(examples, ({ bought }) => Number(bought));
  const table = rangeTable(examples);
  const sums = Float64Array.from(examples, ({ values }) => pointsOf(current, values) * LOG_ODDS_PER_POINT);
  const start = fitPlatt(sums, labels);
  // A card that foretells the wrong way round here is no start at all.
  const trust = Math.min(MOST_TRUST, Math.max(0, start.slope));
  const base =
    trust === start.slope
      ? start.intercept
      : fitIntercept(
          sums.map((sum) => sum * trust),
          labels,
        );
  const offset = sums.map((sum) => base + trust * sum);
  const { terms, calibration } = yield* learnAdditiveInSteps(table, labels, options, {
    offset,
    owners: ownersOf(examples),
  });
  const slope = Math.min(MOST_TRUST, Math.max(0, calibration.slope));
  const points = SCORE_FEATURES.map((feature, place) => {
    const logOdds = Float64Array.from(
      terms.shapes[place]!,
      (learnt, range) => slope * (learnt + trust * LOG_ODDS_PER_POINT * current.points[place]![range]!),
    );
    const counts = countRanges(table.columns[place]!.bin, logOdds.length);
    const shape = feature.monotone === 0 ? logOdds : monotoneFit(logOdds, counts, feature.monotone);
    const stranger = shape[STRANGER_RANGES[place]!]!;
    return Array.from(shape, (value) => wholePoints((value - stranger) / LOG_ODDS_PER_POINT));
  });
  const card: Scorecard = {
    version,
    builtAt,
    visits: examples.length,
    buyers: labels.reduce((sum, label) => sum + label, 0),
    points,
    logOdds: 0,
  };
  // What is left of the base: so that as many purchases are foretold as there were.
  return { ...card, logOdds: baseFor(card, examples) };
}

/** The card with the base log-odds that fit these examples best; its points stay as they are. */
export function rebased(card: Scorecard, examples: readonly VisitExample[]): Scorecard {
  return { ...card, logOdds: baseFor(card, examples) };
}

/** Steepest that a learnt card may be over the one it came from: more is luck of few purchases. */
const MOST_TRUST = 1.5;
/** Points of one range at most. */
const MOST_RANGE_POINTS = 90;

function baseFor(card: Scorecard, examples: readonly VisitExample[]): number {
  return fitIntercept(
    Float64Array.from(examples, ({ values }) => pointsOf(card, values) * LOG_ODDS_PER_POINT),
    Uint8Array.from(examples, ({ bought }) => Number(bought)),
  );
}

/** The intercept with which as many purchases are foretold as there were, half a purchase more: by bisection. */
function fitIntercept(margins: Float64Array, labels: Uint8Array): number {
  const wanted = labels.reduce((sum, label) => sum + label, 0) + 0.5;
  let low = -30;
  let high = 30;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const foretold = margins.reduce((sum, margin) => sum + sigmoid(middle + margin), 0);
    if (foretold < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export function rangeTable(examples: readonly VisitExample[]): BinnedTable {
  return {
    rows: examples.length,
    columns: SCORE_FEATURES.map((feature, place) => ({
      bin: Uint8Array.from(examples, ({ values }) => rangeOf(feature, values[place]!)),
      bins: feature.cuts.length + 1,
      ordered: true,
    })),
  };
}

function ownersOf(examples: readonly VisitExample[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(examples, ({ owner }) => {
    const number = numbers.get(owner) ?? numbers.size;
    numbers.set(owner, number);
    return number;
  });
}

function countRanges(bin: Uint8Array, ranges: number): Float64Array {
  const counts = new Float64Array(ranges);
  for (const range of bin) counts[range]!++;
  return counts;
}

function wholePoints(points: number): number {
  const whole = Math.round(Math.min(MOST_RANGE_POINTS, Math.max(-MOST_RANGE_POINTS, points)));
  // No −0: it would be written and read as another number.
  return whole === 0 ? 0 : whole;
}
