/** Tries a policy in a world, and counts what it lost by not knowing. */
import { randomStream } from "../../worker/domain/stats/random-stream.ts";
import { momentsOf } from "../../worker/domain/stats/moments.ts";
import { studentTQuantile } from "../../worker/domain/stats/student-t.ts";
import type { BanditOutcome } from "../../worker/domain/bandit/update-posterior.ts";
import { contextOf, type Environment } from "./environments.ts";
import type { MakePolicy } from "./policies.ts";

/** Visitors between two updates: a learner publishes now and then, not at every visitor. The same for all policies. */
const BATCH = 100;

/**
 * Regret after each visitor of the horizon, in conversions: what the best arm for each visitor would have brought in
 * expectation, less what those chosen bring in expectation.
 */
export function regretOf(environment: Environment, make: MakePolicy, seed: number): number {
  // Visitors are the same whatever the policy; its own chance is another stream.
  const world = randomStream(seed);
  const policy = make(environment, randomStream(seed + 0x5bd1e995));
  const { features, arms, horizon, meanDelay } = environment;
  let regret = 0;
  let known: BanditOutcome[] = [];
  let waiting: BanditOutcome[] = [];
  for (let t = 0; t < horizon; t++) {
    const context = contextOf(features, world);
    const rates = environment.rates(context, t);
    const converts = world();
    const delay = meanDelay === undefined ? 0 : -meanDelay * Math.log(1 - world());
    const arm = policy.choose(context);
    const rate = rates[arms.indexOf(arm)]!;
    regret += Math.max(...rates) - rate;
    const outcome: BanditOutcome = { arm, context, exposedAt: t, exposures: 1, conversions: 0 };
    if (converts >= rate) known.push(outcome);
    else if (delay === 0) known.push({ ...outcome, conversions: 1, convertedAt: t });
    else {
      known.push(outcome);
      waiting.push({ ...outcome, exposures: 0, conversions: 1, convertedAt: t + delay });
    }
    if ((t + 1) % BATCH > 0) continue;
    policy.learn([...known, ...waiting.filter(({ convertedAt = 0 }) => convertedAt <= t)], t);
    known = [];
    waiting = waiting.filter(({ convertedAt = 0 }) => convertedAt > t);
  }
  return regret;
}

export interface MeanRegret {
  mean: number;
  /** To either side, 95 %, over runs (Student's t). */
  half: number;
}

export function meanOf(values: readonly number[]): MeanRegret {
  const sum = values.reduce((total, one) => total + one, 0);
  const sumOfSquares = values.reduce((total, one) => total + one * one, 0);
  const { mean, variance, n } = momentsOf({ n: values.length, sum, sumOfSquares });
  return { mean, half: n < 2 ? Infinity : studentTQuantile(0.975, n - 1) * Math.sqrt(variance / n) };
}

/** Replicates of the bootstrap. */
const REPLICATES = 2_000;

/** The ratio of two mean regrets, with a 95 % interval by bootstrap over runs, which are the same visitors for both. */
export function ratioOf(ours: readonly number[], theirs: readonly number[], seed: number) {
  const random = randomStream(seed);
  const runs = ours.length;
  const ratios = new Float64Array(REPLICATES);
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    let [above, below] = [0, 0];
    for (let i = 0; i < runs; i++) {
      const run = Math.floor(random() * runs);
      above += ours[run]!;
      below += theirs[run]!;
    }
    ratios[replicate] = above / below;
  }
  ratios.sort();
  const at = (share: number) => ratios[Math.round(share * (REPLICATES - 1))]!;
  return { ratio: meanOf(ours).mean / meanOf(theirs).mean, low: at(0.025), high: at(0.975) };
}
