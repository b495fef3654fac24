/** What could come next: the items of the neighbours and of a second step, with the sums that tell which are worth weighing. */
import type { CurrentSession } from "./current-session.ts";
import type { NeighbourSearch } from "./neighbour-search.ts";
import type { Past } from "./past.ts";
import type { RelatedItems } from "./related-items.ts";
import type { Shortlist } from "./shortlist.ts";

/** Candidates held: a session of popular products has thousands, and its later ones would never be chosen. */
export const MOST_CANDIDATES = 4096;

/** Items of the session that a step is walked from, the latest. */
const MOST_WALKED_FROM = 8;

/** In `#slotOf`. */
const NONE = -1;
const BARRED = -2;

/** In clicks: how far from what a neighbour shares its other items count 1/e; and how old what it shares may be. */
const NEAR_CLICKS = 5;

/** Distances told apart: sessions are no longer. */
const DISTANCES = 256;
/** By distance in clicks: what is left of a neighbour's strength. */
export const NEARNESS = Float64Array.from({ length: DISTANCES }, (_, distance) => Math.exp(-distance / NEAR_CLICKS));
/** By distance in clicks: its inverse. */
export const INVERSE = Float64Array.from({ length: DISTANCES }, (_, distance) => (distance === 0 ? 0 : 1 / distance));

/** Whether an item may be recommended. */
export type ItemFilter = (item: number) => boolean;

export class Candidates {
  count = 0;
  readonly item = new Uint32Array(MOST_CANDIDATES);
  /** By candidate: similarity, fading with the distance to what it shares: STAN (Garg et al., SIGIR 2019). */
  readonly near = new Float64Array(MOST_CANDIDATES);
  /** By candidate: 1 / clicks after the newest click: sequential rules (Ludewig, Jannach, UMUAI 2018). */
  readonly after = new Float64Array(MOST_CANDIDATES);
  /** By candidate: reached by a step from the items of the session. */
  readonly related = new Float64Array(MOST_CANDIDATES);
  /** By candidate: reached by a second step from other candidates. */
  readonly second = new Float64Array(MOST_CANDIDATES);
  /** By neighbour: similarity, faded with the age of what it shares. */
  readonly strength: Float64Array;
  /** By neighbour: its latest click on something shared. */
  readonly lastShared: Uint32Array;
  readonly #slotOf: Int32Array;
  readonly #barred: number[] = [];
  #filter: ItemFilter | undefined;

  /**
   * @param items in the model
   * @param neighbours read at most
   */
  constructor(items: number, neighbours: number) {
    this.strength = new Float64Array(neighbours);
    this.lastShared = new Uint32Array(neighbours);
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

  /** Takes an item in, unless it is there, is refused or the list is full. */
  add(item: number): void {
    if (this.#slotOf[item] === NONE) this.#admit(item);
  }

  /** The slot that the item gets; negative where it gets none. */
  #admit(item: number): number {
    if (this.#filter?.(item) === false) {
      this.#barred.push(item);
      return (this.#slotOf[item] = BARRED);
    }
    if (this.count === MOST_CANDIDATES) return NONE;
    const slot = this.count++;
    this.item[slot] = item;
    this.near[slot] = 0;
    this.after[slot] = 0;
    this.related[slot] = 0;
    this.second[slot] = 0;
    return (this.#slotOf[item] = slot);
  }

  /** Adds the items of the neighbours. Only what the choice of a shortlist needs is summed here, as it is for thousands. */
  addNeighbours({ index }: Past, current: CurrentSession, neighbours: NeighbourSearch): void {
    const { clicks, sessionStart } = index;
    const { placeOf, stepsBack } = current;
    const { near, after } = this;
    const slotOf = this.#slotOf;
    const newest = current.distinct[0]!;
    for (let n = 0; n < neighbours.count; n++) {
      const start = sessionStart[neighbours.session[n]!]!;
      const end = sessionStart[neighbours.session[n]! + 1]!;
      let lastShared = end - 1;
      while (lastShared > start && placeOf[clicks[lastShared]!] === 0) lastShared--;
      const strength = neighbours.similarity[n]! * NEARNESS[stepsBack[neighbours.newestShared[n]!]! - 1]!;
      this.lastShared[n] = lastShared;
      this.strength[n] = strength;
      let afterNewest = NONE;
      for (let c = start; c < end; c++) {
        const item = clicks[c]!;
        let slot = slotOf[item]!;
        if (slot === NONE) slot = this.#admit(item);
        if (slot >= 0) {
          near[slot]! += strength * NEARNESS[Math.abs(c - lastShared)]!;
          // From the latest time before it, so that an item often clicked twice on end follows itself.
          if (afterNewest !== NONE) after[slot]! += INVERSE[c - afterNewest]!;
        }
        if (item === newest) afterNewest = c;
      }
    }
  }

  /** Walks a step from each item of the session, as likely as its weight. */
  addRelated(relations: RelatedItems, current: CurrentSession, weights: Float64Array): void {
    for (let i = 0; i < Math.min(current.distinctCount, MOST_WALKED_FROM); i++) {
      this.#walk(relations, current.distinct[i]!, weights[i]!, this.related);
    }
  }

  /** Walks a step on from these candidates, each as likely as its share of `near`. */
  addSecondSteps(relations: RelatedItems, sources: Shortlist): void {
    const { near } = this;
    let total = 0;
    for (let i = 0; i < sources.count; i++) total += near[sources.slot[i]!]!;
    if (total === 0) return;
    for (let i = 0; i < sources.count; i++) {
      this.#walk(relations, sources.item[i]!, near[sources.slot[i]!]! / total, this.second);
    }
  }

  /** Shares a probability out among the items related to one. */
  #walk({ start, item, weight }: RelatedItems, from: number, probability: number, sums: Float64Array): void {
    const end = start[from + 1]!;
    let weights = 0;
    for (let r = start[from]!; r < end; r++) weights += weight[r]!;
    const share = probability / weights;
    for (let r = start[from]!; r < end; r++) {
      let slot = this.#slotOf[item[r]!]!;
      if (slot === NONE) slot = this.#admit(item[r]!);
      if (slot >= 0) sums[slot]! += share * weight[r]!;
    }
  }
}
