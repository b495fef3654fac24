import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import type { CategorySlug } from "../catalogue/categories.ts";

/** The catalogue, asked the way pages ask. */
export interface Stock {
  all: readonly ShopProduct[];
  /** A department, most popular first. */
  popular(category: CategorySlug, count?: number): ShopProduct[];
  /** Most popular of each department in turn, only what can be bought. */
  popularEverywhere(count: number): ShopProduct[];
  onSale(count: number): ShopProduct[];
  newest(count: number): ShopProduct[];
  /** Others of the same type, then of the same department. */
  like(entry: ShopProduct, count: number): ShopProduct[];
}

export function createStock(all: readonly ShopProduct[]): Stock {
  const byAppeal = all.toSorted((a, b) => b.appeal - a.appeal);
  const buyable = byAppeal.filter((entry) => entry.product.availability === "in_stock");
  const popular = (category: CategorySlug, count?: number) =>
    byAppeal.filter((entry) => entry.category.slug === category).slice(0, count);
  return {
    all,
    popular,
    popularEverywhere: (count) => onePerType(buyable).slice(0, count),
    onSale: (count) => onePerType(buyable.filter((entry) => entry.product.sale_price !== undefined)).slice(0, count),
    newest: (count) =>
      onePerType(buyable.toSorted((a, b) => (b.product.added_at ?? 0) - (a.product.added_at ?? 0))).slice(0, count),
    like(entry, count) {
      const others = buyable.filter((other) => other !== entry);
      const closest = others.filter((other) => other.type === entry.type);
      const near = others.filter((other) => other.type !== entry.type && other.category === entry.category);
      return [...closest, ...near].slice(0, count);
    },
  };
}

/** Keeps the first of each type, so that a row of four is not four tents. */
function onePerType(entries: readonly ShopProduct[]): ShopProduct[] {
  const seen = new Set<string>();
  return entries.filter((entry) => !seen.has(entry.type.id) && seen.add(entry.type.id));
}
