/** How well probabilities foretell what happens. Labels are 0 or 1. */

/**
 * Area under the ROC curve: the chance that a buyer is ranked above a non-buyer, equals counting half (the
 * Mann–Whitney statistic: Hanley, McNeil: "The meaning and use of the area under a ROC curve", Radiology 143, 1982).
 * `NaN` where one of the two classes is empty.
 */
export function rocAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const order = Int32Array.from(scores, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    const rank = (from + 1 + to) / 2;
    for (let place = from; place < to; place++) {
      if (labels[order[place]!] === 1) {
        positives++;
        rankSum += rank;
      }
    }
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

/** Mean of −log of the probability given to what happened, in nats; 0 is perfect, 0.693 a coin. */
export function logLoss(probabilities: ArrayLike<number>, labels: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < labels.length; row++) sum += rowLoss(probabilities[row]!, labels[row]!);
  return sum / labels.length;
}

/** One row's part of the log loss. */
export function rowLoss(probability: number, label: number): number {
  return -Math.log(Math.max(LEAST_PROBABILITY, label === 1 ? probability : 1 - probability));
}

/** A probability of 0 for what happened would make the loss infinite: one row must not decide all. */
const LEAST_PROBABILITY = 1e-9;

export interface CalibrationBin {
  /** Rows in it. */
  count: number;
  /** Mean probability foretold. */
  predicted: number;
  /** Share that happened. */
  observed: number;
}

/** Rows by foretold probability in `bins` groups of equally many, least first: what was foretold beside what happened. */
export function calibrationTable(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins: number,
): CalibrationBin[] {
  const order = Int32Array.from(probabilities, (_, row) => row).sort(
    (a, b) => probabilities[a]! - probabilities[b]! || a - b,
  );
  const table: CalibrationBin[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const rows = order.subarray(Math.round((bin * order.length) / bins), Math.round(((bin + 1) * order.length) / bins));
    if (rows.length === 0) continue;
    table.push({
      count: rows.length,
      predicted: rows.reduce((sum, row) => sum + probabilities[row]!, 0) / rows.length,
      observed: rows.reduce((sum, row) => sum + labels[row]!, 0) / rows.length,
    });
  }
  return table;
}

/**
 * Expected calibration error: by how much foretold and observed shares differ, averaged over the rows of a table
 * (Naeini, Cooper, Hauskrecht: "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015, here with
 * groups of equally many).
 */
export function calibrationError(table: readonly CalibrationBin[]): number {
  const rows = table.reduce((sum, { count }) => sum + count, 0);
  return table.reduce((sum, bin) => sum + (bin.count / rows) * Math.abs(bin.predicted - bin.observed), 0);
}
