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
  /** What one costs the shop, in `currency`: a greater margin than usual ranks a little higher. */
  cost_of_goods_sold?: number;
  /** The shop's own words, for merchandising; `overstock` ranks a little higher. */
  custom_label_0?: string;
  custom_label_1?: string;
  custom_label_2?: string;
  custom_label_3?: string;
  custom_label_4?: string;
  /** Ours: `false` for what has a page but is not sold, such as a discontinued product. Never recommended. */
  for_sale?: boolean;
  /** Epoch milliseconds since when it is in the catalogue. */
  added_at?: number;
  /** By primary language subtag, such as `es` or `zh`; the top-level texts are the fallback. */
  localized?: Record<string, ProductText>;
}
