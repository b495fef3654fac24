/** Orders, as what was bought together, from what the learner keeps of sessions. */
import type { SessionItem } from "../session-fragment.ts";

export interface Order {
  /** Item ids, each once, in the order of the lines: what was put in one after the other belongs together more. */
  readonly itemIds: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Lines of one order are a millisecond apart; two orders of one visitor are never this near. */
const ORDER_GAP_MS = 1_000;

/** Lines looked at of one order, the first: what goes above is a reseller's list, and work grows with the square. */
export const ORDER_LINES = 200;

/** The orders of one session, oldest first; those of one product too, as they say how often it is bought. */
export function ordersOf(items: readonly SessionItem[]): Order[] {
  const bought = items.filter(({ kind }) => kind === "purchase").sort((a, b) => a.at - b.at);
  const orders: { itemIds: string[]; at: number }[] = [];
  let last = -Infinity;
  for (const { itemId, at } of bought) {
    if (at - last > ORDER_GAP_MS) orders.push({ itemIds: [], at });
    const order = orders.at(-1)!;
    if (order.itemIds.length < ORDER_LINES && !order.itemIds.includes(itemId)) order.itemIds.push(itemId);
    last = at;
  }
  return orders;
}
