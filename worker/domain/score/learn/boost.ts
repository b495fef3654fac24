/**
 * An additive logistic model by cyclic boosting: the log-odds are an intercept plus one step function a column, and a
 * small grid for each of a few pairs of columns.
 *
 * Lou, Caruana, Gehrke: "Intelligible models for classification and regression", KDD 2012 (one column at a time, round
 * and round, each step small, so that correlated columns share what they explain); Lou, Caruana, Gehrke, Hooker:
 * "Accurate intelligible models with pairwise interactions", KDD 2013 (pairs after the columns, on what is left).
 */
import type { AdditiveTerms } from "./additive-terms.ts";
import { sigmoid } from "./additive-terms.ts";
import { MOST_BINS, type BinnedTable } from "./binning.ts";
import { bestGrid, type Pair } from "./pair-grid.ts";
import { bestSteps, type BinSums } from "./step-tree.ts";

export interface BoostOptions {
  /** Share of each step that is taken: small steps share credit between correlated columns. */
  rate: number;
  /** Rounds over all columns at most, and over all pairs. */
  rounds: number;
  /** Rounds without the watched rows getting better after which it stops. */
  patience: number;
  /** Levels of one step function. */
  leaves: number;
  /** λ of `StepOptions`. */
  ridge: number;
  /** Rows a level needs. */
  leastRows: number;
}

/** Rows learnt from, and rows watched to stop in time: indices into the table. */
export interface Rows {
  fit: Int32Array;
  watch: Int32Array;
}

export function boost(
  table: BinnedTable,
  labels: Uint8Array,
  rows: Rows,
  pairs: readonly Pair[],
  options: BoostOptions,
  offset?: Float64Array,
): AdditiveTerms {
  const state = new Boosting(table, labels, rows, options, offset);
  const shapes = table.columns.map(({ bins }) => new Float64Array(bins));
  const best = state.run(shapes, (column) => state.stepColumn(column, shapes[column]!));
  const grids = pairs.map(({ a, b }) => new Float64Array(a.groups * b.groups));
  const bestGrids = state.run(grids, (place) => state.stepPair(pairs[place]!, grids[place]!));
  return {
    intercept: state.intercept,
    shapes: best,
    pairs: pairs.map((pair, place) => ({ pair, grid: bestGrids[place]! })),
  };
}

class Boosting {
  readonly intercept: number;
  readonly #table: BinnedTable;
  readonly #labels: Uint8Array;
  readonly #rows: Rows;
  readonly #options: BoostOptions;
  /** Log-odds of every row so far. */
  readonly #margin: Float64Array;
  readonly #gradient: Float64Array;
  readonly #curvature: Float64Array;
  readonly #columnSums: BinSums[];
  readonly #step = new Float64Array(MOST_BINS + 1);

  constructor(table: BinnedTable, labels: Uint8Array, rows: Rows, options: BoostOptions, offset?: Float64Array) {
    this.#table = table;
    this.#labels = labels;
    this.#rows = rows;
    this.#options = options;
    this.intercept = offset === undefined ? baseLogOdds(labels, rows.fit) : 0;
    this.#margin = offset?.slice() ?? new Float64Array(table.rows).fill(this.intercept);
    this.#gradient = new Float64Array(table.rows);
    this.#curvature = new Float64Array(table.rows);
    this.#columnSums = table.columns.map((column) => ({
      gradient: new Float64Array(column.bins),
      curvature: new Float64Array(column.bins),
      count: countBins(column.bin, column.bins, rows.fit),
    }));
  }

  /** Rounds until the watched rows stop getting better; returns the functions as they were then. */
  run(functions: readonly Float64Array[], step: (place: number) => void): Float64Array[] {
    let best = functions.map((one) => one.slice());
    if (functions.length === 0) return best;
    let bestMargin = this.#margin.slice();
    let leastLoss = this.#watchedLoss();
    let since = 0;
    for (let round = 0; round < this.#options.rounds && since < this.#options.patience; round++) {
      for (let place = 0; place < functions.length; place++) step(place);
      const loss = this.#watchedLoss();
      if (loss < leastLoss - LEAST_PROGRESS) {
        leastLoss = loss;
        best = functions.map((one) => one.slice());
        bestMargin = this.#margin.slice();
        since = 0;
      } else {
        since++;
      }
    }
    this.#margin.set(bestMargin);
    return best;
  }

  stepColumn(place: number, shape: Float64Array): void {
    const { bin, bins, ordered } = this.#table.columns[place]!;
    if (bins < 2) return;
    const sums = this.#columnSums[place]!;
    sums.gradient.fill(0);
    sums.curvature.fill(0);
    this.#differentiate();
    for (const row of this.#rows.fit) {
      const at = bin[row]!;
      sums.gradient[at]! += this.#gradient[row]!;
      sums.curvature[at]! += this.#curvature[row]!;
    }
    const step = this.#step.subarray(0, bins);
    bestSteps(sums, ordered, this.#options, step);
    for (let at = 0; at < bins; at++) shape[at]! += step[at]! *= this.#options.rate;
    const margin = this.#margin;
    for (let row = 0; row < margin.length; row++) margin[row]! += step[bin[row]!]!;
  }

  stepPair(pair: Pair, grid: Float64Array): void {
    this.#differentiate();
    const sums = this.#pairSums(pair);
    const step = bestGrid(sums, pair, this.#options);
    for (let cell = 0; cell < step.length; cell++) grid[cell]! += step[cell]! *= this.#options.rate;
    const { cell } = pair;
    const margin = this.#margin;
    for (let row = 0; row < margin.length; row++) margin[row]! += step[cell[row]!]!;
  }

  #pairSums({ a, b, cell }: Pair): BinSums {
    const cells = a.groups * b.groups;
    const sums: BinSums = {
      gradient: new Float64Array(cells),
      curvature: new Float64Array(cells),
      count: new Float64Array(cells),
    };
    for (const row of this.#rows.fit) {
      const at = cell[row]!;
      sums.gradient[at]! += this.#gradient[row]!;
      sums.curvature[at]! += this.#curvature[row]!;
      sums.count[at]!++;
    }
    return sums;
  }

  #differentiate(): void {
    const margin = this.#margin;
    const gradient = this.#gradient;
    const curvature = this.#curvature;
    const labels = this.#labels;
    for (const row of this.#rows.fit) {
      const probability = sigmoid(margin[row]!);
      gradient[row] = labels[row]! - probability;
      curvature[row] = probability * (1 - probability);
    }
  }

  #watchedLoss(): number {
    let loss = 0;
    for (const row of this.#rows.watch) {
      const margin = this.#margin[row]!;
      // log(1 + e^−m) for a buyer, log(1 + e^m) for another.
      loss += Math.log1p(Math.exp(this.#labels[row] === 1 ? -margin : margin));
    }
    return loss / Math.max(1, this.#rows.watch.length);
  }
}

/** Half a row of each kind more than there are, so that a class of none is rare, not impossible. */
function baseLogOdds(labels: Uint8Array, rows: Int32Array): number {
  let positives = 0;
  for (const row of rows) positives += labels[row]!;
  return Math.log((positives + 0.5) / (rows.length - positives + 0.5));
}

/** Nats a row by which a round must better the best: less is the noise of the watched rows. */
const LEAST_PROGRESS = 1e-6;

function countBins(bin: Uint8Array, bins: number, rows: Int32Array): Float64Array {
  const count = new Float64Array(bins);
  for (const row of rows) count[bin[row]!]!++;
  return count;
}
