/** The catalogue as people look at it: pages of products, and what came of each upload. */
import type { Product } from "./product.ts";

/** A product, and how it stands. */
export interface ListedProduct extends Product {
  /** Whether it can be bought now, and so be recommended. */
  sellable: boolean;
  /** Looks at it in the visits that the model has learnt; 0 for one it has not met. */
  looks: number;
}

/** What a product's state comes to: `not_for_sale` wins over what `availability` says. */
export type ListingState = Product["availability"] | "not_for_sale";

/** Answer of `GET /v1/sites/:site/products`. */
export interface ProductsAnswer {
  /** Of the catalogue; 0 where none has been sent. */
  version: number;
  /** Products in the catalogue. */
  total: number;
  /** Of those, the ones that fit what was asked for; `products` is a part of them. */
  matching: number;
  offset: number;
  products: ListedProduct[];
  /** How many of the whole catalogue are of each, most first, at most 200 names. */
  categories: { name: string; count: number }[];
  brands: { name: string; count: number }[];
  states: Record<ListingState, number>;
}

/** Why a row of an upload cannot be used. */
export type RowProblem =
  | "not_an_object"
  | "missing"
  | "wrong_type"
  | "empty"
  | "too_long"
  | "bad_address"
  | "bad_number"
  | "bad_currency"
  | "unknown_value"
  | "duplicate_id"
  | "invalid";

export interface RejectedProduct {
  /** Place in the list, from 0. */
  index: number;
  id?: string;
  /** Path of the field, such as `localized.es.title`; missing where the row as a whole is wrong. */
  field?: string;
  reason: RowProblem;
  /** In English. */
  detail: string;
}

export interface FeedCounts {
  /** Rows sent. */
  sent: number;
  /** Products that were not there before, that differ from before, that do not, and that are there no more. */
  added: number;
  changed: number;
  unchanged: number;
  gone: number;
  rejected: number;
}

/** One upload of the catalogue. */
export interface FeedRun {
  /** Increases with each run of the site. */
  id: number;
  /** Epoch milliseconds. */
  at: number;
  by: string;
  /** Of the catalogue it became; missing where no row could be used, and the catalogue stayed as it was. */
  version?: number;
  counts: FeedCounts;
}

/** Answer of `GET /v1/sites/:site/catalogue/runs/:run`. */
export interface FeedRunDetails extends FeedRun {
  /** The first of those counted, in the order sent; 200 are kept. */
  rejected: RejectedProduct[];
}

/** Answer of `POST /v1/sites/:site/catalogue/check`: what an upload would bring. Nothing is stored. */
export interface CatalogueCheck {
  counts: FeedCounts;
  /** The first of those counted, in the order sent. */
  rejected: RejectedProduct[];
}

/** Answer of `PUT /v1/sites/:site/catalogue`. */
export interface CatalogueStored {
  /** Of the catalogue. */
  version: number;
  /** The upload's id among `FeedRun`. */
  run: number;
  /** Products stored. */
  count: number;
  rejected: RejectedProduct[];
}
