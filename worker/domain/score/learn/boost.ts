/**
 * An additive logistic model by cyclic boosting: the log-odds are an intercept plus one step function a column, and a
 * small grid for each of a few pairs of columns.
 *
 * Lou, Caruana, Gehrke: "Intelligible models for classification and regression", KDD 2012 (one column at a time, round
 * and round, each step small, so that correlated columns share what they explain); Lou, Caruana, Gehrke, Hooker:
 * "Accurate intelligible models with pairwise interactions", KDD 2013 (pairs after the columns, on what is left).
 */
import type { InSteps } from "../../in-steps.ts";
import { sigmoid, type AdditiveTerms } from "./additive-terms.ts";
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

/** Rows times columns gone through in one step: some 20 ms. */
const STEP_BINS = 2_000_000;

export function* boost(
  table: BinnedTable,
  labels: Uint8Array,
  rows: Rows,
  pairs: readonly Pair[],
  options: BoostOptions,
  offset?: Float64Array,
): InSteps<AdditiveTerms> {
  const intercept = offset === undefined ? baseLogOdds(labels, rows.fit) : 0;
  const fit = new Part(labels, rows.fit, intercept, offset);
  const watch = new Part(labels, rows.watch, intercept, offset);
  const columns = table.columns.map(({ bin, bins, ordered }): Learner => {
    const learner = learnerOf(bin, bins, rows);
    return { ...learner, fitStep: (sums, into) => bestSteps(sums, ordered, options, into) };
  });
  const grids = pairs.map((pair): Learner => {
    const learner = learnerOf(pair.cell, pair.a.groups * pair.b.groups, rows);
    return { ...learner, fitStep: (sums, into) => into.set(bestGrid(sums, pair, options)) };
  });
  const shapes = yield* runRounds(columns, fit, watch, options);
  const cells = yield* runRounds(grids, fit, watch, options);
  return { intercept, shapes, pairs: pairs.map((pair, place) => ({ pair, grid: cells[place]! })) };
}

/** One column, or one pair: where rows lie in it, and how a step over it is found. */
interface Learner {
  /** Bin of each row learnt from, and of each row watched. */
  fitBin: Uint8Array;
  watchBin: Uint8Array;
  sums: BinSums;
  /** Whether all rows lie in one bin: nothing to learn. */
  isIdle: boolean;
  fitStep(sums: BinSums, into: Float64Array): void;
}

function learnerOf(bin: Uint8Array, bins: number, { fit, watch }: Rows): Omit<Learner, "fitStep"> {
  const fitBin = pickBins(bin, fit);
  const sums = { gradient: new Float64Array(bins), curvature: new Float64Array(bins), count: new Float64Array(bins) };
  for (let row = 0; row < fitBin.length; row++) sums.count[fitBin[row]!]!++;
  return { fitBin, watchBin: pickBins(bin, watch), sums, isIdle: sums.count.filter((count) => count > 0).length < 2 };
}

/** Some rows with their log-odds so far, side by side in memory: the loops over them are all the time it takes. */
class Part {
  readonly labels: Uint8Array;
  readonly margin: Float64Array;
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;

  constructor(labels: Uint8Array, rows: Int32Array, intercept: number, offset: Float64Array | undefined) {
    this.labels = pickBins(labels, rows);
    this.margin = new Float64Array(rows.length).fill(intercept);
    if (offset !== undefined) rows.forEach((row, place) => (this.margin[place] = offset[row]!));
    this.gradient = new Float64Array(rows.length);
    this.curvature = new Float64Array(rows.length);
  }

  differentiate(): void {
    const { labels, margin, gradient, curvature } = this;
    for (let row = 0; row < margin.length; row++) {
      const probability = sigmoid(margin[row]!);
      gradient[row] = labels[row]! - probability;
      curvature[row] = probability * (1 - probability);
    }
  }

  sumUp(bin: Uint8Array, { gradient, curvature }: BinSums): void {
    gradient.fill(0);
    curvature.fill(0);
    const own = this.gradient;
    const ownCurvature = this.curvature;
    for (let row = 0; row < bin.length; row++) {
      const at = bin[row]!;
      gradient[at]! += own[row]!;
      curvature[at]! += ownCurvature[row]!;
    }
  }

  /** Goes a step, and takes the gradient along to first order: exact derivatives cost an exponential, once a round. */
  add(bin: Uint8Array, step: Float64Array): void {
    const { margin, gradient, curvature } = this;
    for (let row = 0; row < bin.length; row++) {
      const by = step[bin[row]!]!;
      margin[row]! += by;
      gradient[row]! -= curvature[row]! * by;
    }
  }

  /** Nats a row. */
  loss(): number {
    const { labels, margin } = this;
    let loss = 0;
    for (let row = 0; row < margin.length; row++) {
      // log(1 + e^−m) for a buyer, log(1 + e^m) for another.
      loss += Math.log1p(Math.exp(labels[row] === 1 ? -margin[row]! : margin[row]!));
    }
    return loss / Math.max(1, margin.length);
  }
}

/** Rounds until the watched rows stop getting better; returns the functions, and leaves the rows, as they were then. */
function* runRounds(
  learners: readonly Learner[],
  fit: Part,
  watch: Part,
  options: BoostOptions,
): InSteps<Float64Array[]> {
  const functions = learners.map(({ sums }) => new Float64Array(sums.count.length));
  let best = functions.map((one) => one.slice());
  let bestMargin = fit.margin.slice();
  let bestWatched = watch.margin.slice();
  let leastLoss = watch.loss();
  let since = 0;
  const room = new Float64Array(MOST_BINS + 1);
  const binsOfRound = learners.length * (fit.margin.length + watch.margin.length);
  let sinceStep = 0;
  for (let round = 0; learners.length > 0 && round < options.rounds && since < options.patience; round++) {
    sinceStep += binsOfRound;
    if (sinceStep >= STEP_BINS) {
      sinceStep = 0;
      yield;
    }
    fit.differentiate();
    learners.forEach((learner, place) => {
      if (learner.isIdle) return;
      const { fitBin, watchBin, sums } = learner;
      const step = room.subarray(0, sums.count.length);
      fit.sumUp(fitBin, sums);
      learner.fitStep(sums, step);
      const shape = functions[place]!;
      for (let at = 0; at < step.length; at++) shape[at]! += step[at]! *= options.rate;
      fit.add(fitBin, step);
      watch.add(watchBin, step);
    });
    const loss = watch.loss();
    since++;
    if (loss >= leastLoss - LEAST_PROGRESS) continue;
    leastLoss = loss;
    best = functions.map((one) => one.slice());
    bestMargin = fit.margin.slice();
    bestWatched = watch.margin.slice();
    since = 0;
  }
  fit.margin.set(bestMargin);
  watch.margin.set(bestWatched);
  return best;
}

/** Nats a row by which a round must better the best: less is the noise of the watched rows. */
const LEAST_PROGRESS = 1e-6;

/** Half a row of each kind more than there are, so that a class of none is rare, not impossible. */
function baseLogOdds(labels: Uint8Array, rows: Int32Array): number {
  let positives = 0;
  for (const row of rows) positives += labels[row]!;
  return Math.log((positives + 0.5) / (rows.length - positives + 0.5));
}

function pickBins(all: Uint8Array, rows: Int32Array): Uint8Array {
  const picked = new Uint8Array(rows.length);
  for (let place = 0; place < rows.length; place++) picked[place] = all[rows[place]!]!;
  return picked;
}
