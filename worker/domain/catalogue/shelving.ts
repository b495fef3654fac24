/** Products grouped by one of their facts, each group sorted by price: what is alike stands side by side. */
import type { Product } from "../../../wire/product.ts";

/** Products that can stand for one another in one respect. */
export interface Shelf {
  /** As the catalogue first writes it, such as `Shoes` or `Shoes > Running > Trail`. */
  readonly name: string;
  /** Indices of its sellable products, cheapest first, ties in catalogue order; those without a comparable price last. */
  readonly byPrice: Uint32Array;
  /** The `NEWEST` sellable products added last, latest first; without a date, those listed last. */
  readonly newest: Uint32Array;
}

/** Latest products kept at hand on each shelf, so that a new one is met at once wherever its price puts it. */
const NEWEST = 12;

/** In `Shelving.of`: the product stands nowhere. */
export const NO_SHELF = -1;

export class Shelving {
  readonly shelves: readonly Shelf[];
  /** By product index: index into `shelves`, or `NO_SHELF`. */
  readonly of: Int32Array;
  readonly #byKey = new Map<string, number>();
  readonly #logPrice: Float64Array;

  /**
   * @param nameOf what to group by; `undefined` and blank mean none. Names differing in case or outer space are one:
   *   feeds and pages are written by different hands.
   */
  constructor(
    products: readonly Product[],
    nameOf: (product: Product) => string | undefined,
    sellable: Uint8Array,
    logPrice: Float64Array,
  ) {
    this.#logPrice = logPrice;
    this.of = new Int32Array(products.length).fill(NO_SHELF);
    const names: string[] = [];
    const members: number[][] = [];
    for (const [index, product] of products.entries()) {
      const name = nameOf(product)?.trim();
      if (!name) continue;
      const key = name.toLowerCase();
      let shelf = this.#byKey.get(key);
      if (shelf === undefined) {
        shelf = names.push(name) - 1;
        members.push([]);
        this.#byKey.set(key, shelf);
      }
      this.of[index] = shelf;
      if (sellable[index] === 1) members[shelf]?.push(index);
    }
    const addedAt = (index: number): number => products[index]?.added_at ?? 0;
    this.shelves = names.map((name, shelf) => {
      const sellableOnes = Uint32Array.from(members[shelf] ?? []);
      return {
        name,
        byPrice: sellableOnes.toSorted((a, b) => byPriceThenOrder(logPrice, a, b)),
        newest: sellableOnes.toSorted((a, b) => addedAt(b) - addedAt(a) || b - a).slice(0, NEWEST),
      };
    });
  }

  /** The shelf of that name, by its index; `NO_SHELF` where there is none. */
  named(name: string): number {
    return this.#byKey.get(name.trim().toLowerCase()) ?? NO_SHELF;
  }

  /** The product's shelf. */
  shelfOf(product: number): Shelf | undefined {
    return this.shelves[this.of[product] ?? NO_SHELF];
  }

  /** The first place in `shelf.byPrice` that costs at least this much; the middle of the shelf where it is `NaN`. */
  placeAt(shelf: Shelf, logPrice: number): number {
    let low = 0;
    let high = shelf.byPrice.length;
    if (Number.isNaN(logPrice)) return high >>> 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#logPrice[shelf.byPrice[middle] ?? 0] ?? 0) < logPrice) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function byPriceThenOrder(logPrice: Float64Array, a: number, b: number): number {
  const priceA = logPrice[a] ?? NaN;
  const priceB = logPrice[b] ?? NaN;
  if (Number.isNaN(priceA) || Number.isNaN(priceB))
    return Number(Number.isNaN(priceA)) - Number(Number.isNaN(priceB)) || a - b;
  return priceA - priceB || a - b;
}
