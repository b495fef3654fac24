/** Orders, each counted once however often its thank-you page is reloaded. */
export interface Purchase {
  at: number;
  /** The shop's order number; the event's id where the shop sends none. */
  transactionId: string;
  /** In `currency`, not minor units. */
  value: number;
  /** ISO 4217; empty where unknown. */
  currency: string;
  itemIds: string[];
  /** Those of them that were for somebody else; missing where none was. */
  giftIds?: string[];
}

export interface Purchases {
  /** Orders too old to be kept one by one. */
  retired: number;
  /** Newest first. */
  latest: Purchase[];
}

/** Orders kept one by one: enough to know what was bought within a year and to recognise a repeated report. */
const PURCHASES_KEPT = 50;

export function noPurchases(): Purchases {
  return { retired: 0, latest: [] };
}

export function copyPurchases(from: Purchases): Purchases {
  return { retired: from.retired, latest: [...from.latest] };
}

/** Counts an order unless its transaction is known; of two reports of one, the earlier stands. Changes `into`. */
export function addPurchase(into: Purchases, purchase: Purchase): void {
  const known = into.latest.findIndex((one) => one.transactionId === purchase.transactionId);
  if (known >= 0) {
    if (!isNewer(into.latest[known]!, purchase)) return;
    into.latest.splice(known, 1);
  }
  let i = 0;
  while (i < into.latest.length && isNewer(into.latest[i]!, purchase)) i++;
  into.latest.splice(i, 0, purchase);
  if (into.latest.length > PURCHASES_KEPT) {
    into.latest.pop();
    into.retired++;
  }
}

export function mergePurchases(into: Purchases, from: Purchases): void {
  into.retired += from.retired;
  for (const purchase of from.latest) addPurchase(into, purchase);
}

/** Newest first; at the same instant by order number, then value, so that order of arrival does not decide. */
function isNewer(a: Purchase, b: Purchase): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.transactionId !== b.transactionId) return a.transactionId < b.transactionId;
  return a.value > b.value;
}
