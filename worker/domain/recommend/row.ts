/** A row of products being filled, with bounded rules of variety. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Candidate } from "./candidate.ts";
import { factWords } from "./fact-words.ts";
import type { Ranked } from "./next-best.ts";

/**
 * At most this share of a row, rounded up, comes from one brand, as long as equally justified products of others are
 * there. Brand, because a row of one brand is an advertisement and not a choice; not category, because alternatives
 * are of one category by nature.
 */
const BRAND_SHARE = 0.5;

/**
 * Most that a candidate's score loses for repeating what the row holds already: whole when all of the row is of its
 * brand, or of its kind. Maximal marginal relevance (Carbonell, Goldstein, SIGIR 1998) with likeness as shares, so that
 * a clearly better product never loses its place to variety.
 */
const REPEATED_BRAND = 0.1;
const REPEATED_KIND = 0.1;

export class Row {
  readonly chosen: Ranked[] = [];
  readonly limit: number;
  readonly #catalogue: Catalogue;
  readonly #brandOf: Int32Array;
  readonly #kindOf: Int32Array;
  readonly #perBrand: number;
  readonly #fromBrand = new Map<number, number>();
  readonly #fromKind = new Map<number, number>();
  readonly #barred: ReadonlyMap<number, unknown>;
  readonly #taken = new Set<number>();

  constructor(catalogue: Catalogue, limit: number, barred: ReadonlyMap<number, unknown>) {
    this.limit = limit;
    this.#catalogue = catalogue;
    this.#brandOf = catalogue.brands.of;
    this.#kindOf = catalogue.leaves.of;
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

  /** Takes candidates while places are open: each time the one that is best after what it repeats is taken off. */
  fill(candidates: readonly Candidate[], most = Infinity): void {
    const left = candidates.filter(({ index }) => this.admits(index));
    for (let taken = 0; taken < most && this.open > 0 && left.length > 0; taken++) {
      let best = -1;
      let greatest = -Infinity;
      for (const [place, { index, score }] of left.entries()) {
        // No later one can be better: scores fall, and variety only takes off.
        if (score <= greatest) break;
        if (this.brandIsFull(index)) continue;
        const worth = score * (1 - this.#repeats(index));
        if (worth > greatest) {
          greatest = worth;
          best = place;
        }
      }
      const [chosen] = best < 0 ? [] : left.splice(best, 1);
      if (chosen === undefined) return;
      this.add(chosen);
    }
  }

  /** The same without regard to variety: that is worth another fitting product's place, not an open one's. */
  fillAny(candidates: Iterable<Candidate>): void {
    for (const candidate of candidates) {
      if (this.open <= 0) return;
      if (this.admits(candidate.index)) this.add(candidate);
    }
  }

  add({ index, reason, fact: factOf, score }: Candidate): void {
    const fact = factOf();
    this.chosen.push({ index, reason, fact, why: factWords(fact, this.#catalogue), score });
    this.#taken.add(index);
    count(this.#fromBrand, this.#brandOf[index] ?? -1, 1);
    count(this.#fromKind, this.#kindOf[index] ?? -1, 1);
  }

  /** Puts a candidate in the last place, which must be taken. */
  replaceLast(candidate: Candidate): void {
    const last = this.chosen.pop();
    if (last !== undefined) {
      this.#taken.delete(last.index);
      count(this.#fromBrand, this.#brandOf[last.index] ?? -1, -1);
      count(this.#fromKind, this.#kindOf[last.index] ?? -1, -1);
    }
    this.add(candidate);
  }

  #repeats(product: number): number {
    const size = this.chosen.length;
    if (size === 0) return 0;
    const brand = this.#fromBrand.get(this.#brandOf[product] ?? -1) ?? 0;
    const kind = this.#fromKind.get(this.#kindOf[product] ?? -1) ?? 0;
    return (REPEATED_BRAND * brand + REPEATED_KIND * kind) / size;
  }
}

function count(counts: Map<number, number>, shelf: number, by: number): void {
  if (shelf >= 0) counts.set(shelf, (counts.get(shelf) ?? 0) + by);
}
