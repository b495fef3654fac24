/** The catalogue in the page's language, fetched when first needed. */
import type { EventItem } from "../../wire/event.ts";
import type { ListedProduct } from "../catalogue/listed-product.ts";
import { here, pageLanguage } from "./page-language.ts";

const loaded = new Map<string, Promise<ListedProduct[]>>();

/** Rejects where it cannot be fetched; the next call tries again. */
export function loadProducts(): Promise<ListedProduct[]> {
  const language = pageLanguage();
  const known = loaded.get(language);
  if (known) return known;
  const coming = fetch(here("products.json")).then((response) => {
    if (!response.ok) throw new Error(`products.json answers ${response.status}`);
    return response.json() as Promise<ListedProduct[]>;
  });
  loaded.set(language, coming);
  coming.catch(() => loaded.delete(language));
  return coming;
}

/** What one costs now, in EUR. */
export function priceNow(product: ListedProduct): number {
  return product.sale ?? product.price;
}

export function listedItem(product: ListedProduct): EventItem {
  return {
    item_id: product.id,
    item_name: product.title,
    item_brand: product.brand,
    item_category: product.category,
    item_category2: product.type,
    price: priceNow(product),
  };
}
