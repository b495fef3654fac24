/** Which events leave a step on the trail, and what kind of step each is. Names: GA4's, and those the SDK captures. */

export type TrailKind =
  /** Looked at a product. */
  | "look"
  /** Picked one from a list. */
  | "pick"
  | "search"
  | "add"
  | "remove"
  | "wish"
  | "cart"
  | "checkout"
  | "buy"
  /** Something broke or was refused. */
  | "error"
  /** A payment was refused. */
  | "refused"
  /** Clicked in anger, or on something dead. */
  | "rage"
  /** The pointer left for the browser's own controls, or the like. */
  | "exit"
  /** Filled in part of a form and left it. */
  | "abandon"
  /** Time with the page in view. */
  | "dwell"
  | "compare"
  /** Looked at something only for whoever gives a present. */
  | "gift";

export const TRAIL_KINDS: ReadonlyMap<string, TrailKind> = new Map<string, TrailKind>([
  ["view_item", "look"],
  ["select_item", "pick"],
  ["search", "search"],
  ["view_search_results", "search"],
  ["add_to_cart", "add"],
  ["remove_from_cart", "remove"],
  ["add_to_wishlist", "wish"],
  ["view_cart", "cart"],
  ["begin_checkout", "checkout"],
  ["add_shipping_info", "checkout"],
  ["add_payment_info", "checkout"],
  ["purchase", "buy"],
  ["exception", "error"],
  ["page_error", "error"],
  ["payment_failed", "refused"],
  ["rage_click", "rage"],
  ["dead_click", "rage"],
  ["exit_intent", "exit"],
  ["form_abandon", "abandon"],
  ["engagement", "dwell"],
  ["user_engagement", "dwell"],
  ["compare_items", "compare"],
  ["add_gift_message", "gift"],
  ["select_gift_wrap", "gift"],
]);
