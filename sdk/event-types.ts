/** What `track` takes: GA4's commerce events with their parameters, and room for a site's own. */
import type { EventItem, EventParams } from "../wire/event.ts";

/** At least one item. */
export type Items = [EventItem, ...EventItem[]];

interface WithItems extends EventParams {
  items: Items;
}

interface WithList extends EventParams {
  items: EventItem[];
}

interface WithPromotion extends EventParams {
  promotion_id: string;
}

interface Searched extends EventParams {
  search_term: string;
}

interface Bought extends WithItems {
  /** The shop's order number: a repeat of it is not counted twice. */
  transaction_id: string;
  /** Sum in `currency`, not minor units. */
  value: number;
}

interface Refunded extends EventParams {
  transaction_id: string;
}

/** Parameters of each GA4 event (developers.google.com/analytics/devguides/collection/ga4/reference/events). */
export interface CommerceEvents {
  page_view: EventParams;
  view_item_list: WithList;
  select_item: WithItems;
  view_item: WithItems;
  search: Searched;
  view_search_results: Searched;
  add_to_cart: WithItems;
  remove_from_cart: WithItems;
  view_cart: WithList;
  add_to_wishlist: WithItems;
  begin_checkout: WithItems;
  add_shipping_info: WithItems;
  add_payment_info: WithItems;
  purchase: Bought;
  refund: Refunded;
  view_promotion: WithPromotion;
  select_promotion: WithPromotion;
  dismiss_promotion: WithPromotion;
  login: EventParams;
  sign_up: EventParams;
  share: EventParams;
  generate_lead: EventParams;
}

/**
 * A site's own events, for the compiler. Extend it by declaration merging:
 *
 * ```ts
 * declare module "sameview" {
 *   interface SiteEvents {
 *     compare_products: { item_ids: string[] };
 *   }
 * }
 * ```
 */
export interface SiteEvents {}

/** Every event the compiler knows. */
export type KnownEvents = CommerceEvents & SiteEvents;

/** Names offered by completion; any other name is allowed too. */
export type EventName = keyof KnownEvents | (string & {});

/** Second argument of `track`: required where a known event requires something. */
export type TrackArguments<Name extends string> = Name extends keyof KnownEvents
  ? Record<never, never> extends KnownEvents[Name]
    ? [params?: KnownEvents[Name]]
    : [params: KnownEvents[Name]]
  : [params?: EventParams];

/** Facts about a customer, flat. */
export type Traits = Record<string, string | number | boolean | null>;
