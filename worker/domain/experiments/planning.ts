/** How many visitors it takes: before an experiment, and while one waits for it. */
import { boundary, type SequenceOptions } from "../stats/confidence-sequence.ts";
import { normalQuantile } from "../stats/normal.ts";

export interface Plan {
  /** Control's mean: a rate, or revenue per visitor. */
  mean: number;
  /** Of one visitor's value: p·(1−p) for a rate. */
  variance: number;
  /** The least relative difference worth finding, such as 0.1. */
  lift: number;
  /** Probability of finding it if it is there, such as 0.8. */
  power: number;
  /** Share of visitors in treatment, 0–1, the rest being control. */
  treated: number;
  /** Probability of finding one that is not there. */
  alpha: number;
}

/** Doublings and halvings at most: from one visitor to 2⁶⁰. */
const MOST_STEPS = 60;

/**
 * Visitors, both arms together, for one look at the end, two-sided: (z₁₋α/₂ + z_power)²·variance·(1/q + 1/(1−q)) /
 * (mean·lift)² (Fleiss, "Statistical Methods for Rates and Proportions", 1981, ch. 3, without its continuity correction).
 */
export function visitorsForOneLook(plan: Plan): number {
  const reach = normalQuantile(1 - plan.alpha / 2) + normalQuantile(plan.power);
  return Math.ceil(reach ** 2 * unitVariance(plan));
}

/**
 * Visitors, both arms together, after which an always-valid interval excludes 0 with the given power; the interval being
 * tuned for that very number. At power 0.8 some 1.9 times what one look takes;
 * who stops at the first clear day stops earlier on average.
 */
export function visitorsForAnyLook(plan: Plan): number {
  const needed = (n: number): boolean => {
    const reach = boundary(n, { alpha: plan.alpha, tunedFor: n }) + normalQuantile(plan.power);
    return reach ** 2 * unitVariance(plan) <= n;
  };
  let high = 1;
  for (let step = 0; step < MOST_STEPS && !needed(high); step++) high *= 2;
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (needed(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Half the width of the difference's interval after `visitors`, both arms together, in the unit of the mean. */
export function halfWidthAfter(
  visitors: number,
  { variance, treated }: Pick<Plan, "variance" | "treated">,
  options: SequenceOptions,
): number {
  return boundary(visitors, options) * Math.sqrt((variance * (1 / treated + 1 / (1 - treated))) / visitors);
}

/** Variance of the difference for one visitor, in units of the squared difference sought. */
function unitVariance({ mean, variance, lift, treated }: Plan): number {
  if (!(mean > 0 && variance > 0 && lift !== 0 && treated > 0 && treated < 1)) {
    throw new RangeError(`nothing to plan: mean ${mean}, variance ${variance}, lift ${lift}, treated ${treated}`);
  }
  return (variance * (1 / treated + 1 / (1 - treated))) / (mean * lift) ** 2;
}
