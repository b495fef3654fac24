/**
 * Learns the weights of the features from orders the model has not seen: one product of each is hidden, and the
 * weights move so that it ranks above the other candidates. Listwise softmax loss (Cao et al., ICML 2007), minimised by
 * Adam (Kingma, Ba, ICLR 2015). Begins at the defaults; a feature that never occurs keeps its own.
 */
import { finish } from "../../in-steps.ts";
import type { InSteps } from "../../in-steps.ts";
import { COMPLEMENT_FEATURES, ComplementCandidates, DEFAULT_COMPLEMENT_WEIGHTS } from "./complement-features.ts";
import type { Owned } from "./complement-features.ts";
import type { ComplementModel } from "./complement-model.ts";
import { weighed } from "./rank-complements.ts";

/** A basket with one product hidden. */
export interface HiddenProduct {
  /** Item numbers of the rest of the basket. */
  readonly basket: readonly number[];
  readonly hidden: number;
  readonly owned: readonly Owned[];
}

const EPOCHS = 4;
const RATE = 0.02;
const BATCH = 16;
const ADAM_FIRST = 0.9;
const ADAM_SECOND = 0.999;
const ADAM_FLOOR = 1e-8;
/** Fewer than this would teach the noise: the defaults stand. */
export const LEAST_HIDDEN = 300;

/** Examples learnt from in one step: some 20 ms. */
const STEP_EXAMPLES = 128;

/** @param examples in the order they are learnt from; every epoch takes the same */
export function learnWeights(model: ComplementModel, examples: readonly HiddenProduct[]): Float32Array<ArrayBuffer> {
  return finish(learnWeightsInSteps(model, examples));
}

export function* learnWeightsInSteps(
  model: ComplementModel,
  examples: readonly HiddenProduct[],
): InSteps<Float32Array<ArrayBuffer>> {
  const weights = Float64Array.from(DEFAULT_COMPLEMENT_WEIGHTS);
  if (examples.length < LEAST_HIDDEN) return Float32Array.from(weights);
  const candidates = new ComplementCandidates(model.itemIds.length);
  const gradient = new Float64Array(COMPLEMENT_FEATURES);
  const first = new Float64Array(COMPLEMENT_FEATURES);
  const second = new Float64Array(COMPLEMENT_FEATURES);
  let steps = 0;
  let inBatch = 0;
  const total = (EPOCHS * examples.length) / BATCH;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const [number, { basket, hidden, owned }] of examples.entries()) {
      if (number % STEP_EXAMPLES === 0) yield;
      candidates.gather(model, basket, owned, undefined);
      if (!addGradient(candidates, hidden, weights, gradient) || ++inBatch < BATCH) continue;
      inBatch = 0;
      steps++;
      const rate = RATE * Math.max(0.05, 1 - steps / total);
      for (let f = 0; f < COMPLEMENT_FEATURES; f++) {
        const slope = gradient[f]! / BATCH;
        gradient[f] = 0;
        first[f] = ADAM_FIRST * first[f]! + (1 - ADAM_FIRST) * slope;
        second[f] = ADAM_SECOND * second[f]! + (1 - ADAM_SECOND) * slope * slope;
        const step = first[f]! / (1 - ADAM_FIRST ** steps);
        weights[f]! -= (rate * step) / (Math.sqrt(second[f]! / (1 - ADAM_SECOND ** steps)) + ADAM_FLOOR);
      }
    }
  }
  return Float32Array.from(weights);
}

/** `false` where the hidden product is not on the shortlist: nothing to learn from. */
function addGradient(
  { item, rows, count }: ComplementCandidates,
  hidden: number,
  weights: Float64Array,
  gradient: Float64Array,
): boolean {
  const answer = item.subarray(0, count).indexOf(hidden);
  if (answer < 0) return false;
  const scores = Float64Array.from({ length: count }, (_, i) => weighed(weights, rows, i));
  const greatest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  let norm = 0;
  for (let i = 0; i < count; i++) norm += scores[i] = Math.exp(scores[i]! - greatest);
  for (let i = 0; i < count; i++) {
    const error = scores[i]! / norm - (i === answer ? 1 : 0);
    for (let f = 0; f < COMPLEMENT_FEATURES; f++) gradient[f]! += error * rows[i * COMPLEMENT_FEATURES + f]!;
  }
  return true;
}
