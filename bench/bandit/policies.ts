/** Ours, and the plain ones it is measured against. All are told the same at the same time. */
import { chooseArm } from "../../worker/domain/bandit/choose-arm.ts";
import type { BanditContext } from "../../worker/domain/bandit/context.ts";
import { banditSettings, emptyPosterior } from "../../worker/domain/bandit/posterior.ts";
import { updatePosterior, type BanditOutcome } from "../../worker/domain/bandit/update-posterior.ts";
import type { RandomStream } from "../../worker/domain/stats/random-stream.ts";
import { sampleBeta } from "../../worker/domain/stats/sampling.ts";
import type { Environment } from "./environments.ts";

export interface Policy {
  choose(context: BanditContext): string;
  /** What has become known since the last time. */
  learn(outcomes: readonly BanditOutcome[], now: number): void;
}

export type MakePolicy = (environment: Environment, random: RandomStream) => Policy;

/** The project's own, as the Worker calls it. */
export const sameview: MakePolicy = ({ features, arms, window = 0, halfLife = null }, random) => {
  const settings = banditSettings({ features: [...features], windowMs: window, halfLifeMs: halfLife });
  let posterior = emptyPosterior(settings, 0);
  return {
    choose: (context) => chooseArm({ posterior, arms, context, chance: random() }).arm,
    learn(outcomes, now) {
      ({ posterior } = updatePosterior({ posterior, outcomes, now }));
    },
  };
};

/** Beta–Bernoulli Thompson sampling on Beta(1, 1), blind to context, drift and delay (Chapelle & Li 2011, algorithm 2). */
export const thompson: MakePolicy = ({ arms }, random) => {
  const counts = countsOf(arms);
  return {
    choose: () => argMax(arms, (arm) => sampleBeta(1 + counts.of(arm).won, 1 + counts.of(arm).lost, random)),
    learn: counts.learn,
  };
};

const EPSILON = 0.1;

/** The best mean so far, and one visitor in ten at random. */
export const epsilonGreedy: MakePolicy = ({ arms }, random) => {
  const counts = countsOf(arms);
  return {
    choose: () =>
      random() < EPSILON
        ? arms[Math.floor(random() * arms.length)]!
        : argMax(arms, (arm) => {
            const { won, lost } = counts.of(arm);
            // Who has not been seen is as good as can be; equals are drawn.
            return (won + lost === 0 ? 1 : won / (won + lost)) + 1e-9 * random();
          }),
    learn: counts.learn,
  };
};

export const uniform: MakePolicy = ({ arms }, random) => ({
  choose: () => arms[Math.floor(random() * arms.length)]!,
  learn: () => undefined,
});

function countsOf(arms: readonly string[]) {
  const counts = new Map(arms.map((arm) => [arm, { won: 0, lost: 0 }]));
  return {
    of: (arm: string) => counts.get(arm)!,
    learn(outcomes: readonly BanditOutcome[]): void {
      for (const { arm, exposures, conversions } of outcomes) {
        const count = counts.get(arm)!;
        count.won += conversions;
        // An exposure counts as lost until its conversion comes.
        count.lost += exposures - conversions;
      }
    },
  };
}

function argMax(arms: readonly string[], value: (arm: string) => number): string {
  let [best, most] = [arms[0]!, -Infinity];
  for (const arm of arms) {
    const its = value(arm);
    if (its > most) [best, most] = [arm, its];
  }
  return best;
}
