/** A candidate beside a basket in numbers of the order of 1, which a weighted sum turns into a score. */
import { nthGreatest } from "../session-model/nth-greatest.ts";
import type { ComplementModel } from "./complement-model.ts";

/** A product this customer bought before. */
export interface Owned {
  readonly item: number;
  /** Orders of theirs that held it. */
  readonly times: number;
  /** Milliseconds since the latest of them. */
  readonly age: number;
}

export const COMPLEMENT_FEATURES = 8;

/**
 * What weighs without anything learnt on the site: as learnt on online_retail_II's invoices of June to August 2010, where
 * leaving out any one kind of feature cost a point of HR@20 or less.
 */
export const DEFAULT_COMPLEMENT_WEIGHTS: readonly number[] = [0.89, 0.28, 0.7, 0.42, -0.54, 0.69, 0.63, 0.98];

/** Candidates weighed: of all neighbours of a large basket the rest never come into a row. */
const SHORTLISTED = 150;

/** Added before logarithms: below this, differences are noise. */
const LEAST = { sum: 1e-4, most: 1e-3, confidence: 1e-2, orders: 0.1 } as const;
/** Orders added to a product's before it is divided by: one order of two says little. */
const CONFIDENCE_SHRINKAGE = 2;
/** Milliseconds in which an own purchase loses half its weight. */
const OWN_HALF_LIFE_MS = 30 * 86_400_000;

/** Working space for one basket at a time, some 50 bytes an item. */
export class ComplementCandidates {
  /** Item numbers of the shortlist; the first `count` count. */
  readonly item = new Uint32Array(SHORTLISTED);
  /** By place in the shortlist, `COMPLEMENT_FEATURES` each. */
  readonly rows = new Float64Array(SHORTLISTED * COMPLEMENT_FEATURES);
  count = 0;
  /** By item, for those on the shortlist: which of the basket it goes with most, or −1. */
  readonly goesWith: Int32Array;
  /** By item: orders that held both. */
  readonly togetherWith: Uint32Array;
  /** By item: the customer's own orders of it. */
  readonly ownTimes: Float64Array;
  readonly #sum: Float64Array;
  readonly #most: Float64Array;
  readonly #confidence: Float64Array;
  readonly #own: Float64Array;
  readonly #stage: Float32Array;
  readonly #values: Float32Array;
  readonly #inBasket: Uint8Array;
  readonly #touched: Uint8Array;
  #found: number[] = [];

  constructor(items: number) {
    this.goesWith = new Int32Array(items);
    this.togetherWith = new Uint32Array(items);
    this.ownTimes = new Float64Array(items);
    this.#sum = new Float64Array(items);
    this.#most = new Float64Array(items);
    this.#confidence = new Float64Array(items);
    this.#own = new Float64Array(items);
    this.#stage = new Float32Array(items);
    this.#values = new Float32Array(items);
    this.#inBasket = new Uint8Array(items);
    this.#touched = new Uint8Array(items);
  }

  /**
   * Fills the shortlist: neighbours of the basket and what the customer bought before, but nothing of the basket itself
   * and nothing that `filter` refuses.
   */
  gather(
    model: ComplementModel,
    basket: readonly number[],
    owned: readonly Owned[],
    filter: ((item: number) => boolean) | undefined,
  ): void {
    for (const item of this.#found) this.#touched[item] = 0;
    this.#found = [];
    for (const item of basket) this.#inBasket[item] = 1;
    const { neighbourStart, neighbour, proximity, together, ordersOf } = model;
    for (const item of basket) {
      const end = neighbourStart[item + 1]!;
      const orders = ordersOf[item]! + CONFIDENCE_SHRINKAGE;
      for (let at = neighbourStart[item]!; at < end; at++) {
        const other = neighbour[at]!;
        if (!this.#meet(other, filter)) continue;
        const near = proximity[at]!;
        this.#sum[other]! += near;
        if (near > this.#most[other]!) {
          this.#most[other] = near;
          this.goesWith[other] = item;
          this.togetherWith[other] = together[at]!;
        }
        const confidence = together[at]! / orders;
        if (confidence > this.#confidence[other]!) this.#confidence[other] = confidence;
      }
    }
    for (const { item, times, age } of owned) {
      if (!this.#meet(item, filter)) continue;
      this.ownTimes[item] = times;
      this.#own[item] = 2 ** (-Math.max(0, age) / OWN_HALF_LIFE_MS);
    }
    for (const item of basket) this.#inBasket[item] = 0;
    this.#shorten(basket.length);
    this.#fill(model, basket.length);
  }

  /** Whether the item is a candidate; zeroes its sums at the first meeting. */
  #meet(item: number, filter: ((item: number) => boolean) | undefined): boolean {
    if (this.#touched[item] === 1) return true;
    if (this.#inBasket[item] === 1 || (filter !== undefined && !filter(item))) return false;
    this.#touched[item] = 1;
    this.#found.push(item);
    this.#sum[item] = 0;
    this.#most[item] = 0;
    this.#confidence[item] = 0;
    this.ownTimes[item] = 0;
    this.#own[item] = 0;
    this.goesWith[item] = -1;
    this.togetherWith[item] = 0;
    return true;
  }

  /** Keeps those whose first, coarse score is greatest: sum and greatest nearness, and own purchases, multiplied. */
  #shorten(basket: number): void {
    const stage = this.#stage;
    const size = Math.max(1, basket);
    for (const item of this.#found) {
      stage[item] =
        (this.#sum[item]! / size + LEAST.sum) *
        (this.#most[item]! + LEAST.most) *
        (1 + this.ownTimes[item]!) ** 2 *
        (1 + this.#own[item]!);
    }
    const found = this.#found;
    this.count = 0;
    if (found.length <= SHORTLISTED) {
      for (const item of found) this.item[this.count++] = item;
      return;
    }
    const values = this.#values;
    for (const [place, item] of found.entries()) values[place] = stage[item]!;
    const least = nthGreatest(values, found.length, SHORTLISTED);
    for (const item of found) if (stage[item]! > least) this.item[this.count++] = item;
    for (const item of found) if (stage[item] === least && this.count < SHORTLISTED) this.item[this.count++] = item;
  }

  #fill({ lately, season }: ComplementModel, basket: number): void {
    const { rows } = this;
    const size = Math.max(1, basket);
    let f = 0;
    for (let i = 0; i < this.count; i++) {
      const item = this.item[i]!;
      rows[f++] = Math.log(this.#sum[item]! / size + LEAST.sum);
      rows[f++] = Math.log(this.#most[item]! + LEAST.most);
      rows[f++] = Math.log(this.#confidence[item]! + LEAST.confidence);
      rows[f++] = Math.log(lately[item]! + LEAST.orders);
      rows[f++] = Math.log(season[item]! + LEAST.orders);
      rows[f++] = this.ownTimes[item]! > 0 ? 1 : 0;
      rows[f++] = Math.log1p(this.ownTimes[item]!);
      rows[f++] = this.#own[item]!;
    }
  }
}
