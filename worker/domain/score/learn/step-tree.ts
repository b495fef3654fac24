/**
 * The weak learner: over the bins of one column, a step function of a few levels that fits the gradient best.
 *
 * Newton boosting: a leaf with gradient sum g and curvature sum h takes the value g / (h + λ) and gains g² / (h + λ)
 * (Friedman, Hastie, Tibshirani: "Additive logistic regression", Annals of Statistics 28, 2000; with λ as in Chen,
 * Guestrin: "XGBoost", KDD 2016, eq. 6).
 */

/** Sums of one column by bin, over the rows being learnt from. */
export interface BinSums {
  gradient: Float64Array;
  curvature: Float64Array;
  count: Float64Array;
}

export interface StepOptions {
  /** Levels at most. */
  leaves: number;
  /** λ: pulls levels to 0; in units of curvature, at most ¼ a row. */
  ridge: number;
  /** Rows a level needs. */
  leastRows: number;
}

interface Piece {
  from: number;
  to: number;
  /** First bin of the right half of its best split; 0 for none. */
  cut: number;
  gain: number;
}

/**
 * The step function, one value a bin. `order`: bins in the order in which neighbours may be taken together; an
 * unordered column is sorted by its ratio g / h first, which finds the best of all two-sided splits (Fisher: "On
 * grouping for maximum homogeneity", JASA 53, 1958).
 */
export function bestSteps(sums: BinSums, ordered: boolean, options: StepOptions, into: Float64Array): void {
  const bins = sums.count.length;
  const order = ordered ? undefined : byRatio(sums, options.ridge);
  const at = (place: number) => (order === undefined ? place : order[place]!);
  const pieces: Piece[] = [bestCut(sums, at, 0, bins, options)];
  while (pieces.length < options.leaves) {
    let best = pieces[0]!;
    for (const piece of pieces) if (piece.gain > best.gain) best = piece;
    if (best.gain <= 0) break;
    const right = bestCut(sums, at, best.cut, best.to, options);
    pieces.splice(pieces.indexOf(best), 1, bestCut(sums, at, best.from, best.cut, options), right);
  }
  for (const { from, to } of pieces) {
    let gradient = 0;
    let curvature = 0;
    for (let place = from; place < to; place++) {
      gradient += sums.gradient[at(place)]!;
      curvature += sums.curvature[at(place)]!;
    }
    const value = gradient / (curvature + options.ridge);
    for (let place = from; place < to; place++) into[at(place)] = value;
  }
}

function bestCut(
  sums: BinSums,
  at: (place: number) => number,
  from: number,
  to: number,
  { ridge, leastRows }: StepOptions,
): Piece {
  let gradient = 0;
  let curvature = 0;
  let rows = 0;
  for (let place = from; place < to; place++) {
    const bin = at(place);
    gradient += sums.gradient[bin]!;
    curvature += sums.curvature[bin]!;
    rows += sums.count[bin]!;
  }
  const whole = gradient ** 2 / (curvature + ridge);
  const best: Piece = { from, to, cut: 0, gain: 0 };
  let leftGradient = 0;
  let leftCurvature = 0;
  let leftRows = 0;
  for (let place = from; place < to - 1; place++) {
    const bin = at(place);
    leftGradient += sums.gradient[bin]!;
    leftCurvature += sums.curvature[bin]!;
    leftRows += sums.count[bin]!;
    if (leftRows < leastRows) continue;
    if (rows - leftRows < leastRows) break;
    const rightGradient = gradient - leftGradient;
    const gain =
      leftGradient ** 2 / (leftCurvature + ridge) + rightGradient ** 2 / (curvature - leftCurvature + ridge) - whole;
    if (gain > best.gain) {
      best.gain = gain;
      best.cut = place + 1;
    }
  }
  return best;
}

function byRatio({ gradient, curvature }: BinSums, ridge: number): number[] {
  const ratio = (bin: number) => gradient[bin]! / (curvature[bin]! + ridge);
  return Array.from(gradient, (_, bin) => bin).sort((a, b) => ratio(a) - ratio(b) || a - b);
}
