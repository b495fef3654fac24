import type { EventItem } from "../../wire/event.ts";
import type { ShopProduct } from "./build-catalogue.ts";
import type { Language } from "./language.ts";

/** The product as GA4 events name it, in the page's language. */
export function eventItem(entry: ShopProduct, language: Language): EventItem {
  return {
    item_id: entry.product.id,
    item_name: entry.title[language],
    item_brand: entry.brand.name,
    item_category: entry.category.name.en,
    item_category2: entry.type.shelf.en,
    price: priceNow(entry),
  };
}

/** What one costs now, in EUR. */
export function priceNow({ product }: ShopProduct): number {
  return product.sale_price ?? product.price;
}
