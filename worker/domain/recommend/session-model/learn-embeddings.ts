/**
 * Learns the items' vectors from sessions read front to back: after each click, the softmax of the next item against
 * items drawn by their popularity, corrected for how often they are drawn (Bengio, Senécal, IEEE TNN 19(4), 2008),
 * minimised by Adagrad with one step size a vector (Duchi, Hazan, Singer, JMLR 12, 2011). The same vector stands for an
 * item in the session and as the next one: the constrained embedding of GRU4Rec (Hidasi, Karatzoglou, CIKM 2018).
 */
import type { InSteps } from "../../in-steps.ts";
import { DIMENSIONS, FADING, quantised } from "./item-embeddings.ts";
import type { ItemEmbeddings } from "./item-embeddings.ts";
import { randomFrom } from "./random.ts";
import type { SessionIndex } from "./session-index.ts";

export interface EmbeddingTraining {
  /** Times the sessions are read at most. */
  readonly epochs: number;
  /** Clicks read at most, those of all epochs: what learning takes is in proportion to them. */
  readonly mostClicks: number;
  /** Items drawn beside the right one, at most as many as there are. */
  readonly negatives: number;
  /** Adagrad's step at the beginning. */
  readonly rate: number;
}

export const EMBEDDING_TRAINING: EmbeddingTraining = {
  epochs: 5,
  // Five readings of 500,000: some 15 s, and nearly as much again for the ranker, which may not know the latest sessions.
  mostClicks: 2_500_000,
  negatives: 64,
  rate: 0.2,
};

/** Share of the first step that the last one still is. */
const LAST_RATE = 0.2;

/** Numbers begin within this of 0. */
const SPREAD = 0.1;

/** What Adagrad's sums of squares begin with. */
const FIRST_SQUARES = 1e-3;

/** Gradients of an item drawn below this move nothing, and most of those drawn are far from the session. */
const NEGLIGIBLE = 4e-3;

/** e to the power of less is nothing beside 1. */
const LEAST_EXPONENT = -12;

/** Clicks learnt from in one step: some 20 ms. */
const STEP_CLICKS = 2_048;

/**
 * The vectors that the sessions before `before` teach, the same for the same seed. Sessions are read oldest first, so that
 * what is looked at now has the last word.
 */
export function* learnEmbeddings(
  index: SessionIndex,
  before: number,
  seed: number,
  training: EmbeddingTraining,
): InSteps<ItemEmbeddings> {
  const { sessionStart } = index;
  const all = sessionStart[before]!;
  // By all sessions, so that the vectors the ranker learns from are read as often as those it will be given.
  const whole = Math.max(1, index.clicks.length);
  const epochs = Math.max(1, Math.min(training.epochs, Math.floor(training.mostClicks / whole)));
  let first = 0;
  while (all - sessionStart[first]! > training.mostClicks) first++;
  const learner = new EmbeddingLearner(index, before, seed, training);
  const clicks = epochs * (all - sessionStart[first]!);
  let read = 0;
  let sinceStep = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let session = first; session < before; session++) {
      const length = sessionStart[session + 1]! - sessionStart[session]!;
      learner.learn(session, training.rate * (1 - ((1 - LAST_RATE) * read) / clicks));
      read += length;
      sinceStep += length;
      if (sinceStep < STEP_CLICKS) continue;
      sinceStep = 0;
      yield;
    }
  }
  return quantised(learner.vectors, learner.bias);
}

class EmbeddingLearner {
  readonly vectors: Float32Array;
  readonly bias: Float32Array;
  readonly #index: SessionIndex;
  readonly #random: () => number;
  readonly #negatives: number;
  /** Clicks of the past, from which items are drawn. */
  readonly #drawnFrom: number;
  /** By item: logarithm of how often it is drawn. */
  readonly #logDrawn: Float32Array;
  /** By item: Adagrad's sums of squares. */
  readonly #squares: Float32Array;
  readonly #biasSquares: Float32Array;
  /** By click of the session: the session before it as a vector, and its gradient. */
  #states = new Float64Array(0);
  #toStates = new Float64Array(0);
  readonly #toItem = new Float64Array(DIMENSIONS);
  /** By item drawn: which, its vector, bias and gradients. */
  readonly #drawn: Uint32Array;
  readonly #drawnVectors: Float64Array;
  readonly #drawnBias: Float64Array;
  readonly #toDrawn: Float64Array;
  readonly #toDrawnBias: Float64Array;
  readonly #chance: Float64Array;

  constructor(index: SessionIndex, before: number, seed: number, { negatives }: EmbeddingTraining) {
    const { items, clicks, sessionStart } = index;
    this.#index = index;
    this.#random = randomFrom(seed);
    // Two of them are weighed at a time. More than there are items would only be the same ones again.
    this.#negatives = 2 * Math.ceil(Math.min(negatives, items) / 2);
    this.#drawnFrom = sessionStart[before]!;
    const times = new Uint32Array(items);
    for (let c = 0; c < this.#drawnFrom; c++) times[clicks[c]!]!++;
    this.#logDrawn = Float32Array.from(times, (clicksOf) =>
      Math.log((Math.max(1, clicksOf) * this.#negatives) / Math.max(1, this.#drawnFrom)),
    );
    this.vectors = new Float32Array(items * DIMENSIONS);
    for (let i = 0; i < this.vectors.length; i++) this.vectors[i] = (2 * this.#random() - 1) * SPREAD;
    this.bias = new Float32Array(items);
    this.#squares = new Float32Array(items).fill(FIRST_SQUARES);
    this.#biasSquares = new Float32Array(items).fill(FIRST_SQUARES);
    this.#drawn = new Uint32Array(this.#negatives);
    this.#drawnVectors = new Float64Array(this.#negatives * DIMENSIONS);
    this.#drawnBias = new Float64Array(this.#negatives);
    this.#toDrawn = new Float64Array(this.#negatives * DIMENSIONS);
    this.#toDrawnBias = new Float64Array(this.#negatives);
    this.#chance = new Float64Array(this.#negatives);
  }

  /** Learns each click of the session but the first, then moves what stands for the items drawn and those clicked. */
  learn(session: number, rate: number): void {
    const { clicks, sessionStart } = this.#index;
    const start = sessionStart[session]!;
    const length = sessionStart[session + 1]! - start;
    this.#draw();
    this.#readStates(start, length);
    for (let i = 1; i < length; i++) this.#learnNext(i * DIMENSIONS, clicks[start + i]!, rate);
    for (let drawn = 0; drawn < this.#negatives; drawn++) {
      if (this.#toDrawnBias[drawn] === 0) continue;
      this.#move(this.#drawn[drawn]!, this.#toDrawn, drawn * DIMENSIONS, rate);
      this.#moveBias(this.#drawn[drawn]!, this.#toDrawnBias[drawn]!, rate);
    }
    const toItem = this.#toItem.fill(0);
    for (let i = length - 1; i > 0; i--) {
      for (let d = 0; d < DIMENSIONS; d++) toItem[d] = FADING * toItem[d]! + this.#toStates[i * DIMENSIONS + d]!;
      this.#move(clicks[start + i - 1]!, toItem, 0, rate);
    }
  }

  #draw(): void {
    const { clicks } = this.#index;
    for (let drawn = 0; drawn < this.#negatives; drawn++) {
      const item = clicks[Math.floor(this.#random() * this.#drawnFrom)]!;
      this.#drawn[drawn] = item;
      this.#drawnBias[drawn] = this.bias[item]! - this.#logDrawn[item]!;
      const [from, to] = [item * DIMENSIONS, drawn * DIMENSIONS];
      for (let d = 0; d < DIMENSIONS; d++) this.#drawnVectors[to + d] = this.vectors[from + d]!;
    }
    this.#toDrawn.fill(0);
    this.#toDrawnBias.fill(0);
  }

  /** The session before each of its clicks, as a vector. */
  #readStates(start: number, length: number): void {
    const size = length * DIMENSIONS;
    if (this.#states.length < size) {
      this.#states = new Float64Array(size);
      this.#toStates = new Float64Array(size);
    }
    this.#toStates.fill(0, 0, size);
    this.#states.fill(0, 0, DIMENSIONS);
    const states = this.#states;
    for (let at = DIMENSIONS; at < size; at += DIMENSIONS) {
      const item = this.#index.clicks[start + at / DIMENSIONS - 1]! * DIMENSIONS;
      for (let d = 0; d < DIMENSIONS; d++) {
        states[at + d] = FADING * states[at - DIMENSIONS + d]! + this.vectors[item + d]!;
      }
    }
  }

  /** Learns that `right` came after the session that lies at `at` among the states. */
  #learnNext(at: number, right: number, rate: number): void {
    const { vectors } = this;
    const states = this.#states;
    const toStates = this.#toStates;
    const drawnVectors = this.#drawnVectors;
    const toDrawn = this.#toDrawn;
    const chance = this.#chance;
    const rightAt = right * DIMENSIONS;
    let score = this.bias[right]! - this.#logDrawn[right]!;
    for (let d = 0; d < DIMENSIONS; d++) score += states[at + d]! * vectors[rightAt + d]!;
    const greatest = Math.max(score, this.#scoreDrawn(at, right));
    const ofRight = Math.exp(score - greatest);
    let sum = ofRight;
    for (let drawn = 0; drawn < chance.length; drawn++) {
      const exponent = chance[drawn]! - greatest;
      chance[drawn] = exponent < LEAST_EXPONENT ? 0 : Math.exp(exponent);
      sum += chance[drawn]!;
    }
    for (let drawn = 0; drawn < chance.length; drawn++) {
      const gradient = chance[drawn]! / sum;
      if (gradient < NEGLIGIBLE) continue;
      const from = drawn * DIMENSIONS;
      this.#toDrawnBias[drawn]! += gradient;
      for (let d = 0; d < DIMENSIONS; d++) {
        toStates[at + d]! += gradient * drawnVectors[from + d]!;
        toDrawn[from + d]! += gradient * states[at + d]!;
      }
    }
    const gradient = ofRight / sum - 1;
    for (let d = 0; d < DIMENSIONS; d++) {
      toStates[at + d]! += gradient * vectors[rightAt + d]!;
      this.#toItem[d] = gradient * states[at + d]!;
    }
    this.#move(right, this.#toItem, 0, rate);
    this.#moveBias(right, gradient, rate);
  }

  /** Scores the items drawn, two at a time, into `#chance`; the greatest score. Drawn by chance, the right one is none. */
  #scoreDrawn(at: number, right: number): number {
    const states = this.#states;
    const drawnVectors = this.#drawnVectors;
    const chance = this.#chance;
    for (let drawn = 0; drawn < chance.length; drawn += 2) {
      const one = drawn * DIMENSIONS;
      const other = one + DIMENSIONS;
      let a = this.#drawnBias[drawn]!;
      let a2 = 0;
      let b = this.#drawnBias[drawn + 1]!;
      let b2 = 0;
      for (let d = 0; d < DIMENSIONS; d += 2) {
        const x = states[at + d]!;
        const y = states[at + d + 1]!;
        a += x * drawnVectors[one + d]!;
        a2 += y * drawnVectors[one + d + 1]!;
        b += x * drawnVectors[other + d]!;
        b2 += y * drawnVectors[other + d + 1]!;
      }
      chance[drawn] = a + a2;
      chance[drawn + 1] = b + b2;
    }
    let greatest = -Infinity;
    for (let drawn = 0; drawn < chance.length; drawn++) {
      if (this.#drawn[drawn] === right) chance[drawn] = -Infinity;
      if (chance[drawn]! > greatest) greatest = chance[drawn]!;
    }
    return greatest;
  }

  #move(item: number, gradient: Float64Array, from: number, rate: number): void {
    let squares = 0;
    for (let d = 0; d < DIMENSIONS; d++) squares += gradient[from + d]! * gradient[from + d]!;
    if (squares === 0) return;
    this.#squares[item]! += squares / DIMENSIONS;
    const step = rate / Math.sqrt(this.#squares[item]!);
    const at = item * DIMENSIONS;
    for (let d = 0; d < DIMENSIONS; d++) this.vectors[at + d]! -= step * gradient[from + d]!;
  }

  #moveBias(item: number, gradient: number, rate: number): void {
    this.#biasSquares[item]! += gradient * gradient;
    this.bias[item]! -= (rate * gradient) / Math.sqrt(this.#biasSquares[item]!);
  }
}
