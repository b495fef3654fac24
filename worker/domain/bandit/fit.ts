/**
 * From tallies to beliefs: what each arm is worth, to everybody and to each kind of visitor.
 *
 * Three steps, each shrinking towards the one before, so that a small shop learns from all its visitors and a large
 * one from each kind:
 * 1. what kind of visitor converts how well, whatever is shown (shared by all arms);
 * 2. how much better or worse each arm is, for everybody alike: the model "common";
 * 3. how much an arm's effect differs by kind of visitor: the model "by context". How far it may differ is learnt from
 *    the data, one spread for each feature (empirical Bayes), and so is how much either model is to be believed:
 *    by its evidence.
 * Without features, "common" is the Beta–Bernoulli posterior exactly.
 */
import { levelCount, levelPlaces, type BanditFeature } from "./context.ts";
import { fitLogistic, type LogisticPosterior, type LogisticRow } from "./logistic.ts";
import type { ArmTallies, Tally } from "./posterior.ts";

/** What is believed of an arm's logit: weights that apply to everybody, then one for each level of each feature. */
export interface ArmWeights {
  mean: number[];
  /** Lower triangle of the covariance, row by row. */
  covariance: number[];
}

export interface BanditModel {
  /** How much it is to be believed, 0–1; those of all models sum to 1. */
  weight: number;
  /** Standard deviation of an arm's deviation by level, on the logit scale, for each feature; empty for "common". */
  spreads: number[];
  arms: Record<string, ArmWeights>;
}

export interface BanditFit {
  /** Belief in an arm of which nothing is known: Beta(a, b), worth one conversion at the placement's overall rate. */
  prior: [a: number, b: number];
  /** By level of each feature, logit: how much better such visitors convert, whatever they are shown. */
  shared: number[];
  /** "Common" first; "by context" second, where there are features. */
  models: BanditModel[];
}

/** Standard deviation, on the logit scale, of what kinds of visitors convert: e^±1, nearly threefold, is common. */
const SHARED_SPREAD = 1;
/** Precision of what is as good as no prior: a standard deviation of 10,000 logits. */
const FLAT = 1e-8;
/** Spread of an arm's deviations before anything is seen, and how many deviations that guess is worth. */
const GUESSED_SPREAD = 0.3;
const GUESS_WORTH = 2;
/** Steps of expectation–maximisation at most, and the relative change of every spread at which it has settled. */
const SPREAD_STEPS = 6;
const SPREAD_SETTLED = 0.02;
/** Belief in "common" before anything is seen. */
const COMMON_PRIOR = 0.5;

/** @param arms tallies by arm and context key */
export function fitArms(features: readonly BanditFeature[], arms: Readonly<Record<string, ArmTallies>>): BanditFit {
  const names = Object.keys(arms).sort();
  const prior = priorOf(arms);
  const shared = sharedEffects(features, names, arms);
  const rows = names.map((name) => rowsOf(features, arms[name]!, shared, prior));
  const common = rows.map((own) => fitLogistic(own.map(withoutLevels), Float64Array.of(FLAT)));
  const models: BanditModel[] = [{ weight: 1, spreads: [], arms: weightsOf(names, common) }];
  if (features.length > 0) {
    const { spreads, fits } = fitByContext(features, rows);
    models.push({ weight: 0, spreads, arms: weightsOf(names, fits) });
    const odds = Math.exp(evidence(common) - evidence(fits)) * (COMMON_PRIOR / (1 - COMMON_PRIOR));
    models[0]!.weight = odds === Infinity ? 1 : odds / (1 + odds);
    models[1]!.weight = 1 - models[0]!.weight;
  }
  return { prior, shared, models };
}

/**
 * One conversion's worth of the overall rate: Beta(1, 1) where half convert; Beta(1, 49) where one in fifty does, so
 * that a new arm is tried at once, and given up after some fifty exposures in vain, not after a thousand.
 */
function priorOf(arms: Readonly<Record<string, ArmTallies>>): [number, number] {
  let exposures = 2;
  let conversions = 1;
  for (const tallies of Object.values(arms)) {
    for (const [n, s] of Object.values(tallies)) {
      exposures += n;
      conversions += s;
    }
  }
  const odds = conversions / Math.max(exposures - conversions, Number.MIN_VALUE);
  return odds <= 1 ? [1, 1 / odds] : [odds, 1];
}

/** Step 1: an additive model of all arms together, of which the levels' weights are kept. */
function sharedEffects(
  features: readonly BanditFeature[],
  names: readonly string[],
  arms: Readonly<Record<string, ArmTallies>>,
): number[] {
  const levels = levelCount(features);
  if (levels === 0) return [];
  const rows: LogisticRow[] = [];
  for (const [arm, name] of names.entries()) {
    for (const [key, [exposures, conversions]] of Object.entries(arms[name]!)) {
      const places = [...levelPlaces(features, key), levels + arm];
      rows.push({ places, offset: 0, exposures, conversions });
    }
  }
  // An arm that none or all converted on has no finite intercept without a prior: a wide one.
  const precisions = Float64Array.from({ length: levels + names.length }, (_, place) =>
    place < levels ? 1 / SHARED_SPREAD ** 2 : 0.01,
  );
  const { mean } = fitLogistic(rows, precisions);
  return [...centred(features, mean.subarray(0, levels), arms)];
}

/** Each feature's effects less their mean over exposures, so that the prior, which has no level, means the average visitor. */
function centred(
  features: readonly BanditFeature[],
  effects: Float64Array,
  arms: Readonly<Record<string, ArmTallies>>,
): Float64Array {
  const seen = new Float64Array(effects.length);
  for (const tallies of Object.values(arms)) {
    for (const [key, [exposures]] of Object.entries(tallies)) {
      for (const place of levelPlaces(features, key)) seen[place]! += exposures;
    }
  }
  const result = effects.slice();
  let from = 0;
  for (const { levels } of features) {
    let weighted = 0;
    let total = 0;
    for (let place = from; place < from + levels.length; place++) {
      weighted += seen[place]! * effects[place]!;
      total += seen[place]!;
    }
    for (let place = from; place < from + levels.length; place++) result[place]! -= total > 0 ? weighted / total : 0;
    from += levels.length;
  }
  return result;
}

/** An arm's evidence, after the prior as exposures of its own: a conversions beside b failures. */
function rowsOf(
  features: readonly BanditFeature[],
  tallies: ArmTallies,
  shared: readonly number[],
  [a, b]: readonly [number, number],
): LogisticRow[] {
  return [
    { places: [0], offset: 0, exposures: a + b, conversions: a },
    ...Object.entries(tallies).map(([key, [exposures, conversions]]: [string, Tally]) => {
      const levels = levelPlaces(features, key);
      return {
        places: [0, ...levels.map((place) => place + 1)],
        offset: levels.reduce((sum, place) => sum + shared[place]!, 0),
        exposures,
        conversions,
      };
    }),
  ];
}

function withoutLevels(row: LogisticRow): LogisticRow {
  return { ...row, places: [0] };
}

/** Step 3: deviations by level, their spreads found by expectation–maximisation (MacKay 1992; Bishop 2006, 9.3.4). */
function fitByContext(features: readonly BanditFeature[], rows: readonly LogisticRow[][]) {
  let spreads = features.map(() => GUESSED_SPREAD);
  let fits = fitAll(features, rows, spreads);
  for (let step = 0; step < SPREAD_STEPS; step++) {
    const next = spreadsOf(features, fits);
    const moved = next.some((spread, feature) => Math.abs(spread / spreads[feature]! - 1) > SPREAD_SETTLED);
    spreads = next;
    fits = fitAll(features, rows, spreads, fits);
    if (!moved) break;
  }
  return { spreads, fits };
}

/** The spread under which the deviations found are most probable, their own uncertainty taken in, after the guess. */
function spreadsOf(features: readonly BanditFeature[], fits: readonly LogisticPosterior[]): number[] {
  let from = 1;
  return features.map(({ levels }) => {
    let squares = GUESS_WORTH * GUESSED_SPREAD ** 2;
    for (const { mean, covariance } of fits) {
      for (let place = from; place < from + levels.length; place++) {
        squares += mean[place]! ** 2 + covariance[place * mean.length + place]!;
      }
    }
    from += levels.length;
    return Math.sqrt(squares / (GUESS_WORTH + fits.length * levels.length));
  });
}

function fitAll(
  features: readonly BanditFeature[],
  rows: readonly LogisticRow[][],
  spreads: readonly number[],
  before?: readonly LogisticPosterior[],
): LogisticPosterior[] {
  const precisions = Float64Array.of(
    FLAT,
    ...features.flatMap(({ levels }, feature) => levels.map(() => 1 / spreads[feature]! ** 2)),
  );
  return rows.map((own, arm) => fitLogistic(own, precisions, before?.[arm]?.mean));
}

function evidence(fits: readonly LogisticPosterior[]): number {
  return fits.reduce((sum, { logEvidence }) => sum + logEvidence, 0);
}

function weightsOf(names: readonly string[], fits: readonly LogisticPosterior[]): Record<string, ArmWeights> {
  return Object.fromEntries(
    names.map((name, arm) => {
      const { mean, covariance } = fits[arm]!;
      const lower: number[] = [];
      for (let i = 0; i < mean.length; i++) {
        for (let j = 0; j <= i; j++) lower.push(covariance[i * mean.length + j]!);
      }
      return [name, { mean: [...mean], covariance: lower }];
    }),
  );
}
