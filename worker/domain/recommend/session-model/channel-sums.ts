/** What each way of reading the neighbours says for the candidates of the shortlist. */
import { INVERSE, NEARNESS } from "./candidates.ts";
import type { Candidates } from "./candidates.ts";
import type { CurrentSession } from "./current-session.ts";
import type { NeighbourSearch } from "./neighbour-search.ts";
import { RECENT_SHARE } from "./past.ts";
import type { Past } from "./past.ts";
import type { Shortlist } from "./shortlist.ts";

/** Sums kept of each candidate over the neighbours that hold it. */
export const CHANNEL = {
  /** As `Candidates.near`. */
  near: 0,
  /** Similarity, wherever the item lies: SKNN (Jannach, Ludewig, RecSys 2017). */
  similar: 1,
  /** As `Candidates.after`. */
  after: 2,
  /** 1 / clicks before the newest click. */
  ahead: 3,
  /** Times right after the newest click: a Markov chain. */
  next: 4,
  /** 1 / clicks after the click before the newest. */
  afterSecond: 5,
  /** Neighbours. */
  visits: 6,
  /** Neighbours in which it came anywhere after the newest click. */
  visitsAfter: 7,
  /** As `near`, the latest sessions counting most. */
  recent: 8,
  /** Greatest similarity. */
  best: 9,
  /** As `Candidates.second`. */
  second: 10,
  /** As `near`, the similarity squared: who is most alike. */
  sharp: 11,
  /** As `near`, only where both of the two newest items are shared. */
  both: 12,
  /** As `Candidates.related`. */
  related: 13,
} as const;
export const CHANNELS = 14;

/** No click, no neighbour. */
const NONE = -1;

export class ChannelSums {
  /** By place in the shortlist, `CHANNELS` each. */
  readonly sums: Float64Array;
  /** By place: the last neighbour that counted it, so that each counts it once. */
  readonly #countedBy: Int32Array;
  /** Likewise for what came after the newest click. */
  readonly #countedAfterBy: Int32Array;
  /** By item: its place in the shortlist and one more; 0 where it is not there. */
  readonly #placeOf: Uint8Array;

  /**
   * @param items in the model
   * @param most candidates of a shortlist, at most 255
   */
  constructor(items: number, most: number) {
    this.sums = new Float64Array(most * CHANNELS);
    this.#countedBy = new Int32Array(most);
    this.#countedAfterBy = new Int32Array(most);
    this.#placeOf = new Uint8Array(items);
  }

  /** Reads the neighbours once more, for the candidates of the shortlist only. */
  read(
    past: Past,
    current: CurrentSession,
    neighbours: NeighbourSearch,
    candidates: Candidates,
    { slot: slots, item: items, count }: Shortlist,
  ): void {
    this.sums.fill(0, 0, count * CHANNELS);
    this.#countedBy.fill(NONE, 0, count);
    this.#countedAfterBy.fill(NONE, 0, count);
    for (let place = 0; place < count; place++) this.#placeOf[items[place]!] = place + 1;
    this.#readNeighbours(past, current, neighbours, candidates);
    for (let place = 0; place < count; place++) {
      const slot = slots[place]!;
      this.sums[place * CHANNELS + CHANNEL.near] = candidates.near[slot]!;
      this.sums[place * CHANNELS + CHANNEL.after] = candidates.after[slot]!;
      this.sums[place * CHANNELS + CHANNEL.related] = candidates.related[slot]!;
      this.sums[place * CHANNELS + CHANNEL.second] = candidates.second[slot]!;
      this.#placeOf[items[place]!] = 0;
    }
  }

  #readNeighbours(
    { index, before }: Past,
    current: CurrentSession,
    neighbours: NeighbourSearch,
    candidates: Candidates,
  ): void {
    const { sums } = this;
    // Locals, as fields would be read again at every click.
    const countedBy = this.#countedBy;
    const countedAfterBy = this.#countedAfterBy;
    const placeOf = this.#placeOf;
    const { clicks, sessionStart } = index;
    const newest = current.distinct[0]!;
    const second = current.distinctCount > 1 ? current.distinct[1]! : NONE;
    const fade = -1 / (RECENT_SHARE * before + 1);
    for (let n = 0; n < neighbours.count; n++) {
      const session = neighbours.session[n]!;
      const similarity = neighbours.similarity[n]!;
      const start = sessionStart[session]!;
      const end = sessionStart[session + 1]!;
      const strength = candidates.strength[n]!;
      const lastShared = candidates.lastShared[n]!;
      const recency = Math.exp(fade * (before - 1 - session));
      const newestAt = neighbours.newestShared[n] === 0 ? firstOf(newest, clicks, start, end) : NONE;
      const sharesBoth = newestAt !== NONE && firstOf(second, clicks, start, end) !== NONE;
      let afterNewest = NONE;
      let afterSecond = NONE;
      for (let c = start; c < end; c++) {
        const item = clicks[c]!;
        const place = placeOf[item]! - 1;
        if (place >= 0) {
          const at = place * CHANNELS;
          const near = strength * NEARNESS[Math.abs(c - lastShared)]!;
          sums[at + CHANNEL.recent]! += near * recency;
          sums[at + CHANNEL.sharp]! += near * similarity;
          if (sharesBoth) sums[at + CHANNEL.both]! += near;
          if (countedBy[place] !== n) {
            countedBy[place] = n;
            sums[at + CHANNEL.similar]! += strength;
            sums[at + CHANNEL.visits]! += 1;
            if (similarity > sums[at + CHANNEL.best]!) sums[at + CHANNEL.best] = similarity;
          }
          if (afterNewest !== NONE) {
            if (c === afterNewest + 1) sums[at + CHANNEL.next]! += 1;
            if (countedAfterBy[place] !== n) {
              countedAfterBy[place] = n;
              sums[at + CHANNEL.visitsAfter]! += 1;
            }
          } else if (c < newestAt) sums[at + CHANNEL.ahead]! += INVERSE[newestAt - c]!;
          if (afterSecond !== NONE) sums[at + CHANNEL.afterSecond]! += INVERSE[c - afterSecond]!;
        }
        if (item === newest) afterNewest = c;
        else if (item === second) afterSecond = c;
      }
    }
  }
}

/** The item's first click of these, or `NONE`. */
function firstOf(item: number, clicks: Uint32Array, start: number, end: number): number {
  for (let c = start; c < end; c++) if (clicks[c] === item) return c;
  return NONE;
}
