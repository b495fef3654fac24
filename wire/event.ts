/**
 * A behaviour event as it crosses the network, and GA4's vocabulary for it.
 *
 * Names and parameters are GA4's, verbatim (developers.google.com/analytics/devguides/collection/ga4/ecommerce),
 * so inside `params` keys are `snake_case`; everything Sameview adds around them is `camelCase`.
 */

/** GA4's recommended commerce events, plus `page_view`. A site may send any other name as well. */
export const COMMERCE_EVENT_NAMES = [
  "page_view",
  "view_item_list",
  "select_item",
  "view_item",
  "search",
  "view_search_results",
  "add_to_cart",
  "remove_from_cart",
  "view_cart",
  "add_to_wishlist",
  "begin_checkout",
  "add_shipping_info",
  "add_payment_info",
  "purchase",
  "refund",
  "view_promotion",
  "select_promotion",
  "login",
  "sign_up",
  "share",
  "generate_lead",
] as const;
export type CommerceEventName = (typeof COMMERCE_EVENT_NAMES)[number];

/** Events of Sameview's own, which GA4 has no name for. */
export const IDENTIFY_EVENT = "identify";
/** The shopper closed an offer. With `promotion_id` and `decision_token`, as on `view_promotion`. */
export const DISMISS_EVENT = "dismiss_promotion";

/** A GA4 item. Only `item_id` is required; a price is in units of the event's `currency`, not minor units. */
export interface EventItem {
  item_id: string;
  item_name?: string;
  item_brand?: string;
  item_category?: string;
  item_category2?: string;
  item_category3?: string;
  item_category4?: string;
  item_category5?: string;
  item_variant?: string;
  item_list_id?: string;
  item_list_name?: string;
  affiliation?: string;
  coupon?: string;
  discount?: number;
  index?: number;
  location_id?: string;
  /** Price of one, in `currency`. */
  price?: number;
  /** How many; missing means 1. */
  quantity?: number;
  promotion_id?: string;
  promotion_name?: string;
  creative_name?: string;
  creative_slot?: string;
}

/** What a parameter may hold. Nesting is bounded by `LIMITS.paramDepth`. */
export type ParamValue = string | number | boolean | null | ParamValue[] | { [key: string]: ParamValue };

/** GA4 event parameters. The named ones are understood; any other is kept as it came. */
export interface EventParams {
  items?: EventItem[];
  /** ISO 4217, upper case. Required by GA4 wherever `value` is set. */
  currency?: string;
  /** Monetary worth of the event in `currency`. */
  value?: number;
  transaction_id?: string;
  tax?: number;
  shipping?: number;
  coupon?: string;
  search_term?: string;
  item_list_id?: string;
  item_list_name?: string;
  promotion_id?: string;
  promotion_name?: string;
  creative_name?: string;
  creative_slot?: string;
  method?: string;
  payment_type?: string;
  shipping_tier?: string;
  /** On `identify`: the site's own id of the customer, 1–128 characters. Never an e-mail address in clear. */
  user_id?: string;
  /** On `identify`: facts about the customer, flat. */
  traits?: Record<string, string | number | boolean | null>;
  /** On `view_promotion`, `select_promotion` and `dismiss_promotion` of our own: the token of the decision that was shown. */
  decision_token?: string;
  [name: string]: unknown;
}

/** Where it happened. Missing fields are unknown, never guessed. */
export interface EventPage {
  /** Absolute URL, with its query (campaign tags are read from it at the Worker), without fragment. */
  url: string;
  title?: string;
  /** The page before; for single-page navigation, the previous virtual page. */
  referrer?: string;
  /** BCP 47 tag of the page, from `<html lang>`. */
  locale?: string;
}

/** One event. */
export interface BehaviourEvent {
  /** Made by the client, unique for ever; the Worker drops a repeat. 8–64 characters of `A–Z a–z 0–9 _ -`. */
  id: string;
  /** GA4 name or the site's own: a letter, then letters, digits and `_`, at most 40 characters. */
  name: string;
  /** When it happened: epoch milliseconds by the client's clock. The Worker corrects a wrong clock with `sentAt`. */
  at: number;
  params?: EventParams;
  page?: EventPage;
}
