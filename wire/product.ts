/** A catalogue entry. Fields are Google Merchant's (support.google.com/merchants, product data specification). */

export type Availability = "in_stock" | "out_of_stock" | "preorder" | "backorder";

/** Texts that differ by language. */
export interface ProductText {
  title: string;
  /** Same-origin path or `https:` URL of the page in that language. */
  link: string;
}

export interface Product extends ProductText {
  /** Stable, equal to the page's `item_id`; 1–50 characters. */
  id: string;
  image_link?: string;
  brand?: string;
  /** `item_category`: the top level of `product_type`. */
  category?: string;
  /** Full path, "Shoes > Running > Trail". */
  product_type?: string;
  /** In `currency`, not minor units; finite and ≥ 0. */
  price: number;
  sale_price?: number;
  /** ISO 4217. */
  currency: string;
  availability: Availability;
  /** Pieces left, where the shop tells. */
  quantity?: number;
  /** Epoch milliseconds since when it is in the catalogue. */
  added_at?: number;
  /** By primary language subtag, such as `es` or `zh`; the top-level texts are the fallback. */
  localized?: Record<string, ProductText>;
}
