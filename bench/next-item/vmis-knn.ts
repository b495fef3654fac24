/**
 * VMIS-kNN as its authors serve it (Kersbergen, Sprangers, Schelter, SIGMOD 2022; bolcom/serenade, Apache-2.0): the
 * engine's neighbour search with Serenade's weights, decay and inverse document frequency around it, to hold the search
 * against Serenade's published figures.
 */
import { NeighbourSearch } from "../../worker/domain/recommend/session-model/neighbour-search.ts";
import type { SessionIndex } from "../../worker/domain/recommend/session-model/session-index.ts";

export interface VmisOptions {
  /** m: most recent sessions looked at. */
  sample: number;
  /** k: neighbours. */
  neighbours: number;
  /** Items of the current session looked at, the latest. */
  lastItems: number;
}

/** What a click further from the end of the current session loses of a neighbour's weight. */
const DECAY_STEP = 0.1;

export class VmisKnn {
  readonly #index: SessionIndex;
  readonly #options: VmisOptions;
  readonly #search: NeighbourSearch;
  readonly #idf: Float64Array;

  /** @param index of sessions that hold each item once */
  constructor(index: SessionIndex, options: VmisOptions) {
    const { items, postings, postingStart } = index;
    this.#index = index;
    this.#options = options;
    this.#search = new NeighbourSearch(options.sample);
    this.#idf = Float64Array.from({ length: items }, (_, item) =>
      Math.log(postings.length / (postingStart[item + 1]! - postingStart[item]!)),
    );
  }

  /**
   * Items and scores, best first; the newest item is never among them. Serenade leaves the order of equal scores to its
   * hash table; here the item that was met later comes first.
   *
   * @param session item numbers, newest last; −1 for an item the index does not know
   */
  recommend(session: readonly number[], limit: number): { item: number; score: number }[] {
    const latest = session.slice(-this.#options.lastItems).reverse();
    const distinct = [...new Set(latest)];
    const weights = distinct.map((item) => (latest.length - latest.indexOf(item)) / distinct.length);
    const known = distinct.filter((item) => item >= 0);
    const { sessionStart, clicks } = this.#index;
    this.#search.find(
      this.#index,
      known,
      known.length,
      weights.filter((_, i) => distinct[i]! >= 0),
      { ...this.#options, before: sessionStart.length - 1, cosine: false },
    );
    const scores = new Map<number, number>();
    for (let n = 0; n < this.#search.count; n++) {
      const number = this.#search.session[n]!;
      const items = clicks.subarray(sessionStart[number], sessionStart[number + 1]);
      const steps = latest.findIndex((item) => items.includes(item)) + 1;
      const strength = (1 - DECAY_STEP * steps) * this.#search.similarity[n]!;
      for (const item of items) {
        const idf = this.#idf[item]!;
        scores.set(item, (scores.get(item) ?? 0) + strength * (idf > 0 ? idf : 1));
      }
    }
    scores.delete(latest[0] ?? -1);
    return [...scores]
      .map(([item, score]) => ({ item, score }))
      .reverse()
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }
}
