/** No coupon for what was just bought: it would only say how much too much was paid. */
import type { Offer } from "../../../wire/definitions.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { isJustBought } from "../recommend/barred.ts";
import { hasCoupon } from "./offer-setting.ts";

/** Hours after any purchase in which nobody is offered a coupon that is good for everything. */
const COUPON_PAUSE_HOURS = 24;
const HOUR_MS = 3_600_000;

export interface BoughtItem {
  itemId: string;
  /** Epoch ms. */
  at: number;
}

/** What of the visitor's purchases speaks against the offer, in plain English; `undefined` for nothing. */
export function justBought(
  offer: Offer,
  bought: readonly BoughtItem[],
  lastPurchaseAt: number | undefined,
  catalogue: Catalogue,
  now: number,
): string | undefined {
  const { promotes } = offer;
  if (promotes === undefined) {
    if (lastPurchaseAt === undefined || !hasCoupon(offer)) return undefined;
    const hours = Math.floor((now - lastPurchaseAt) / HOUR_MS);
    return hours < COUPON_PAUSE_HOURS
      ? `bought ${hours} hours ago, and a coupon waits ${COUPON_PAUSE_HOURS}`
      : undefined;
  }
  const { itemIds = [], categories = [] } = promotes;
  for (const { itemId, at } of bought) {
    if (!isJustBought(at, now)) continue;
    if (itemIds.includes(itemId)) return `has just bought ${itemId}, which it promotes`;
    const index = catalogue.byId.get(itemId);
    const category = index === undefined ? undefined : catalogue.products[index]?.category;
    if (category !== undefined && categories.includes(category)) {
      return `has just bought ${itemId} of ${category}, which it promotes`;
    }
  }
  return undefined;
}
