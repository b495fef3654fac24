/** Products that must not be shown to this visitor on this page, however well they rank. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Interest, Lost, RecommendPage } from "./next-best.ts";

/** Days after a purchase in which the product is not suggested again: longer than most returns take, shorter than most refills. */
export const JUST_BOUGHT_DAYS = 30;

const DAY_MS = 86_400_000;

/**
 * By product index, why it is barred. Where several reasons hold, the one that lasts longest. What was just bought is,
 * unless it is the kind that is bought again and it is time: `due`.
 */
export function barredProducts(
  catalogue: Catalogue,
  interest: Interest,
  page: RecommendPage,
  now: number,
  due: ReadonlyMap<number, unknown>,
): Map<number, Lost> {
  const barred = new Map<number, Lost>();
  const bar = (itemId: string, reason: Lost["reason"], detail: string): void => {
    const index = catalogue.byId.get(itemId);
    if (index !== undefined && !barred.has(index) && !(reason === "JUST_BOUGHT" && due.has(index)))
      barred.set(index, { index, reason, detail });
  };
  for (const { itemId, at } of interest.bought) {
    if (isJustBought(at, now)) bar(itemId, "JUST_BOUGHT", `bought ${daysAgo(at, now)}`);
  }
  if (page.itemId !== undefined) bar(page.itemId, "ON_THIS_PAGE", "this page is about it");
  for (const itemId of cartOf(interest, page)) bar(itemId, "IN_CART", "it is in the cart already");
  return barred;
}

/** Whether a purchase is so recent that the product is not suggested again. */
export function isJustBought(at: number, now: number): boolean {
  return now - at < JUST_BOUGHT_DAYS * DAY_MS;
}

/** The page's own cart where it gave one, else the visitor's. */
export function cartOf(interest: Interest, page: RecommendPage): readonly string[] {
  return page.cartItemIds ?? interest.cart;
}

/** The cart without what is for somebody else: what the visitor has chosen for themselves. */
export function ownCartOf(interest: Interest, page: RecommendPage): readonly string[] {
  const cart = cartOf(interest, page);
  return interest.given === undefined ? cart : cart.filter((itemId) => !interest.given?.has(itemId));
}

function daysAgo(at: number, now: number): string {
  const days = Math.floor((now - at) / DAY_MS);
  return days <= 0 ? "within a day" : days === 1 ? "yesterday" : `${days} days ago`;
}
