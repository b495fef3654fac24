/** What orders taught: which products are bought together, and how much each way of looking at that counts. */

/** Immutable. Items are named by their index in `itemIds`. */
export interface ComplementModel {
  /** Orders learnt from. */
  readonly orders: number;
  /** Ascending by UTF-16 code unit, each once. */
  readonly itemIds: readonly string[];
  /** By item: orders that hold it. */
  readonly ordersOf: Uint32Array;
  /** By item: its orders, each halved with every `LATELY_HALF_LIFE_MS` and every `SEASON_HALF_LIFE_MS` of age. */
  readonly lately: Float32Array;
  readonly season: Float32Array;
  /** By item, and one more: where its neighbours start in the next three. */
  readonly neighbourStart: Uint32Array;
  /** Item numbers, nearest first within an item. */
  readonly neighbour: Uint32Array;
  /** How near each is in the orders that hold both, 0–1. */
  readonly proximity: Float32Array;
  /** Orders that hold both. */
  readonly together: Uint32Array;
  /** By feature of `complement-features.ts`. */
  readonly weights: Float32Array;
}

export const LATELY_HALF_LIFE_MS = 14 * 86_400_000;
export const SEASON_HALF_LIFE_MS = 90 * 86_400_000;
