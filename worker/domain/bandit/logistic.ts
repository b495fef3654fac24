/** Bayesian logistic regression on counts, with a normal prior on each weight, by Laplace's approximation. */
import { choleskyFactor, choleskyInverse, choleskyLogDeterminant, choleskySolve } from "../stats/cholesky.ts";

/** Some exposures alike: which weights apply (each times 1), what is known beside, and what came of them. */
export interface LogisticRow {
  /** Places of the weights that apply, ascending. */
  places: readonly number[];
  /** Added to their sum: logit of what is already explained. */
  offset: number;
  exposures: number;
  conversions: number;
}

export interface LogisticPosterior {
  /** The most probable weights. */
  mean: Float64Array;
  /** Their covariance, row by row. */
  covariance: Float64Array;
  /** ln P(conversions), up to a constant that depends on the rows only; what models are compared by. */
  logEvidence: number;
}

/** Newton's method settles in some five; steps are halved where one overshoots. */
const MOST_STEPS = 30;
const MOST_HALVINGS = 20;
/** Logits a weight moves in one step, at most: far from the mode, where all is nearly flat, a step would lead anywhere. */
const MOST_MOVE = 5;
/** Gain of the log posterior at which it has settled: Newton's next gain would be about its square. */
const SETTLED = 1e-7;

/**
 * Finds the mode by Newton's method and puts a normal distribution there with the mode's curvature (MacKay, "The
 * evidence framework applied to classification networks", Neural Computation 4, 1992).
 *
 * @param precisions of the normal prior on each weight (mean 0): 1/variance, above 0
 * @param start weights to begin from, which changes nothing but the time it takes; missing: all 0
 */
export function fitLogistic(
  rows: readonly LogisticRow[],
  precisions: Float64Array,
  start?: Float64Array,
): LogisticPosterior {
  const size = precisions.length;
  const weights: Float64Array = start?.slice() ?? new Float64Array(size);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  let value = logPosterior(rows, precisions, weights);
  let lower: Float64Array;
  for (let step = 0; step < MOST_STEPS; step++) {
    derive(rows, precisions, weights, gradient, hessian);
    lower = choleskyFactor(hessian, size);
    const move = choleskySolve(lower, size, gradient);
    const before = value;
    const from = weights.slice();
    const farthest = move.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    let scale = Math.min(1, MOST_MOVE / Math.max(farthest, MOST_MOVE));
    for (let halving = 0; halving < MOST_HALVINGS; halving++) {
      for (let i = 0; i < size; i++) weights[i] = from[i]! + scale * move[i]!;
      value = logPosterior(rows, precisions, weights);
      if (value >= before) break;
      scale /= 2;
    }
    if (!(value - before > SETTLED)) break;
  }
  let logPrior = 0;
  for (const precision of precisions) logPrior += 0.5 * Math.log(precision);
  derive(rows, precisions, weights, gradient, hessian);
  lower = choleskyFactor(hessian, size);
  return {
    mean: weights,
    covariance: choleskyInverse(lower, size),
    logEvidence: value + logPrior - 0.5 * choleskyLogDeterminant(lower, size),
  };
}

function logPosterior(rows: readonly LogisticRow[], precisions: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum -= 0.5 * precisions[i]! * weights[i]! * weights[i]!;
  for (const row of rows) {
    const eta = predictor(row, weights);
    // s·η − n·ln(1 + e^η), without overflow.
    sum += row.conversions * eta - row.exposures * (Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta))));
  }
  return sum;
}

/** Writes the log posterior's gradient, and the lower half of its negative second derivatives. */
function derive(
  rows: readonly LogisticRow[],
  precisions: Float64Array,
  weights: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const size = weights.length;
  hessian.fill(0);
  for (let i = 0; i < size; i++) {
    gradient[i] = -precisions[i]! * weights[i]!;
    hessian[i * size + i] = precisions[i]!;
  }
  for (const row of rows) {
    const { places, exposures, conversions } = row;
    const rate = 1 / (1 + Math.exp(-predictor(row, weights)));
    const surplus = conversions - exposures * rate;
    const curvature = exposures * rate * (1 - rate);
    for (let one = 0; one < places.length; one++) {
      const i = places[one]!;
      gradient[i]! += surplus;
      for (let other = 0; other <= one; other++) hessian[i * size + places[other]!]! += curvature;
    }
  }
}

function predictor(row: LogisticRow, weights: Float64Array): number {
  let eta = row.offset;
  const { places } = row;
  for (let one = 0; one < places.length; one++) eta += weights[places[one]!]!;
  return eta;
}
