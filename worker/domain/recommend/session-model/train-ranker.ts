/**
 * Learns the ranker from the latest sessions, each read as if it had just been in progress: only the sessions before
 * it exist then, so no feature knows the answer.
 *
 * Listwise softmax loss (Cao et al.: "Learning to rank: from pairwise approach to listwise approach", ICML 2007, top-one
 * probabilities), minimised by Adam (Kingma, Ba: "Adam: a method for stochastic optimization", ICLR 2015).
 */
import { FEATURES } from "./features.ts";
import { randomFrom } from "./random.ts";
import { RankWorkspace, generate } from "./rank-next.ts";
import type { Ranker } from "./ranker.ts";
import { recentClicks } from "./session-model.ts";
import type { SessionModel, Untrained } from "./session-model.ts";

export interface RankerTraining {
  /** Share of the sessions, the latest, that are learnt from. */
  readonly share: number;
  /** Sessions learnt from at most. */
  readonly mostSessions: number;
  /** Fewer sessions than this teach nothing that lasts. */
  readonly leastSessions: number;
  readonly epochs: number;
  readonly units: number;
  /** Step of Adam at the beginning; it falls to a twentieth along a half cosine. */
  readonly rate: number;
  /** Candidates drawn beside the right one. */
  readonly negatives: number;
}

export const RANKER_TRAINING: RankerTraining = {
  share: 0.1,
  mostSessions: 20_000,
  leastSessions: 200,
  epochs: 2,
  units: 24,
  rate: 0.003,
  negatives: 40,
};

/** Queries whose gradients are summed before a step. */
const BATCH = 16;

export function trainRanker(model: SessionModel, seed: number, training: RankerTraining): Ranker | Untrained {
  const { index } = model;
  const sessions = index.sessionStart.length - 1;
  const learnt = Math.min(training.mostSessions, Math.floor(sessions * training.share));
  if (learnt < training.leastSessions) return { untrained: "TOO_FEW_SESSIONS" };
  const random = randomFrom(seed);
  const trainer = new Trainer(training, random);
  const workspace = new RankWorkspace(model);
  const order = Uint32Array.from({ length: learnt }, (_, i) => sessions - learnt + i);
  const first = sessions - learnt;
  const facts = { clicksOf: clicksBefore(model, first), recentClicksOf: recentClicks(index, first), before: first };
  const chosen = new Uint32Array(training.negatives + 1);
  let clicks: number[] = [];
  const totalSteps = (training.epochs * learnt * 4) / BATCH;
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    shuffle(order, random);
    for (const session of order) {
      clicks = [...index.clicks.subarray(index.sessionStart[session], index.sessionStart[session + 1])];
      for (let length = 1; length < clicks.length; length++) {
        workspace.current.read(model, clicks.slice(0, length));
        generate(model, workspace, facts, undefined);
        const { shortlist, candidates } = workspace;
        let label = -1;
        for (let i = 0; i < shortlist.count; i++) if (candidates.item[shortlist.slot[i]!] === clicks[length]) label = i;
        if (label < 0 || shortlist.count < 2) continue;
        // The features of all, as when recommending: their greatest values scale them.
        workspace.features.fill(
          candidates,
          shortlist.slot,
          shortlist.count,
          workspace.current,
          facts,
          workspace.neighbours.count,
        );
        let rows = 0;
        chosen[rows++] = label;
        const share = training.negatives / (shortlist.count - 1);
        for (let i = 0; i < shortlist.count && rows <= training.negatives; i++) {
          if (i !== label && random() < share) chosen[rows++] = i;
        }
        trainer.learn(workspace.features.rows, chosen, rows, totalSteps);
      }
    }
  }
  return trainer.ranker;
}

/** By item: its clicks in the sessions before `before`. */
function clicksBefore({ index }: SessionModel, before: number): Uint32Array {
  const clicks = new Uint32Array(index.items);
  for (let c = 0; c < index.sessionStart[before]!; c++) clicks[index.clicks[c]!]!++;
  return clicks;
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}

const ADAM_FIRST = 0.9;
const ADAM_SECOND = 0.999;
const ADAM_FLOOR = 1e-8;

class Trainer {
  readonly ranker: Ranker;
  readonly #hiddenGradient: Float32Array;
  readonly #outputGradient: Float32Array;
  readonly #moments: readonly [Float32Array, Float32Array, Float32Array, Float32Array];
  readonly #activation: Float32Array;
  readonly #score: Float32Array;
  readonly #rate: number;
  #queries = 0;
  #steps = 0;
  loss = 0;

  constructor({ units, rate, negatives }: RankerTraining, random: () => number) {
    const hidden = new Float32Array(units * (FEATURES + 1));
    const output = new Float32Array(units);
    // He et al. 2015: the variance that keeps the size of what passes a layer of rectifiers.
    const spread = Math.sqrt(6 / FEATURES);
    for (let i = 0; i < hidden.length; i++)
      hidden[i] = (i + 1) % (FEATURES + 1) === 0 ? 0 : (2 * random() - 1) * spread;
    for (let i = 0; i < units; i++) output[i] = (2 * random() - 1) * Math.sqrt(6 / units);
    this.ranker = { inputs: FEATURES, units, hidden, output };
    this.#hiddenGradient = new Float32Array(hidden.length);
    this.#outputGradient = new Float32Array(units);
    this.#moments = [
      new Float32Array(hidden.length),
      new Float32Array(hidden.length),
      new Float32Array(units),
      new Float32Array(units),
    ];
    this.#activation = new Float32Array((negatives + 1) * units);
    this.#score = new Float32Array(negatives + 1);
    this.#rate = rate;
  }

  /** One query; the right answer is the first of the chosen rows. */
  learn(rows: Float32Array, chosen: Uint32Array, count: number, totalSteps: number): void {
    const { hidden, output, units } = this.ranker;
    const activation = this.#activation;
    const score = this.#score;
    let greatest = -Infinity;
    for (let r = 0; r < count; r++) {
      const base = chosen[r]! * FEATURES;
      let w = 0;
      let total = 0;
      for (let unit = 0; unit < units; unit++) {
        let sum = 0;
        for (let i = 0; i < FEATURES; i++) sum += hidden[w++]! * rows[base + i]!;
        sum += hidden[w++]!;
        if (sum < 0) sum = 0;
        activation[r * units + unit] = sum;
        total += output[unit]! * sum;
      }
      score[r] = total;
      if (total > greatest) greatest = total;
    }
    let norm = 0;
    for (let r = 0; r < count; r++) norm += score[r] = Math.exp(score[r]! - greatest);
    this.loss -= Math.log(score[0]! / norm);
    for (let r = 0; r < count; r++) {
      const gradient = score[r]! / norm - (r === 0 ? 1 : 0);
      if (Math.abs(gradient) < 1e-4) continue;
      const base = chosen[r]! * FEATURES;
      for (let unit = 0; unit < units; unit++) {
        const active = activation[r * units + unit]!;
        if (active <= 0) continue;
        this.#outputGradient[unit]! += gradient * active;
        const back = gradient * output[unit]!;
        const at = unit * (FEATURES + 1);
        for (let i = 0; i < FEATURES; i++) this.#hiddenGradient[at + i]! += back * rows[base + i]!;
        this.#hiddenGradient[at + FEATURES]! += back;
      }
    }
    if (++this.#queries % BATCH === 0) this.#step(totalSteps);
  }

  #step(totalSteps: number): void {
    const progress = Math.min(1, this.#steps / totalSteps);
    const rate = this.#rate * (0.05 + (0.95 * (1 + Math.cos(Math.PI * progress))) / 2);
    this.#steps++;
    const [hiddenFirst, hiddenSecond, outputFirst, outputSecond] = this.#moments;
    adam(this.ranker.hidden, this.#hiddenGradient, hiddenFirst, hiddenSecond, rate, this.#steps);
    adam(this.ranker.output, this.#outputGradient, outputFirst, outputSecond, rate, this.#steps);
  }
}

function adam(
  weights: Float32Array,
  gradient: Float32Array,
  first: Float32Array,
  second: Float32Array,
  rate: number,
  step: number,
): void {
  const firstBias = 1 - ADAM_FIRST ** step;
  const secondBias = 1 - ADAM_SECOND ** step;
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i]! / BATCH;
    gradient[i] = 0;
    const m = (first[i] = ADAM_FIRST * first[i]! + (1 - ADAM_FIRST) * g);
    const v = (second[i] = ADAM_SECOND * second[i]! + (1 - ADAM_SECOND) * g * g);
    weights[i]! -= (rate * (m / firstBias)) / (Math.sqrt(v / secondBias) + ADAM_FLOOR);
  }
}
