/** What a posterior believes of arms, for one kind of visitor: one Beta distribution for each arm and model. */
import type { BetaBelief } from "../stats/best-of.ts";
import { levelPlaces } from "./context.ts";
import type { ArmWeights } from "./fit.ts";
import type { BanditPosterior } from "./posterior.ts";

export interface ModelBeliefs {
  /** How much the model is to be believed, 0–1. */
  weight: number;
  /** In the order of the arms asked for. */
  beliefs: BetaBelief[];
}

/** Models believed less than this are left out: they cannot move a probability by more. */
const LEAST_WEIGHT = 0.001;

/**
 * Beliefs of these arms for visitors of the kind `key` says. An arm the posterior does not know gets its prior.
 *
 * Logit m ± √v becomes the Beta whose logit density has its mode at m and the same curvature there: with p = 1/(1+e^−m),
 * a + b = 1/(v·p·(1−p)) and a = p·(a+b). Where nothing but counts is known this gives back the Beta posterior exactly.
 */
export function beliefsOf({ fit, settings }: BanditPosterior, arms: readonly string[], key: string): ModelBeliefs[] {
  const places = levelPlaces(settings.features, key);
  const shared = places.reduce((sum, place) => sum + fit.shared[place]!, 0);
  const [a, b] = fit.prior;
  const used = fit.models.filter(({ weight }) => weight >= LEAST_WEIGHT);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  return used.map(({ weight, spreads, arms: known }) => {
    const active = spreads.length === 0 ? [0] : [0, ...places.map((place) => place + 1)];
    const differs = spreads.reduce((sum, spread) => sum + spread ** 2, 0);
    const beliefs = arms.map((arm) => {
      const weights = Object.hasOwn(known, arm) ? known[arm]! : undefined;
      return weights === undefined
        ? betaOf(Math.log(a / b) + shared, 1 / a + 1 / b + differs)
        : betaOf(meanOf(weights, active) + shared, varianceOf(weights, active));
    });
    return { weight: weight / total, beliefs };
  });
}

function meanOf({ mean }: ArmWeights, active: readonly number[]): number {
  return active.reduce((sum, place) => sum + mean[place]!, 0);
}

function varianceOf({ covariance }: ArmWeights, active: readonly number[]): number {
  let sum = 0;
  for (const i of active) {
    for (const j of active) sum += i >= j ? covariance[(i * (i + 1)) / 2 + j]! : covariance[(j * (j + 1)) / 2 + i]!;
  }
  return sum;
}

function betaOf(logit: number, variance: number): BetaBelief {
  // (a, b) = ((1 + e^m)/v, (1 + e^−m)/v): the same, without dividing by p·(1−p).
  return { a: (1 + Math.exp(logit)) / variance, b: (1 + Math.exp(-logit)) / variance };
}
