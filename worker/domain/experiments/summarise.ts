/**
 * What an experiment says so far: each arm's figures, each treatment against control, and how sure that is. Every
 * interval here holds at every look, so a marketer may look every day and stop when they like ([ST-1]).
 */
import { chancesOfBestMean, chancesOfBestRate } from "../stats/best-of.ts";
import {
  alwaysValidP,
  differenceSequence,
  errorOfDifference,
  liftSequence,
  meanSequence,
  type SequenceOptions,
} from "../stats/confidence-sequence.ts";
import type { Interval } from "../stats/interval.ts";
import { chanceOfAnyFalse, sharedAlpha } from "../stats/many-comparisons.ts";
import { withPooledVariance, type Moments } from "../stats/moments.ts";
import { rateSequence } from "../stats/rate-sequence.ts";
import { sampleRatioP } from "../stats/sample-ratio.ts";
import {
  conversionMoments,
  revenueMoments,
  totalOutcomes,
  type ArmOutcomes,
  type OutcomesByArm,
  type OutcomesByDay,
} from "./arm-outcomes.ts";
import { completeness, type Metric } from "./enough-data.ts";

export interface SummariseInput {
  outcomes: OutcomesByArm;
  /** Arm the others are compared with. */
  control: string;
  /** Intended share of visitors of each arm. Missing: they are drawn by a bandit, or change, and are not checked. */
  shares?: Readonly<Record<string, number>>;
  /** First whole day, `2026-11-22`, on which these shares were meant; earlier ones are not checked. Missing: all are. */
  sharesFrom?: string;
  /** Probability that any interval of one metric is ever wrong. Missing: 0.05. */
  alpha?: number;
  /** Visitors, all arms together, for which intervals are narrowest; fixed when the experiment starts. Missing: 20,000. */
  tunedFor?: number;
}

/** A figure with the interval that holds at every look. */
export interface Estimate {
  value: number;
  interval: Interval;
}

export interface ArmSummary {
  arm: string;
  outcomes: ArmOutcomes;
  /** Conversions per visitor enrolled; exact from the first on. */
  conversionRate: Estimate;
  /** Missing until there is enough data. */
  revenuePerVisitor?: Estimate;
  /** Bayesian, on flat priors, 0–1: for the eye. It does not allow for looking often; verdicts do. */
  chanceToBeBest: Record<Metric, number>;
  /** Missing for control. */
  against?: Record<Metric, Comparison>;
  /** What it brings in 30 days at the rate visitors are enrolled now, in the site's currency, against control's. */
  moneyPerMonth?: Estimate;
}

/** A treatment against control. */
export type Comparison =
  /** Not enough data. */
  | {
      state: "COLLECTING";
      /** 0–1. */
      complete: number;
      /** Days left at the pace so far; missing where it is not known. */
      daysLeft?: number;
    }
  | {
      state: "READY";
      verdict: "BETTER" | "WORSE" | "INCONCLUSIVE";
      difference: Estimate;
      /** Relative to control's mean; missing while that itself cannot be told from 0. */
      lift?: Estimate;
      /** Always valid. */
      pValue: number;
    };

export interface SampleRatio {
  /** MISMATCH: visitors are lost in one arm more than in another, and no comparison is to be trusted. */
  state: "OK" | "MISMATCH";
  /** Always valid. */
  pValue: number;
  expected: Record<string, number>;
}

export interface ExperimentSummary {
  control: string;
  arms: ArmSummary[];
  /** Missing where shares are not fixed. */
  sampleRatio?: SampleRatio;
  /** Level of each treatment's interval, such that all of a metric hold together. */
  alphaEach: number;
  /** Probability that one would err were they not held together: the caution against many arms. */
  chanceOfAnyFalse: number;
}

const ALPHA = 0.05;
const TUNED_FOR = 20_000;
/** As GrowthBook's: an alarm that stops everybody's work should be false once in a thousand experiments. */
const SAMPLE_RATIO_ALPHA = 0.001;
const DAYS_A_MONTH = 30;

/**
 * Summarises an experiment. Observations are visitors enrolled: by intention, whether shown or not.
 *
 * @throws RangeError where control has no outcomes table
 */
export function summarise(input: SummariseInput): ExperimentSummary {
  const { outcomes, control, alpha = ALPHA, tunedFor = TUNED_FOR } = input;
  if (!Object.hasOwn(outcomes, control)) throw new RangeError(`no arm "${control}" to compare with`);
  const arms = Object.keys(outcomes).sort((one, other) =>
    one === control ? -1 : other === control ? 1 : one < other ? -1 : 1,
  );
  const totals = arms.map((arm) => totalOutcomes(outcomes[arm]!));
  const revenues = withPooledVariance(totals.map(revenueMoments));
  const alphaEach = sharedAlpha(arms.length - 1, alpha);
  const options = { alpha: alphaEach, tunedFor };
  const best = { conversion: chancesOfConversion(totals), revenue: chancesOfRevenue(revenues) };
  const { shares, sharesFrom = "" } = input;
  const counted = arms.map((arm) => totalOutcomes(daysFrom(outcomes[arm]!, sharesFrom)));
  const sampleRatio = shares === undefined ? undefined : sampleRatioOf(arms, counted, shares);
  return {
    control,
    arms: arms.map((arm, place) => ({
      ...armSummary(arm, totals[place]!, revenues[place]!, options),
      chanceToBeBest: { conversion: best.conversion[place]!, revenue: best.revenue[place]! },
      ...(place > 0 && againstControl(outcomes[control]!, outcomes[arm]!, options)),
    })),
    ...(sampleRatio !== undefined && { sampleRatio }),
    alphaEach,
    chanceOfAnyFalse: chanceOfAnyFalse(arms.length - 1, alpha),
  };
}

function armSummary(arm: string, outcomes: ArmOutcomes, revenue: Moments, options: SequenceOptions) {
  const { converted, enrolled } = outcomes;
  return {
    arm,
    outcomes,
    conversionRate: {
      value: enrolled > 0 ? converted / enrolled : 0,
      interval: rateSequence(converted, enrolled, options.alpha),
    },
    ...(completeness("revenue", outcomes) >= 1 && {
      revenuePerVisitor: { value: revenue.mean, interval: meanSequence(revenue, options) },
    }),
  };
}

function againstControl(control: OutcomesByDay, treatment: OutcomesByDay, options: SequenceOptions) {
  const compared = (metric: Metric, moments: (outcomes: ArmOutcomes) => Moments): Comparison => {
    const complete = Math.min(
      completeness(metric, totalOutcomes(control)),
      completeness(metric, totalOutcomes(treatment)),
    );
    if (complete < 1) return collecting(complete, control, treatment);
    return compare(moments(totalOutcomes(control)), moments(totalOutcomes(treatment)), options);
  };
  const revenue = compared("revenue", revenueMoments);
  const monthly = perMonth(treatment);
  return {
    against: { conversion: compared("conversion", conversionMoments), revenue },
    ...(revenue.state === "READY" && { moneyPerMonth: scaled(revenue.difference, monthly) }),
  };
}

function collecting(complete: number, control: OutcomesByDay, treatment: OutcomesByDay): Comparison {
  const days = new Set([...Object.keys(control), ...Object.keys(treatment)]).size;
  return {
    state: "COLLECTING",
    complete,
    ...(complete > 0 && { daysLeft: Math.ceil(days / complete - days) }),
  };
}

function compare(control: Moments, treatment: Moments, options: SequenceOptions): Comparison {
  const difference = differenceSequence(control, treatment, options);
  const value = treatment.mean - control.mean;
  const error = errorOfDifference(control, treatment);
  const lift = liftSequence(control, treatment, options);
  return {
    state: "READY",
    verdict: difference.low > 0 ? "BETTER" : difference.high < 0 ? "WORSE" : "INCONCLUSIVE",
    difference: { value, interval: difference },
    ...(lift !== undefined && { lift: { value: value / control.mean, interval: lift } }),
    pValue: error > 0 ? alwaysValidP(value / error, control.n + treatment.n, options) : 1,
  };
}

/** Visitors enrolled in 30 days, at the pace of the days there are. */
function perMonth(days: OutcomesByDay): number {
  const count = Object.keys(days).length;
  return count === 0 ? 0 : (totalOutcomes(days).enrolled / count) * DAYS_A_MONTH;
}

function scaled({ value, interval }: Estimate, by: number): Estimate {
  return { value: value * by, interval: { low: interval.low * by, high: interval.high * by } };
}

function chancesOfConversion(totals: readonly ArmOutcomes[]): number[] {
  return chancesOfBestRate(
    totals.map(({ converted, enrolled }) => ({ a: converted + 1, b: Math.max(0, enrolled - converted) + 1 })),
  );
}

/** All alike while an arm has no visitor, or nothing was sold: spreads are not known. */
function chancesOfRevenue(revenues: readonly Moments[]): number[] {
  const beliefs = revenues.map(({ mean, variance, n }) => ({ mean, spread: Math.sqrt(variance / n) }));
  if (beliefs.some(({ spread }) => !(spread > 0 && spread < Infinity))) return revenues.map(() => 1 / revenues.length);
  return chancesOfBestMean(beliefs);
}

function daysFrom(days: OutcomesByDay, first: string): OutcomesByDay {
  return Object.fromEntries(Object.entries(days).filter(([day]) => day >= first));
}

function sampleRatioOf(
  arms: readonly string[],
  totals: readonly ArmOutcomes[],
  shares: Readonly<Record<string, number>>,
): SampleRatio | undefined {
  const meant = arms.map((arm) => (Object.hasOwn(shares, arm) ? shares[arm]! : 0));
  if (arms.length < 2 || meant.some((share) => !(share > 0))) return undefined;
  const counts = totals.map(({ enrolled }) => enrolled);
  const visitors = counts.reduce((sum, one) => sum + one, 0);
  const whole = meant.reduce((sum, one) => sum + one, 0);
  const pValue = sampleRatioP(counts, meant);
  return {
    state: pValue <= SAMPLE_RATIO_ALPHA ? "MISMATCH" : "OK",
    pValue,
    expected: Object.fromEntries(arms.map((arm, place) => [arm, (visitors * meant[place]!) / whole])),
  };
}
