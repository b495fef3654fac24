/** Who a simulated shopper is: what they like, what they can spend, how easily they buy. */
import { BRANDS } from "../catalogue/brands.ts";
import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import type { Dice } from "../catalogue/dice.ts";
import { priceNow } from "../catalogue/event-item.ts";
import type { Language } from "../catalogue/language.ts";
import type { ProductType } from "../catalogue/product-type.ts";
import { PRODUCT_TYPES } from "../catalogue/product-types.ts";

export interface Persona {
  language: Language;
  /** The type of product that brings them here. */
  need: ProductType;
  /** Liking by type id; a type that is not named has `PASSING_INTEREST`. */
  likes: ReadonlyMap<string, number>;
  /** Brands preferred to others. */
  brands: ReadonlySet<string>;
  /** Price level sought: 1 is the middle of a type's prices. */
  budget: number;
  /** Factor on every step towards buying; 1 is average. */
  eagerness: number;
  /** Chance, 0–1, to follow a recommendation or an offer that fits. */
  openness: number;
}

/** Liking, 0–1: for what they came for, for what goes with it, for the rest of that department, for anything else. */
const NEED = 1;
const COMPLEMENT = 0.55;
const SAME_DEPARTMENT = 0.22;
const PASSING_INTEREST = 0.05;
/** A preferred brand counts so many times as much. */
const BRAND_BONUS = 1.8;
/** How much a price off the budget puts off: at this many times the budget, half the liking is left. */
const PRICE_TOLERANCE = 0.6;
/** The shop's visitors by language. */
const LANGUAGE_SHARES: readonly (readonly [Language, number])[] = [
  ["en", 0.5],
  ["es", 0.32],
  ["zh", 0.18],
];
const PREFERRED_BRANDS = 2;

export function createPersona(dice: Dice): Persona {
  const need = dice.weighted(PRODUCT_TYPES, (type) => type.count);
  const likes = new Map<string, number>();
  for (const type of PRODUCT_TYPES) if (type.category === need.category) likes.set(type.id, SAME_DEPARTMENT);
  for (const id of need.complements) likes.set(id, COMPLEMENT);
  likes.set(need.id, NEED);
  const [language] = dice.weighted(LANGUAGE_SHARES, ([, share]) => share);
  const makers = BRANDS.filter((brand) => brand.makes.includes(need.category));
  return {
    language,
    need,
    likes,
    brands: new Set(
      dice
        .shuffle(makers)
        .slice(0, PREFERRED_BRANDS)
        .map((brand) => brand.name),
    ),
    budget: 0.7 + 0.7 * dice.next(),
    // Most are just looking; a few come to buy.
    eagerness: 0.3 + 2.2 * dice.next() ** 2,
    openness: 0.15 + 0.45 * dice.next(),
  };
}

/** How much a shopper likes a product, ≥ 0. About 1 for a fitting one of the type they came for. */
export function liking(persona: Persona, entry: ShopProduct): number {
  const type = persona.likes.get(entry.type.id) ?? PASSING_INTEREST;
  const brand = persona.brands.has(entry.brand.name) ? BRAND_BONUS : 1;
  const level = priceNow(entry) / (entry.kind.price * persona.budget);
  const price = 1 / (1 + (Math.max(0, level - 1) / PRICE_TOLERANCE) ** 2);
  const stock = entry.product.availability === "out_of_stock" ? 0.2 : 1;
  return type * brand * price * stock;
}
