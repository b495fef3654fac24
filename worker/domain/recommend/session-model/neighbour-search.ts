/**
 * The past sessions most like the current one: VMIS-kNN (Kersbergen, Sprangers, Schelter: "Serenade: low-latency
 * session-based recommendation in e-commerce at scale", SIGMOD 2022), which looks only at the m most recent sessions
 * that share an item, and of those keeps the k most similar.
 *
 * The paper holds the m sessions in a hash map and a heap. Here sessions are numbered by time and an item's sessions
 * lie in that order, so walking the lists of all items from their ends, newest first, meets each session once with all
 * of its shared items, and the first m met are the m most recent: no heap, no hashing, no memory beyond the answer.
 */
import { nthGreatest } from "./nth-greatest.ts";
import { postingsBefore } from "./session-index.ts";
import type { SessionIndex } from "./session-index.ts";

/** Items of the current session looked up, the latest. */
export const MOST_LOOKED_UP = 16;

export interface NeighbourOptions {
  /** Sessions from this number on have not happened yet. */
  readonly before: number;
  /** m: the most recent sessions looked at. */
  readonly sample: number;
  /** k: the most similar of them, which are kept; of equals, the newer. */
  readonly neighbours: number;
  /**
   * Whether similarity is divided by the root of the session's clicks, as in the cosine of STAN (Garg, Gupta, Malhotra,
   * Vig, Shroff: "Sequence and time aware neighborhood for session-based recommendations", SIGIR 2019).
   */
  readonly cosine: boolean;
}

export class NeighbourSearch {
  /** Neighbours found, newest first. */
  readonly session: Uint32Array;
  /** By neighbour: sum of the weights of the shared items, perhaps as a cosine. */
  readonly similarity: Float32Array;
  count = 0;
  readonly #scratch: Float32Array;
  readonly #head = new Int32Array(MOST_LOOKED_UP);
  readonly #first = new Int32Array(MOST_LOOKED_UP);
  readonly #weight = new Float64Array(MOST_LOOKED_UP);

  /** @param most greatest sample ever asked for */
  constructor(most: number) {
    this.session = new Uint32Array(most);
    this.similarity = new Float32Array(most);
    this.#scratch = new Float32Array(most);
  }

  /**
   * Fills `session` and `similarity`.
   *
   * @param items distinct item numbers, the newest first; those after `MOST_LOOKED_UP` are not looked at
   * @param count of the items
   * @param weights by item, in the same order
   */
  find(
    index: SessionIndex,
    items: ArrayLike<number>,
    count: number,
    weights: ArrayLike<number>,
    { before, sample, neighbours, cosine }: NeighbourOptions,
  ): void {
    const { postings, postingStart, sessionStart } = index;
    let lists = 0;
    const looked = Math.min(count, MOST_LOOKED_UP);
    for (let i = 0; i < looked; i++) {
      const item = items[i]!;
      const first = postingStart[item]!;
      const end = postingsBefore(index, item, before);
      if (end === first) continue;
      this.#first[lists] = first;
      this.#head[lists] = end - 1;
      this.#weight[lists] = weights[i]!;
      lists++;
    }
    const head = this.#head;
    let found = 0;
    while (found < sample && lists > 0) {
      let newest = -1;
      for (let list = 0; list < lists; list++) {
        const session = postings[head[list]!]!;
        if (session > newest) newest = session;
      }
      let similarity = 0;
      for (let list = 0; list < lists; list++) {
        if (postings[head[list]!]! !== newest) continue;
        similarity += this.#weight[list]!;
        if (head[list]!-- > this.#first[list]!) continue;
        // This list is at its end: the last one takes its place, and its turn.
        lists--;
        head[list] = head[lists]!;
        this.#first[list] = this.#first[lists]!;
        this.#weight[list] = this.#weight[lists]!;
        list--;
      }
      if (cosine) similarity /= Math.sqrt(sessionStart[newest + 1]! - sessionStart[newest]!);
      this.session[found] = newest;
      this.similarity[found] = similarity;
      found++;
    }
    this.count = found;
    if (found > neighbours) this.#keep(neighbours);
  }

  /** The k most similar, in the order they lie. */
  #keep(k: number): void {
    this.#scratch.set(this.similarity.subarray(0, this.count));
    const least = nthGreatest(this.#scratch, this.count, k);
    let above = 0;
    for (let i = 0; i < this.count; i++) if (this.similarity[i]! > least) above++;
    let equals = k - above;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const similarity = this.similarity[i]!;
      if (similarity < least || (similarity === least && equals-- <= 0)) continue;
      this.session[kept] = this.session[i]!;
      this.similarity[kept] = similarity;
      kept++;
    }
    this.count = kept;
  }
}
