import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import type { Language } from "../catalogue/language.ts";
import type { ListedProduct } from "../catalogue/listed-product.ts";

/** What the browser needs to search, and to show a cart: most popular first. */
export function searchIndex(catalogue: readonly ShopProduct[], language: Language): ListedProduct[] {
  return catalogue
    .toSorted((a, b) => b.appeal - a.appeal)
    .map((entry) => ({
      id: entry.product.id,
      slug: entry.slug,
      title: entry.title[language],
      brand: entry.brand.name,
      category: entry.category.name.en,
      type: entry.type.shelf.en,
      price: entry.product.price,
      ...(entry.product.sale_price !== undefined && { sale: entry.product.sale_price }),
      availability: entry.product.availability,
      words: [entry.category.name[language], entry.type.shelf[language], entry.colourway.name[language]].join(" "),
    }));
}
