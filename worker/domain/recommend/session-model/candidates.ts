/** What could come next, and what each way of looking at the neighbours says for it. */
import { MOST_CURRENT_CLICKS } from "./current-session.ts";
import type { CurrentSession } from "./current-session.ts";
import type { NeighbourSearch } from "./neighbour-search.ts";
import type { SessionIndex } from "./session-index.ts";

/** Sums kept of each candidate, by the name of what they sum. */
export const CHANNEL = {
  /** Similarity of the neighbour, fading with the distance to what it shares (STAN). */
  near: 0,
  /** Similarity of the neighbour wherever the item lies in it (SKNN). */
  similar: 1,
  /** 1 / distance, after the newest click (SR). */
  after: 2,
  /** 1 / distance, before the newest click. */
  ahead: 3,
  /** Neighbours in which it came right after the newest click. */
  next: 4,
  /** 1 / distance, after the click before the newest. */
  afterSecond: 5,
  /** Neighbours that hold it. */
  visits: 6,
  /** Neighbours in which it came anywhere after the newest click. */
  visitsAfter: 7,
  /** As `near`, of the latest neighbours. */
  recent: 8,
  /** Greatest similarity of a neighbour that holds it. */
  best: 9,
} as const;
export const CHANNELS = 10;

/** Candidates held: a session of popular products has thousands, and its later ones would never be chosen. */
export const MOST_CANDIDATES = 4096;

/** In `slotOf`. */
const NONE = -1;
const BARRED = -2;

/** In clicks: how far from what a neighbour shares its other items still count 1/e. */
const NEAR_CLICKS = 5;
const NEAR = Float64Array.from({ length: 256 }, (_, distance) => Math.exp(-distance / NEAR_CLICKS));
const INVERSE = Float64Array.from({ length: 256 }, (_, distance) => (distance === 0 ? 0 : 1 / distance));

export type ItemFilter = (item: number) => boolean;

export class Candidates {
  count = 0;
  readonly item = new Uint32Array(MOST_CANDIDATES);
  /** By candidate, `CHANNELS` each. */
  readonly sums = new Float32Array(MOST_CANDIDATES * CHANNELS);
  readonly #lastNeighbour = new Int32Array(MOST_CANDIDATES);
  readonly #slotOf: Int32Array;
  readonly #barred: number[] = [];

  constructor(items: number) {
    this.#slotOf = new Int32Array(items).fill(NONE);
  }

  /** Empties the list. */
  begin(): void {
    for (let slot = 0; slot < this.count; slot++) this.#slotOf[this.item[slot]!] = NONE;
    for (const item of this.#barred) this.#slotOf[item] = NONE;
    this.#barred.length = 0;
    this.count = 0;
  }

  /** The item's place in the list, which it gets at the first call; negative where the filter bars it or the list is full. */
  slot(item: number, filter: ItemFilter | undefined): number {
    const held = this.#slotOf[item]!;
    if (held !== NONE) return held;
    if (filter !== undefined && !filter(item)) {
      this.#barred.push(item);
      return (this.#slotOf[item] = BARRED);
    }
    if (this.count === MOST_CANDIDATES) return NONE;
    const slot = this.count++;
    this.item[slot] = item;
    this.#lastNeighbour[slot] = NONE;
    this.sums.fill(0, slot * CHANNELS, (slot + 1) * CHANNELS);
    return (this.#slotOf[item] = slot);
  }

  /** Adds all items of the neighbours. */
  addNeighbours(
    index: SessionIndex,
    current: CurrentSession,
    neighbours: NeighbourSearch,
    before: number,
    recentSessions: number,
    filter: ItemFilter | undefined,
  ): void {
    const { sums } = this;
    const { clicks, sessionStart } = index;
    const { placeOf, stepsBack, distinct } = current;
    const newest = distinct[0]!;
    const second = current.distinctCount > 1 ? distinct[1]! : -1;
    for (let n = 0; n < neighbours.count; n++) {
      const session = neighbours.session[n]!;
      const similarity = neighbours.similarity[n]!;
      const start = sessionStart[session]!;
      const end = sessionStart[session + 1]!;
      let shared = 0;
      let latestShared = MOST_CURRENT_CLICKS;
      let newestAt = -1;
      let secondAt = -1;
      for (let c = start; c < end; c++) {
        const item = clicks[c]!;
        const place = placeOf[item]!;
        if (place === 0) continue;
        shared = c;
        if (stepsBack[place - 1]! < latestShared) latestShared = stepsBack[place - 1]!;
        if (item === newest) newestAt = c;
        else if (item === second) secondAt = c;
      }
      const strength = similarity * NEAR[latestShared - 1]!;
      const recency = Math.exp(-(before - 1 - session) / recentSessions);
      for (let c = start; c < end; c++) {
        const slot = this.slot(clicks[c]!, filter);
        if (slot < 0) continue;
        const at = slot * CHANNELS;
        const near = strength * NEAR[Math.abs(c - shared)]!;
        sums[at + CHANNEL.near]! += near;
        sums[at + CHANNEL.recent]! += near * recency;
        const first = this.#lastNeighbour[slot] !== n;
        if (first) {
          this.#lastNeighbour[slot] = n;
          sums[at + CHANNEL.similar]! += strength;
          sums[at + CHANNEL.visits]! += 1;
          if (similarity > sums[at + CHANNEL.best]!) sums[at + CHANNEL.best] = similarity;
        }
        if (newestAt >= 0 && c !== newestAt) {
          if (c > newestAt) {
            sums[at + CHANNEL.after]! += INVERSE[c - newestAt]!;
            if (c === newestAt + 1) sums[at + CHANNEL.next]! += 1;
            sums[at + CHANNEL.visitsAfter]! += 1;
          } else sums[at + CHANNEL.ahead]! += INVERSE[newestAt - c]!;
        }
        if (secondAt >= 0 && c > secondAt) sums[at + CHANNEL.afterSecond]! += INVERSE[c - secondAt]!;
      }
    }
  }
}
