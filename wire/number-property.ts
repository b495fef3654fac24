/** Facts of the profile that are numbers, in the order a builder offers them: the checks, the type and the console's list are this one. */
export const NUMBER_PROPERTIES = [
  "session_count",
  "event_count",
  "order_count",
  /** Sum of the orders kept one by one, in the site's currency as sent. */
  "order_value",
  /** Different products in the cart. */
  "cart_products",
  /** Pieces in the cart. */
  "cart_pieces",
  /** Price typically looked at. */
  "typical_price",
  /** Whole days of 24 hours, by the last event's and order's own times. */
  "days_since_first_event",
  "days_since_last_event",
  "days_since_last_order",
] as const;

export type NumberProperty = (typeof NUMBER_PROPERTIES)[number];
