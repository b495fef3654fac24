/**
 * Learns a ranker from one query after another.
 *
 * Listwise softmax loss (Cao, Qin, Liu, Tsai, Li: "Learning to rank: from pairwise approach to listwise approach",
 * ICML 2007, top-one probabilities), minimised by Adam (Kingma, Ba: "Adam: a method for stochastic optimization",
 * ICLR 2015).
 */
import { FEATURES, ROW_FEATURES } from "./features.ts";
import { activate, begin, scoreOf } from "./ranker.ts";
import type { Ranker, Rows } from "./ranker.ts";

/** Queries whose gradients are summed before a step. */
export const BATCH = 16;

/** Adam's decay of the moments and its guard against division by zero, as published. */
const FIRST_DECAY = 0.9;
const SECOND_DECAY = 0.999;
const FLOOR = 1e-8;

/** Share of the first step that the last one still is. */
const LAST_RATE = 0.05;

/** Gradients of a score below this move nothing, and most candidates are long settled. */
const NEGLIGIBLE = 1e-4;

export interface TrainerOptions {
  /** A multiple of `LANES`. */
  readonly units: number;
  /** Step of Adam at the beginning; it falls to a twentieth along a half cosine (Loshchilov, Hutter, ICLR 2017). */
  readonly rate: number;
  /** Wrong candidates drawn for each right one. */
  readonly negatives: number;
}

export class RankerTrainer {
  readonly ranker: Ranker;
  readonly #options: TrainerOptions;
  readonly #random: () => number;
  readonly #steps: number;
  readonly #hidden: AdamStep;
  readonly #output: AdamStep;
  readonly #drawn: Uint32Array;
  readonly #begun: Float64Array;
  readonly #activation: Float64Array;
  readonly #score: Float64Array;
  #queries = 0;

  /** @param steps that will be taken, one a `BATCH` */
  constructor(options: TrainerOptions, random: () => number, steps: number) {
    const { units, negatives } = options;
    const hidden = new Float64Array(units * (FEATURES + 1));
    const output = new Float64Array(units);
    // Keeps the variance of what passes a layer of rectifiers (He, Zhang, Ren, Sun, ICCV 2015). Biases begin at 0.
    const spread = Math.sqrt(6 / FEATURES);
    for (let w = 0; w < hidden.length; w++) {
      if (w % (FEATURES + 1) !== FEATURES) hidden[w] = (2 * random() - 1) * spread;
    }
    for (let unit = 0; unit < units; unit++) output[unit] = (2 * random() - 1) * Math.sqrt(6 / units);
    this.ranker = { inputs: FEATURES, units, hidden, output };
    this.#options = options;
    this.#random = random;
    this.#steps = Math.max(1, steps);
    this.#hidden = new AdamStep(hidden);
    this.#output = new AdamStep(output);
    this.#drawn = new Uint32Array(negatives + 1);
    this.#begun = new Float64Array(units);
    this.#activation = new Float64Array((negatives + 1) * units);
    this.#score = new Float64Array(negatives + 1);
  }

  /** One query: the features of `count` candidates, of which `right` was clicked. */
  learn(features: Rows, count: number, right: number): void {
    const drawn = this.#draw(count, right);
    const greatest = this.#forward(features, drawn);
    const score = this.#score;
    let sum = 0;
    for (let r = 0; r < drawn; r++) sum += score[r] = Math.exp(score[r]! - greatest);
    for (let r = 0; r < drawn; r++) {
      const gradient = score[r]! / sum - (r === 0 ? 1 : 0);
      if (Math.abs(gradient) > NEGLIGIBLE) this.#backward(features, r, gradient);
    }
    if (++this.#queries % BATCH === 0) this.#step();
  }

  /** Draws the candidates that this query is learnt from, the right one first; their number. */
  #draw(count: number, right: number): number {
    const { negatives } = this.#options;
    const chance = negatives / (count - 1);
    let drawn = 0;
    this.#drawn[drawn++] = right;
    for (let i = 0; i < count && drawn <= negatives; i++) {
      if (i !== right && this.#random() < chance) this.#drawn[drawn++] = i;
    }
    return drawn;
  }

  /** Scores the candidates drawn; the greatest score. */
  #forward({ rows, session }: Rows, drawn: number): number {
    const { units } = this.ranker;
    const activation = this.#activation;
    const row = this.#drawn;
    begin(this.ranker, session, this.#begun);
    let greatest = -Infinity;
    for (let r = 0; r < drawn; r += 2) {
      const other = Math.min(r + 1, drawn - 1);
      activate(
        this.ranker,
        this.#begun,
        rows,
        ROW_FEATURES,
        row[r]!,
        row[other]!,
        activation,
        r * units,
        other * units,
      );
    }
    for (let r = 0; r < drawn; r++) {
      const score = scoreOf(this.ranker, activation, r * units);
      this.#score[r] = score;
      if (score > greatest) greatest = score;
    }
    return greatest;
  }

  #backward({ rows, session }: Rows, r: number, gradient: number): void {
    const { output, units } = this.ranker;
    const toHidden = this.#hidden.gradient;
    const toOutput = this.#output.gradient;
    const base = this.#drawn[r]! * ROW_FEATURES;
    for (let unit = 0; unit < units; unit++) {
      const active = this.#activation[r * units + unit]!;
      if (active === 0) continue;
      toOutput[unit]! += gradient * active;
      const back = gradient * output[unit]!;
      const at = unit * (FEATURES + 1);
      for (let i = 0; i < ROW_FEATURES; i++) toHidden[at + i]! += back * rows[base + i]!;
      for (let i = 0; i < session.length; i++) toHidden[at + ROW_FEATURES + i]! += back * session[i]!;
      toHidden[at + FEATURES]! += back;
    }
  }

  #step(): void {
    const progress = Math.min(1, this.#queries / BATCH / this.#steps);
    const annealed = LAST_RATE + ((1 - LAST_RATE) * (1 + Math.cos(Math.PI * progress))) / 2;
    this.#hidden.take(this.#options.rate * annealed);
    this.#output.take(this.#options.rate * annealed);
  }
}

/** One layer's weights, the gradients summed for them, and Adam's two moments. */
class AdamStep {
  readonly gradient: Float64Array;
  readonly #weights: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #steps = 0;

  constructor(weights: Float64Array) {
    this.#weights = weights;
    this.gradient = new Float64Array(weights.length);
    this.#first = new Float64Array(weights.length);
    this.#second = new Float64Array(weights.length);
  }

  /** Moves the weights and forgets the gradients. */
  take(rate: number): void {
    this.#steps++;
    const firstBias = 1 - FIRST_DECAY ** this.#steps;
    const secondBias = 1 - SECOND_DECAY ** this.#steps;
    for (let i = 0; i < this.#weights.length; i++) {
      const gradient = this.gradient[i]! / BATCH;
      this.gradient[i] = 0;
      const first = FIRST_DECAY * this.#first[i]! + (1 - FIRST_DECAY) * gradient;
      const second = SECOND_DECAY * this.#second[i]! + (1 - SECOND_DECAY) * gradient * gradient;
      this.#first[i] = first;
      this.#second[i] = second;
      this.#weights[i]! -= (rate * (first / firstBias)) / (Math.sqrt(second / secondBias) + FLOOR);
    }
  }
}
