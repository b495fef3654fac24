/**
 * Items as vectors whose products tell what follows what, also for items that no session ever held together. A session
 * is the sum of its items' vectors, fading with their age; an item fits it by the product of both and its own bias.
 */
import type { CurrentSession } from "./current-session.ts";

/** Numbers of a vector. 24 fit held-back sessions a point of HR@20 worse; each costs a byte an item. */
export const DIMENSIONS = 32;

/** What is left of a click's weight in the session with each click after it. */
export const FADING = 0.5;

/** Distinct items of the session that are summed, the latest: the ninth would weigh less than a hundredth. */
const MOST_SUMMED = 8;

export interface ItemEmbeddings {
  /** By item, `DIMENSIONS` each, in `scale`s. */
  readonly vector: Int8Array;
  /** By item. */
  readonly scale: Float32Array;
  /** By item: what makes it fit any session. */
  readonly bias: Float32Array;
}

/** The current session as a vector, and its newest item alone. Scratch memory: read again for each session. */
export class SessionVector {
  readonly #session = new Float64Array(DIMENSIONS);
  readonly #newest = new Float64Array(DIMENSIONS);
  #embeddings: ItemEmbeddings | undefined;

  /** @param current of one click at least */
  read(embeddings: ItemEmbeddings, current: CurrentSession): void {
    this.#embeddings = embeddings;
    this.#session.fill(0);
    this.#newest.fill(0);
    addVector(embeddings, current.distinct[0]!, 1, this.#newest);
    for (let i = 0; i < Math.min(current.distinctCount, MOST_SUMMED); i++) {
      addVector(embeddings, current.distinct[i]!, current.faded[i]!, this.#session);
    }
  }

  /** How well each of the first `count` items fits the session: a logarithm of odds, up to a constant. */
  fit(items: Uint32Array, count: number, fits: Float64Array): void {
    const { bias } = this.#embeddings!;
    multiply(this.#embeddings!, this.#session, items, count, fits);
    for (let i = 0; i < count; i++) fits[i]! += bias[items[i]!]!;
  }

  /** Likewise the newest item alone, whatever the items' biases. */
  fitNewest(items: Uint32Array, count: number, fits: Float64Array): void {
    multiply(this.#embeddings!, this.#newest, items, count, fits);
  }
}

function addVector({ vector, scale }: ItemEmbeddings, item: number, weight: number, sum: Float64Array): void {
  const at = item * DIMENSIONS;
  const times = weight * scale[item]!;
  for (let d = 0; d < DIMENSIONS; d++) sum[d]! += times * vector[at + d]!;
}

function multiply(
  { vector, scale }: ItemEmbeddings,
  by: Float64Array,
  items: Uint32Array,
  count: number,
  products: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const item = items[i]!;
    const at = item * DIMENSIONS;
    // Four sums side by side: one alone would wait for each of its additions to end.
    let a = 0;
    let b = 0;
    let c = 0;
    let e = 0;
    for (let d = 0; d < DIMENSIONS; d += 4) {
      a += by[d]! * vector[at + d]!;
      b += by[d + 1]! * vector[at + d + 1]!;
      c += by[d + 2]! * vector[at + d + 2]!;
      e += by[d + 3]! * vector[at + d + 3]!;
    }
    products[i] = scale[item]! * (a + b + (c + e));
  }
}

/** Steps of a scale on either side of 0. */
const GREATEST_STEP = 127;

/** What keeps a vector of nothing from being divided by. */
const TINY = 1e-30;

/** The vectors in a byte a number, each item's in a scale of its own. */
export function quantised(vectors: Float32Array, bias: Float32Array): ItemEmbeddings {
  const scale = new Float32Array(bias.length);
  const vector = new Int8Array(vectors.length);
  for (let item = 0; item < scale.length; item++) {
    const at = item * DIMENSIONS;
    let greatest = TINY;
    for (let d = 0; d < DIMENSIONS; d++) greatest = Math.max(greatest, Math.abs(vectors[at + d]!));
    scale[item] = greatest / GREATEST_STEP;
    for (let d = 0; d < DIMENSIONS; d++) vector[at + d] = Math.round((vectors[at + d]! * GREATEST_STEP) / greatest);
  }
  return { vector, scale, bias };
}
