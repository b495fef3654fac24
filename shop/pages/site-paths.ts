/** Where each page of the shop lies. Same-origin paths, each ending in a slash as the static host serves them. */
import type { CategorySlug } from "../catalogue/categories.ts";
import type { Language } from "../catalogue/language.ts";
import { SHOP_ROOT } from "../catalogue/shop-brand.ts";

/** Path of a page within its language: "" for the home page. */
export const PAGE_PATHS = {
  home: "",
  search: "search/",
  cart: "cart/",
  checkout: "checkout/",
  thanks: "thanks/",
} as const;

export function categoryPagePath(slug: CategorySlug): string {
  return `c/${slug}/`;
}

export function productPagePath(slug: string): string {
  return `p/${slug}/`;
}

/** From the path within a language to the whole. */
export function shopPath(language: Language, path: string): string {
  return `${SHOP_ROOT}/${language}/${path}`;
}

/** Wide illustration of a department. */
export function heroPath(slug: CategorySlug): string {
  return `${SHOP_ROOT}/img/hero-${slug}.svg`;
}
