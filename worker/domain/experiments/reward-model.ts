/** What reward an arm may expect from a kind of visitor: means, shrunk towards those of larger groups. */
import type { LoggedChoice } from "./off-policy.ts";

/** Decisions the larger group's mean is worth against a smaller group's own: some two rewards at a shop's usual rates. */
const SHRINKAGE = 100;

interface Mean {
  n: number;
  sum: number;
}

/**
 * The mean reward by kind of visitor and arm, shrunk towards the arm's mean, itself shrunk towards the mean of all. Simple
 * on purpose: doubly robust estimation forgives a poor model, and only a good one narrows it.
 *
 * @returns the expected reward; of an arm or kind never seen, the larger group's
 */
export function fitRewardModel(log: readonly LoggedChoice[]): (context: string, arm: string) => number {
  const whole: Mean = { n: 0, sum: 0 };
  const arms = new Map<string, Mean & { contexts: Map<string, Mean> }>();
  for (const { context, arm, reward } of log) {
    let own = arms.get(arm);
    if (own === undefined) arms.set(arm, (own = { n: 0, sum: 0, contexts: new Map() }));
    let alike = own.contexts.get(context);
    if (alike === undefined) own.contexts.set(context, (alike = { n: 0, sum: 0 }));
    for (const mean of [whole, own, alike]) {
      mean.n += 1;
      mean.sum += reward;
    }
  }
  const overall = whole.n > 0 ? whole.sum / whole.n : 0;
  return (context, arm) => {
    const own = arms.get(arm);
    if (own === undefined) return overall;
    const ofArm = shrunk(own, overall);
    const alike = own.contexts.get(context);
    return alike === undefined ? ofArm : shrunk(alike, ofArm);
  };
}

function shrunk({ n, sum }: Mean, towards: number): number {
  return (sum + SHRINKAGE * towards) / (n + SHRINKAGE);
}
