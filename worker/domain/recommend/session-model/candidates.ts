/** What could come next, and what each way of reading the neighbours says for it. */
import { MOST_CURRENT_CLICKS } from "./current-session.ts";
import type { CurrentSession } from "./current-session.ts";
import type { NeighbourSearch } from "./neighbour-search.ts";
import { RECENT_SHARE } from "./past.ts";
import type { Past } from "./past.ts";
import type { RelatedItems } from "./related-items.ts";
import type { Shortlist } from "./shortlist.ts";

/** Sums kept of each candidate over the neighbours that hold it. */
export const CHANNEL = {
  /** Similarity, fading with the distance to what it shares: STAN (Garg et al., SIGIR 2019). */
  near: 0,
  /** Similarity, wherever the item lies: SKNN (Jannach, Ludewig, RecSys 2017). */
  similar: 1,
  /** 1 / clicks after the newest click: sequential rules (Ludewig, Jannach, UMUAI 2018). */
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
  /** Reached by a second step from other candidates. */
  second: 10,
  /** As `near`, the similarity squared: who is most alike. */
  sharp: 11,
  /** As `near`, only where both of the two newest items are shared. */
  both: 12,
} as const;
export const CHANNELS = 13;

/** Candidates held: a session of popular products has thousands, and its later ones would never be chosen. */
export const MOST_CANDIDATES = 4096;

/** In `#slotOf`. */
const NONE = -1;
const BARRED = -2;

/** In clicks: how far from what a neighbour shares its other items count 1/e; and how old what it shares may be. */
const NEAR_CLICKS = 5;

/** Distances told apart: sessions are no longer. */
const DISTANCES = 256;
const NEAR = Float64Array.from({ length: DISTANCES }, (_, distance) => Math.exp(-distance / NEAR_CLICKS));
const INVERSE = Float64Array.from({ length: DISTANCES }, (_, distance) => (distance === 0 ? 0 : 1 / distance));

/** Whether an item may be recommended. */
export type ItemFilter = (item: number) => boolean;

export class Candidates {
  count = 0;
  readonly item = new Uint32Array(MOST_CANDIDATES);
  /** By candidate, `CHANNELS` each. */
  readonly sums = new Float32Array(MOST_CANDIDATES * CHANNELS);
  /** By candidate: the last neighbour that counted it, so that each counts it once. */
  readonly #countedBy = new Int32Array(MOST_CANDIDATES);
  /** Likewise for what came after the newest click. */
  readonly #countedAfterBy = new Int32Array(MOST_CANDIDATES);
  readonly #slotOf: Int32Array;
  readonly #barred: number[] = [];
  #filter: ItemFilter | undefined;

  /** @param items in the model */
  constructor(items: number) {
    this.#slotOf = new Int32Array(items).fill(NONE);
  }

  /** Empties the list. From now on items that the filter refuses do not come into it. */
  begin(filter: ItemFilter | undefined): void {
    for (let slot = 0; slot < this.count; slot++) this.#slotOf[this.item[slot]!] = NONE;
    for (const item of this.#barred) this.#slotOf[item] = NONE;
    this.#barred.length = 0;
    this.count = 0;
    this.#filter = filter;
  }

  /** The item's place in the list, which it gets at the first call; negative where it has none. */
  slot(item: number): number {
    const held = this.#slotOf[item]!;
    return held === NONE ? this.#admit(item) : held;
  }

  #admit(item: number): number {
    if (this.#filter?.(item) === false) {
      this.#barred.push(item);
      return (this.#slotOf[item] = BARRED);
    }
    if (this.count === MOST_CANDIDATES) return NONE;
    const slot = this.count++;
    this.item[slot] = item;
    this.#countedBy[slot] = NONE;
    this.#countedAfterBy[slot] = NONE;
    for (let at = slot * CHANNELS; at < (slot + 1) * CHANNELS; at++) this.sums[at] = 0;
    return (this.#slotOf[item] = slot);
  }

  /** Adds what the neighbours say. */
  addNeighbours({ index, before }: Past, current: CurrentSession, neighbours: NeighbourSearch): void {
    const { sums } = this;
    const { clicks, sessionStart } = index;
    const { placeOf, stepsBack } = current;
    const newest = current.distinct[0]!;
    const second = current.distinctCount > 1 ? current.distinct[1]! : NONE;
    const fade = -1 / (RECENT_SHARE * before + 1);
    for (let n = 0; n < neighbours.count; n++) {
      const session = neighbours.session[n]!;
      const similarity = neighbours.similarity[n]!;
      const start = sessionStart[session]!;
      const end = sessionStart[session + 1]!;
      let lastShared = start;
      let latestShared = MOST_CURRENT_CLICKS;
      let newestAt = NONE;
      let hasSecond = false;
      for (let c = start; c < end; c++) {
        const item = clicks[c]!;
        const place = placeOf[item]!;
        if (place === 0) continue;
        lastShared = c;
        const steps = stepsBack[place - 1]!;
        if (steps < latestShared) latestShared = steps;
        if (item === second) hasSecond = true;
        else if (item === newest && newestAt === NONE) newestAt = c;
      }
      const strength = similarity * NEAR[latestShared - 1]!;
      const recency = Math.exp(fade * (before - 1 - session));
      const sharesBoth = newestAt !== NONE && hasSecond;
      let afterNewest = NONE;
      let afterSecond = NONE;
      for (let c = start; c < end; c++) {
        const item = clicks[c]!;
        const slot = this.slot(item);
        if (slot >= 0) {
          const at = slot * CHANNELS;
          const near = strength * NEAR[Math.abs(c - lastShared)]!;
          sums[at + CHANNEL.near]! += near;
          sums[at + CHANNEL.recent]! += near * recency;
          sums[at + CHANNEL.sharp]! += near * similarity;
          if (sharesBoth) sums[at + CHANNEL.both]! += near;
          if (this.#countedBy[slot] !== n) {
            this.#countedBy[slot] = n;
            sums[at + CHANNEL.similar]! += strength;
            sums[at + CHANNEL.visits]! += 1;
            if (similarity > sums[at + CHANNEL.best]!) sums[at + CHANNEL.best] = similarity;
          }
          // From the latest time before it, so that an item often clicked twice on end follows itself.
          if (afterNewest !== NONE) {
            sums[at + CHANNEL.after]! += INVERSE[c - afterNewest]!;
            if (c === afterNewest + 1) sums[at + CHANNEL.next]! += 1;
            if (this.#countedAfterBy[slot] !== n) {
              this.#countedAfterBy[slot] = n;
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

  /** Walks a step on from these candidates, each as likely as its share of `near`. */
  addSecondSteps(related: RelatedItems, sources: Shortlist): void {
    const { sums } = this;
    const { start, item, weight } = related;
    let total = 0;
    for (let i = 0; i < sources.count; i++) total += sums[sources.slot[i]! * CHANNELS + CHANNEL.near]!;
    if (total === 0) return;
    for (let i = 0; i < sources.count; i++) {
      const source = sources.slot[i]!;
      const from = this.item[source]!;
      const end = start[from + 1]!;
      let weights = 0;
      for (let r = start[from]!; r < end; r++) weights += weight[r]!;
      const share = sums[source * CHANNELS + CHANNEL.near]! / (total * weights);
      for (let r = start[from]!; r < end; r++) {
        const slot = this.slot(item[r]!);
        if (slot >= 0) sums[slot * CHANNELS + CHANNEL.second]! += share * weight[r]!;
      }
    }
  }
}
