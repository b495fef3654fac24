import type { Availability } from "../../wire/product.ts";

/** A product as the browser knows it: one entry of a language's `products.json`. */
export interface ListedProduct {
  /** `item_id`. */
  id: string;
  slug: string;
  title: string;
  brand: string;
  /** `item_category`, English in every language. */
  category: string;
  /** `item_category2`, likewise. */
  type: string;
  /** In EUR, before any sale. */
  price: number;
  /** In EUR, where it is on sale. */
  sale?: number;
  availability: Availability;
  /** Words a search finds it by besides title and brand, in the page's language. */
  words: string;
}
