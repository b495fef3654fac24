/** One step of a visit: a page, what was done on it, and what it asks of Sameview. */
import type { Decision } from "../../wire/decision.ts";
import type { EventItem, EventParams } from "../../wire/event.ts";
import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import { productPath } from "../catalogue/build-catalogue.ts";
import type { Category } from "../catalogue/categories.ts";
import { eventItem } from "../catalogue/event-item.ts";
import type { Language } from "../catalogue/language.ts";
import { SHOP_CURRENCY, SHOP_NAME, SHOP_ROOT } from "../catalogue/shop-brand.ts";

export interface DoneThing {
  name: string;
  params?: EventParams;
}

/** A page as a shopper sees it. */
export interface Place {
  /** Path and query. */
  path: string;
  title: string;
  locale: string;
  itemId?: string;
  category?: string;
  placements: readonly string[];
}

export interface Step {
  place: Place;
  /** In the order done; the first of a new page is its `page_view`. */
  done: readonly DoneThing[];
  /** Whether the page is a new one, whose placements want filling. */
  arrives: boolean;
  /** Milliseconds spent before the next step. */
  lingerMs: number;
}

/** A visit, step by step. It is told what was decided for each step before it takes the next. */
export type Visit = Generator<Step, void, readonly Decision[]>;

const EVERYWHERE = ["header-bar", "notices"];
const PAGE_VIEW: DoneThing = { name: "page_view" };

export function homePlace(language: Language): Place {
  return place(language, "", SHOP_NAME, ["home-hero", "home-products"]);
}

export function categoryPlace(language: Language, { slug, name }: Category): Place {
  return { ...place(language, `c/${slug}/`, name[language], ["home-hero"]), category: name.en };
}

export function productPlace(language: Language, entry: ShopProduct): Place {
  return {
    ...place(language, "", entry.title[language], ["product-alternatives"]),
    path: productPath(language, entry.slug),
    itemId: entry.product.id,
    category: entry.category.name.en,
  };
}

export function searchPlace(language: Language, term: string): Place {
  return place(language, `search/?q=${encodeURIComponent(term)}`, term, []);
}

export function cartPlace(language: Language): Place {
  return place(language, "cart/", "Cart", ["cart-complements"]);
}

export function plainPlace(language: Language, path: string, title: string): Place {
  return place(language, path, title, []);
}

/** Coming to a page. */
export function arrive(at: Place, done: readonly DoneThing[], lingerMs: number): Step {
  return { place: at, done: [PAGE_VIEW, ...done], arrives: true, lingerMs };
}

/** Doing something on the page one is on. */
export function act(at: Place, done: readonly DoneThing[], lingerMs: number): Step {
  return { place: at, done, arrives: false, lingerMs };
}

/** An event about products, with their worth. */
export function about(
  name: string,
  entries: readonly ShopProduct[],
  language: Language,
  more: EventParams = {},
): DoneThing {
  const items: EventItem[] = entries.map((entry) => ({ ...eventItem(entry, language), quantity: 1 }));
  const worth = items.reduce((sum, item) => sum + (item.price ?? 0), 0);
  return { name, params: { currency: SHOP_CURRENCY, value: Math.round(worth * 100) / 100, items, ...more } };
}

function place(language: Language, path: string, title: string, placements: string[]): Place {
  return {
    path: `${SHOP_ROOT}/${language}/${path}`,
    title: title === SHOP_NAME ? title : `${title} · ${SHOP_NAME}`,
    locale: language,
    placements: [...placements, ...EVERYWHERE],
  };
}
