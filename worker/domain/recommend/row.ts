/** A row of products being filled, with one rule of variety. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Ranked } from "./next-best.ts";

/**
 * At most this share of a row, rounded up, comes from one brand, as long as equally justified products of others are
 * there. Brand, because a row of one brand is an advertisement and not a choice; not category, because alternatives
 * are of one category by nature.
 */
const BRAND_SHARE = 0.5;

export class Row {
  readonly chosen: Ranked[] = [];
  readonly limit: number;
  readonly #brandOf: Int32Array;
  readonly #perBrand: number;
  readonly #fromBrand = new Map<number, number>();
  readonly #barred: ReadonlyMap<number, unknown>;
  readonly #taken = new Set<number>();

  constructor(catalogue: Catalogue, limit: number, barred: ReadonlyMap<number, unknown>) {
    this.limit = limit;
    this.#brandOf = catalogue.brands.of;
    this.#perBrand = Math.ceil(limit * BRAND_SHARE);
    this.#barred = barred;
  }

  /** Places left. */
  get open(): number {
    return this.limit - this.chosen.length;
  }

  /** Whether the product may still come in: not barred and not there yet. */
  admits(product: number): boolean {
    return !this.#taken.has(product) && !this.#barred.has(product);
  }

  /** Whether the product's brand has filled its share. */
  brandIsFull(product: number): boolean {
    const brand = this.#brandOf[product] ?? -1;
    return brand >= 0 && (this.#fromBrand.get(brand) ?? 0) >= this.#perBrand;
  }

  add(ranked: Ranked): void {
    this.chosen.push(ranked);
    this.#taken.add(ranked.index);
    const brand = this.#brandOf[ranked.index] ?? -1;
    if (brand >= 0) this.#fromBrand.set(brand, (this.#fromBrand.get(brand) ?? 0) + 1);
  }
}
