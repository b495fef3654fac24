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

/** Items of the current session looked up, the latest: the ninth would weigh a fifteenth of the first. */
export const MOST_LOOKED_UP = 8;

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
  /** By neighbour: the place of the newest shared item among the items looked for. */
  readonly newestShared: Uint8Array;
  count = 0;
  readonly #scratch: Float32Array;
  /** By list, one an item: where its next posting lies, where its first one does, and the session at the former. */
  readonly #head = new Int32Array(MOST_LOOKED_UP);
  readonly #first = new Int32Array(MOST_LOOKED_UP);
  readonly #session = new Int32Array(MOST_LOOKED_UP);
  /** By list: its item's place and weight. */
  readonly #place = new Uint8Array(MOST_LOOKED_UP);
  readonly #weight = new Float64Array(MOST_LOOKED_UP);

  /** @param most greatest sample ever asked for */
  constructor(most: number) {
    this.session = new Uint32Array(most);
    this.similarity = new Float32Array(most);
    this.newestShared = new Uint8Array(most);
    this.#scratch = new Float32Array(most);
  }

  /**
   * Fills `session`, `similarity` and `newestShared`.
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
    const { postings, sessionStart } = index;
    let lists = this.#open(index, items, Math.min(count, MOST_LOOKED_UP), weights, before);
    // Locals, as fields would be read again in every turn.
    const head = this.#head;
    const first = this.#first;
    const sessionAt = this.#session;
    const place = this.#place;
    const weight = this.#weight;
    let found = 0;
    while (found < sample && lists > 0) {
      let newest = -1;
      for (let list = 0; list < lists; list++) if (sessionAt[list]! > newest) newest = sessionAt[list]!;
      let similarity = 0;
      let newestShared = MOST_LOOKED_UP;
      for (let list = 0; list < lists; list++) {
        if (sessionAt[list]! !== newest) continue;
        similarity += weight[list]!;
        newestShared = Math.min(newestShared, place[list]!);
        const next = head[list]! - 1;
        if (next >= first[list]!) {
          head[list] = next;
          sessionAt[list] = postings[next]!;
          continue;
        }
        // This list is at its end: the last one takes its place, and its turn.
        lists--;
        head[list] = head[lists]!;
        first[list] = first[lists]!;
        sessionAt[list] = sessionAt[lists]!;
        place[list] = place[lists]!;
        weight[list] = weight[lists]!;
        list--;
      }
      if (cosine) similarity /= Math.sqrt(sessionStart[newest + 1]! - sessionStart[newest]!);
      this.session[found] = newest;
      this.similarity[found] = similarity;
      this.newestShared[found] = newestShared;
      found++;
    }
    this.count = found;
    if (found > neighbours) this.#keep(neighbours);
  }

  /** Opens the posting list of each item at its end; the number of those that are not empty. */
  #open(
    index: SessionIndex,
    items: ArrayLike<number>,
    count: number,
    weights: ArrayLike<number>,
    before: number,
  ): number {
    let lists = 0;
    for (let place = 0; place < count; place++) {
      const first = index.postingStart[items[place]!]!;
      const end = postingsBefore(index, items[place]!, before);
      if (end === first) continue;
      this.#first[lists] = first;
      this.#head[lists] = end - 1;
      this.#session[lists] = index.postings[end - 1]!;
      this.#place[lists] = place;
      this.#weight[lists] = weights[place]!;
      lists++;
    }
    return lists;
  }

  /** The k most similar, in the order they lie. */
  #keep(k: number): void {
    const { session: sessions, similarity: similarities, newestShared } = this;
    this.#scratch.set(similarities.subarray(0, this.count));
    const least = nthGreatest(this.#scratch, this.count, k);
    let above = 0;
    for (let i = 0; i < this.count; i++) if (similarities[i]! > least) above++;
    let equals = k - above;
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const similarity = similarities[i]!;
      if (similarity < least || (similarity === least && equals-- <= 0)) continue;
      sessions[kept] = sessions[i]!;
      similarities[kept] = similarity;
      newestShared[kept] = newestShared[i]!;
      kept++;
    }
    this.count = kept;
  }
}
