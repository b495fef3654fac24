/** How well a product suits what this visitor generally likes, whatever it is compared with. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Shelving } from "../catalogue/shelving.ts";
import { priceCloseness } from "./price-closeness.ts";
import type { Interest } from "./next-best.ts";

/**
 * The most each fact adds to a score of 1: a tie-breaker between products that go equally well with what was
 * looked at, never enough to outweigh a clearly better one.
 */
const CATEGORY_TASTE = 0.3;
const BRAND_TASTE = 0.2;
const PRICE_TASTE = 0.2;

/**
 * What was looked at already ranks well below an equally good product that was not, but stays in: many come back to it,
 * though fewer for having been shown it in a row.
 */
const SEEN_FACTOR = 0.25;

/** A factor on scores by product index, 0.25–1.7. */
export function tasteOf(catalogue: Catalogue, interest: Interest): (product: number) => number {
  const categories = sharesByShelf(catalogue.categories, interest.categories);
  const brands = sharesByShelf(catalogue.brands, interest.brands);
  const typical =
    interest.typicalPrice !== undefined && interest.typicalPrice > 0 ? Math.log(interest.typicalPrice) : NaN;
  const seen = new Set(interest.recent.map(({ itemId }) => catalogue.byId.get(itemId)));
  return (product) =>
    (seen.has(product) ? SEEN_FACTOR : 1) *
    (1 +
      CATEGORY_TASTE * (categories.get(catalogue.categories.of[product] ?? -1) ?? 0) +
      BRAND_TASTE * (brands.get(catalogue.brands.of[product] ?? -1) ?? 0) +
      PRICE_TASTE * priceCloseness(catalogue.logPrice[product] ?? NaN, typical));
}

function sharesByShelf(shelving: Shelving, shares: readonly { name: string; share: number }[]): Map<number, number> {
  return new Map(
    shares.map(({ name, share }) => [shelving.named(name), share] as const).filter(([shelf]) => shelf >= 0),
  );
}
