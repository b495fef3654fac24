/**
 * "What if we had always shown B?" from the log of decisions that were drawn: what another policy would have earned,
 * had it decided, without showing anybody anything. Refuses where the log cannot say ([ST-6]).
 *
 * Estimators, by the importance weight w = P(new policy shows what was shown) / P(it was shown):
 * - IPS, the mean of w·r (Horvitz & Thompson, JASA 47, 1952): unbiased, wide;
 * - SNIPS, Σw·r / Σw (Swaminathan & Joachims, NeurIPS 2015): a little biased, narrower, never outside the rewards' range;
 * - DR, the mean of q̂(new policy) + w·(r − q̂(shown)) (Dudík, Langford & Li, ICML 2011): unbiased as IPS is, and the
 *   narrower the better the model of rewards q̂.
 */
import type { Interval } from "../stats/interval.ts";
import { randomStream } from "../stats/random-stream.ts";
import { fitRewardModel } from "./reward-model.ts";

/** One decision of the log, and what came of it. */
export interface LoggedChoice {
  /** Kind of visitor, as the reward model groups them: a context key. */
  context: string;
  /** All that could have been shown, each with the probability it had; they sum to 1. */
  drawn: readonly (readonly [arm: string, probability: number])[];
  /** What was shown. */
  arm: string;
  /** Conversion 0 or 1, or money. */
  reward: number;
}

/** Probability with which the new policy would have shown an arm, which is one of `drawn`. */
export type Policy = (choice: LoggedChoice, arm: string) => number;

export interface PolicyEstimate {
  value: number;
  /** 95 %, by bootstrap: for one look. */
  interval: Interval;
}

export interface PolicyValue {
  ok: true;
  /** Decisions used. */
  n: number;
  /** To how many decisions of the new policy's own the log is worth: (Σw)²/Σw² (Kish, "Survey Sampling", 1965). */
  effectiveSampleSize: number;
  /** The greatest weight. */
  greatestWeight: number;
  ips: PolicyEstimate;
  snips: PolicyEstimate;
  dr: PolicyEstimate;
}

export type PolicyRefusal =
  /** A probability is missing, 0, above 1 or no number; or a reward is none. */
  | "BAD_LOG"
  /** The new policy shows what was not, or could not be, shown: the log says nothing of it. */
  | "NO_OVERLAP"
  /** The log is worth too few decisions of the new policy. */
  | "TOO_FEW_EFFECTIVE"
  /** Too few of them were rewarded. */
  | "TOO_FEW_REWARDED";

export type PolicyEvaluation =
  | PolicyValue
  | {
      ok: false;
      reason: PolicyRefusal;
      detail: string;
      n: number;
      /** 0 where it could not be computed. */
      effectiveSampleSize: number;
    };

/**
 * Effective decisions below which nothing is said: an estimate of a mean from a hundred is known to a tenth of a standard
 * deviation, and Vehtari, Gelman, Simpson, Carpenter & Bürkner (Bayesian Analysis 16, 2021) ask for 100 a chain before
 * they trust an interval.
 */
export const LEAST_EFFECTIVE = 100;
/** Rewarded decisions with weight: with fewer than five, a binomial is not near normal (Cochran, Biometrics 10, 1954). */
export const LEAST_REWARDED = 5;
/** A policy's probabilities sum to 1 up to rounding. */
const ROUNDING = 1e-6;
const REPLICATES = 400;
/** Percentiles of the bootstrap: 95 % lie between. */
const TAILS = [0.025, 0.975] as const;

/**
 * What showing one arm always would have brought, to those for whom it was one of several that could be shown.
 *
 * @param seed of the bootstrap: the same gives the same intervals
 */
export function evaluateAlways(log: readonly LoggedChoice[], arm: string, seed: number): PolicyEvaluation {
  const eligible = log.filter(({ drawn }) => drawn.some(([one, chance]) => one === arm && chance > 0));
  return evaluatePolicy(eligible, (_, one) => (one === arm ? 1 : 0), seed);
}

/**
 * Estimates the value per decision of another policy.
 *
 * @param seed of the bootstrap: the same gives the same intervals
 */
export function evaluatePolicy(log: readonly LoggedChoice[], policy: Policy, seed: number): PolicyEvaluation {
  const n = log.length;
  const weights = new Float64Array(n);
  const nothing = (reason: PolicyRefusal, detail: string): PolicyEvaluation => {
    return { ok: false, reason, detail, n, effectiveSampleSize: 0 };
  };
  for (const [i, choice] of log.entries()) {
    const problem = problemOf(choice);
    if (problem !== undefined) return nothing("BAD_LOG", `decision ${i}: ${problem}`);
    const covered = choice.drawn.reduce((sum, [arm, chance]) => sum + (chance > 0 ? policy(choice, arm) : 0), 0);
    if (!(Math.abs(covered - 1) <= ROUNDING)) {
      return nothing("NO_OVERLAP", `decision ${i}: the new policy would show what could not be shown`);
    }
    weights[i] = policy(choice, choice.arm) / propensityOf(choice);
  }
  const sum = weights.reduce((total, one) => total + one, 0);
  if (sum === 0) return nothing("NO_OVERLAP", "nothing the new policy shows was ever shown");
  const squares = weights.reduce((total, one) => total + one * one, 0);
  const effectiveSampleSize = sum ** 2 / squares;
  const rewarded = log.reduce((count, { reward }, i) => count + (reward !== 0 && weights[i]! > 0 ? 1 : 0), 0);
  const refuse = (reason: PolicyRefusal, detail: string): PolicyEvaluation => ({
    ok: false,
    reason,
    detail,
    n,
    effectiveSampleSize,
  });
  if (effectiveSampleSize < LEAST_EFFECTIVE) {
    const worth = Math.floor(effectiveSampleSize);
    return refuse(
      "TOO_FEW_EFFECTIVE",
      `${n} decisions are worth ${worth} of the new policy's: ${LEAST_EFFECTIVE} needed`,
    );
  }
  if (rewarded < LEAST_REWARDED) {
    return refuse("TOO_FEW_REWARDED", `${rewarded} rewarded among them: ${LEAST_REWARDED} needed`);
  }
  const { direct, predicted } = predictions(log, policy);
  return {
    ok: true,
    n,
    effectiveSampleSize,
    greatestWeight: weights.reduce((most, one) => Math.max(most, one), 0),
    ...estimates(log, weights, direct, predicted, seed),
  };
}

function problemOf({ drawn, arm, reward }: LoggedChoice): string | undefined {
  if (!Number.isFinite(reward)) return `reward ${reward}`;
  const shown = drawn.find(([one]) => one === arm);
  if (shown === undefined) return `"${arm}" was shown and not drawn among`;
  const [, propensity] = shown;
  return propensity > 0 && propensity <= 1 ? undefined : `"${arm}" was shown with probability ${propensity}`;
}

function propensityOf({ drawn, arm }: LoggedChoice): number {
  return drawn.find(([one]) => one === arm)![1];
}

/**
 * What the reward model says of each decision, learnt from the other half of the log only: a model that has seen a
 * decision's own reward would take the correction away (cross-fitting: Chernozhukov et al., Econometrics Journal 21, 2018).
 */
function predictions(log: readonly LoggedChoice[], policy: Policy) {
  const direct = new Float64Array(log.length);
  const predicted = new Float64Array(log.length);
  for (const half of [0, 1]) {
    const model = fitRewardModel(log.filter((_, i) => i % 2 !== half));
    for (const [i, choice] of log.entries()) {
      if (i % 2 !== half) continue;
      predicted[i] = model(choice.context, choice.arm);
      for (const [arm] of choice.drawn) direct[i]! += policy(choice, arm) * model(choice.context, arm);
    }
  }
  return { direct, predicted };
}

/** All three, with the bootstrap's intervals: each decision is taken a Poisson number of times (Chamandy et al., Google, 2012). */
function estimates(
  log: readonly LoggedChoice[],
  weights: Float64Array,
  direct: Float64Array,
  predicted: Float64Array,
  seed: number,
): Pick<PolicyValue, "ips" | "snips" | "dr"> {
  const n = log.length;
  const weighted = Float64Array.from(log, ({ reward }, i) => weights[i]! * reward);
  const robust = Float64Array.from(log, ({ reward }, i) => direct[i]! + weights[i]! * (reward - predicted[i]!));
  const random = randomStream(seed);
  const replicates = {
    ips: new Float64Array(REPLICATES),
    snips: new Float64Array(REPLICATES),
    dr: new Float64Array(REPLICATES),
  };
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    let [count, weight, rewards, doubly] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const times = poissonOfOne(random());
      if (times === 0) continue;
      count += times;
      weight += times * weights[i]!;
      rewards += times * weighted[i]!;
      doubly += times * robust[i]!;
    }
    replicates.ips[replicate] = count > 0 ? rewards / count : 0;
    replicates.snips[replicate] = weight > 0 ? rewards / weight : 0;
    replicates.dr[replicate] = count > 0 ? doubly / count : 0;
  }
  const sumOf = (values: Float64Array) => values.reduce((total, one) => total + one, 0);
  return {
    ips: { value: sumOf(weighted) / n, interval: percentiles(replicates.ips) },
    snips: { value: sumOf(weighted) / sumOf(weights), interval: percentiles(replicates.snips) },
    dr: { value: sumOf(robust) / n, interval: percentiles(replicates.dr) },
  };
}

/** Cumulative probabilities of the Poisson distribution of mean 1: e⁻¹·Σ 1/k!. Beyond ten lies 1e-8. */
const POISSON_OF_ONE = cumulativePoisson(10);

function cumulativePoisson(most: number): number[] {
  let term = Math.exp(-1);
  let sum = term;
  return Array.from({ length: most }, (_, k) => {
    if (k > 0) sum += term /= k;
    return sum;
  });
}

function poissonOfOne(chance: number): number {
  let k = 0;
  while (k < POISSON_OF_ONE.length && chance >= POISSON_OF_ONE[k]!) k += 1;
  return k;
}

function percentiles(replicates: Float64Array): Interval {
  const sorted = replicates.slice().sort();
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return { low: at(TAILS[0]), high: at(TAILS[1]) };
}
