/** What goes with a basket. START HERE for complements. */
import { COMPLEMENT_FEATURES } from "./complement-features.ts";
import type { ComplementCandidates, Owned } from "./complement-features.ts";
import type { ComplementModel } from "./complement-model.ts";

/** A complement and the facts it rests on. */
export interface RankedComplement {
  readonly item: number;
  /** A logarithm of odds up to a constant: comparable within one answer only. */
  readonly score: number;
  /** The product of the basket it goes with most, or −1 where it is there because the customer buys it. */
  readonly goesWith: number;
  /** Orders that held both. */
  readonly together: number;
  /** The customer's own orders of it. */
  readonly ownTimes: number;
}

/**
 * The products most likely bought with the basket, best first, none of the basket itself, none that `filter` refuses;
 * empty where nothing in it was ever bought with anything.
 *
 * @param basket item numbers, each once
 * @param owned what the customer bought before, where a customer is known
 */
export function rankComplements(
  model: ComplementModel,
  basket: readonly number[],
  owned: readonly Owned[],
  limit: number,
  candidates: ComplementCandidates,
  filter?: (item: number) => boolean,
): RankedComplement[] {
  candidates.gather(model, basket, owned, filter);
  const ranked = Array.from({ length: candidates.count }, (_, i): RankedComplement => {
    const item = candidates.item[i]!;
    return {
      item,
      score: weighed(model.weights, candidates.rows, i),
      goesWith: candidates.goesWith[item]!,
      together: candidates.togetherWith[item]!,
      ownTimes: candidates.ownTimes[item]!,
    };
  });
  return ranked.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, limit);
}

/** The weighted sum of one row. */
export function weighed(weights: ArrayLike<number>, rows: Float64Array, row: number): number {
  let sum = 0;
  const base = row * COMPLEMENT_FEATURES;
  for (let f = 0; f < COMPLEMENT_FEATURES; f++) sum += weights[f]! * rows[base + f]!;
  return sum;
}
