/** Worlds whose truth is known, in which policies are tried. */
import type { BanditContext, BanditFeature } from "../../worker/domain/bandit/context.ts";

export interface Environment {
  name: string;
  /** What it asks. */
  kind: "plain" | "context" | "drift" | "delay";
  features: readonly BanditFeature[];
  arms: readonly string[];
  /** Visitors, one a minute. */
  horizon: number;
  /** Conversion rate of each arm for such a visitor, at visitor number `t`. */
  rates(context: BanditContext, t: number): readonly number[];
  /** Mean delay of a conversion in minutes, exponential; missing: at once. */
  meanDelay?: number;
  /** Minutes within which a conversion counts; missing: 0. */
  window?: number;
  /** Half-life of evidence in minutes; missing: it never fades. */
  halfLife?: number;
}

const HORIZON = 20_000;
/** A shop's features; in the plain worlds they mean nothing, and a policy has to find that out. */
const FEATURES: readonly BanditFeature[] = [
  { name: "score", levels: ["cold", "warm", "hot"] },
  { name: "returning", levels: ["no", "yes"] },
  { name: "device", levels: ["phone", "desktop"] },
];

function armNames(count: number): string[] {
  return Array.from({ length: count }, (_, arm) => `arm${arm}`);
}

/** Chapelle & Li, "An empirical evaluation of Thompson sampling", NIPS 2011, section 2: one arm at ½, the others ε below. */
function chapelleLi(arms: number, gap: number): Environment {
  const rates = Array.from({ length: arms }, (_, arm) => (arm === 0 ? 0.5 : 0.5 - gap));
  return {
    name: `Chapelle–Li, ${arms} arms, gap ${gap}`,
    kind: "plain",
    features: FEATURES,
    arms: armNames(arms),
    horizon: HORIZON,
    rates: () => rates,
  };
}

/** Kaufmann, Korda & Munos, "Thompson sampling: an asymptotically optimal finite-time analysis", ALT 2012: ten low rates. */
const KAUFMANN = [0.1, 0.05, 0.05, 0.05, 0.02, 0.02, 0.02, 0.01, 0.01, 0.01];

/** Offers of a shop: what suits cold visitors does not suit hot ones. */
const BY_SCORE: Readonly<Record<string, readonly number[]>> = {
  cold: [0.06, 0.02, 0.03],
  warm: [0.05, 0.05, 0.08],
  hot: [0.05, 0.15, 0.06],
};

export const ENVIRONMENTS: readonly Environment[] = [
  chapelleLi(10, 0.1),
  chapelleLi(10, 0.02),
  {
    name: "Kaufmann et al., 10 low rates",
    kind: "plain",
    features: FEATURES,
    arms: armNames(KAUFMANN.length),
    horizon: HORIZON,
    rates: () => KAUFMANN,
  },
  {
    name: "context: best offer by score",
    kind: "context",
    features: FEATURES,
    arms: armNames(3),
    horizon: HORIZON,
    rates: ({ score = "cold" }) => BY_SCORE[score]!,
  },
  {
    name: "context: two features add up",
    kind: "context",
    features: FEATURES,
    arms: armNames(4),
    horizon: HORIZON,
    rates: ({ returning, device }) => [
      0.05,
      returning === "yes" ? 0.08 : 0.03,
      device === "phone" ? 0.07 : 0.04,
      returning === "no" && device === "desktop" ? 0.09 : 0.03,
    ],
  },
  {
    name: "drift: the best arm changes twice",
    kind: "drift",
    features: [],
    arms: armNames(4),
    horizon: HORIZON,
    rates: (_, t) => [0, 1, 2, 3].map((arm) => (arm === Math.floor((3 * t) / HORIZON) ? 0.1 : 0.05)),
    halfLife: 3_000,
  },
  {
    name: "delay: conversions take 12 hours",
    kind: "delay",
    features: [],
    arms: armNames(5),
    horizon: HORIZON,
    rates: () => [0.1, 0.07, 0.07, 0.05, 0.05],
    meanDelay: 720,
    window: 2_880,
  },
];

/** The context of a visitor: every level equally likely. */
export function contextOf(features: readonly BanditFeature[], random: () => number): BanditContext {
  return Object.fromEntries(features.map(({ name, levels }) => [name, levels[Math.floor(random() * levels.length)]!]));
}

/**
 * Regret after `horizon` visitors that no policy that is good everywhere can stay below in the long run, contexts left
 * aside: ln T · Σ (μ* − μₐ)/KL(μₐ, μ*) (Lai & Robbins, Advances in Applied Mathematics 6, 1985). Asymptotic: at a finite T
 * a policy may lie below it.
 */
export function laiRobbins(rates: readonly number[], horizon: number): number {
  const best = Math.max(...rates);
  return rates.reduce(
    (sum, rate) => (rate < best ? sum + ((best - rate) * Math.log(horizon)) / divergence(rate, best) : sum),
    0,
  );
}

/** Kullback–Leibler divergence of Bernoulli(p) from Bernoulli(q). */
function divergence(p: number, q: number): number {
  return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
}
