/** What all visitors' sessions taught: which products go together, and which are looked at. */

/** Immutable. Items are named by their index in `itemIds`. */
export interface RecommendModel {
  /** Of the site's published models; 0 is the empty one shipped in the bundle. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly builtAt: number;
  /** Sessions learnt from. */
  readonly sessions: number;
  /** Ascending by UTF-16 code unit, each once. */
  readonly itemIds: readonly string[];
  /** By item: sum of its sessions' weights, decayed by age to `builtAt`. */
  readonly popularity: Float32Array;
  /** By item: sessions that saw it. */
  readonly seenIn: Uint32Array;
  /** By item, and one more: where its neighbours start in the next three. */
  readonly neighbourStart: Uint32Array;
  /** Item numbers, best first within an item. */
  readonly neighbour: Uint32Array;
  /** Similarity, 0–1. */
  readonly score: Float32Array;
  /** Sessions that saw both. */
  readonly support: Uint32Array;
}

/** Knows nothing, so that decisions come from content and catalogue order. What the bundle ships. */
export const EMPTY_MODEL: RecommendModel = {
  version: 0,
  builtAt: 0,
  sessions: 0,
  itemIds: [],
  popularity: new Float32Array(0),
  seenIn: new Uint32Array(0),
  neighbourStart: new Uint32Array(1),
  neighbour: new Uint32Array(0),
  score: new Float32Array(0),
  support: new Uint32Array(0),
};
