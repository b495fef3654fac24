/** Margins into probabilities by a line in log-odds (Platt: "Probabilistic outputs for support vector machines", 1999). */
import { sigmoid } from "./additive-terms.ts";

export interface Platt {
  intercept: number;
  slope: number;
}

const STEPS = 50;
/** A pull of the slope to 1, in rows: with next to no data the margins stand as they are. */
const PRIOR = 2;

/**
 * Maximum likelihood by Newton's method, halving steps that lead uphill. Labels are softened as Platt does, so that rows that can be
 * told apart perfectly do not drive the slope to infinity.
 */
export function fitPlatt(margins: Float64Array, labels: Uint8Array): Platt {
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (labels.length - positives + 2);
  let now: Platt = { intercept: 0, slope: 1 };
  let loss = lossOf(margins, labels, now, high, low);
  for (let step = 0; step < STEPS; step++) {
    let g0 = 0;
    let g1 = PRIOR * (now.slope - 1);
    let h00 = 1e-9;
    let h01 = 0;
    let h11 = PRIOR;
    for (let row = 0; row < labels.length; row++) {
      const x = margins[row]!;
      const p = sigmoid(now.intercept + now.slope * x);
      const error = p - (labels[row] === 1 ? high : low);
      const weight = p * (1 - p);
      g0 += error;
      g1 += error * x;
      h00 += weight;
      h01 += weight * x;
      h11 += weight * x * x;
    }
    const determinant = h00 * h11 - h01 ** 2;
    const step0 = (h11 * g0 - h01 * g1) / determinant;
    const step1 = (h00 * g1 - h01 * g0) / determinant;
    let share = 1;
    let next = now;
    let nextLoss = loss;
    for (; share > 1e-4; share /= 2) {
      next = { intercept: now.intercept - share * step0, slope: now.slope - share * step1 };
      nextLoss = lossOf(margins, labels, next, high, low);
      if (nextLoss <= loss) break;
    }
    if (!(nextLoss < loss - 1e-10)) break;
    now = next;
    loss = nextLoss;
  }
  return now;
}

function lossOf(margins: Float64Array, labels: Uint8Array, { intercept, slope }: Platt, high: number, low: number) {
  let loss = (PRIOR / 2) * (slope - 1) ** 2;
  for (let row = 0; row < labels.length; row++) {
    const margin = intercept + slope * margins[row]!;
    const target = labels[row] === 1 ? high : low;
    // log(1 + e^m) − t·m, without overflow.
    loss += Math.max(0, margin) + Math.log1p(Math.exp(-Math.abs(margin))) - target * margin;
  }
  return loss;
}
