/** What a visitor is after, as the recommender reads it: their own taste, or what they look for as a gift. */
import type { PageContext } from "../../wire/collect.ts";
import { cartLines } from "./profile/cart.ts";
import { decayedSum, shares } from "./profile/decayed-sums.ts";
import { AFFINITY_HALF_LIFE_MS, type Profile } from "./profile/profile.ts";
import { SESSION_GAP_MS } from "./profile/sessions.ts";
import type { Interest } from "./recommend/next-best.ts";

/** Categories and brands that can sway a row: the tenth has a few hundredths of the interest at most. */
const AFFINITIES_USED = 10;

/** @param profile `undefined` where nothing is known of the visitor, or may be used */
export function interestOf(profile: Profile | undefined, page: PageContext | undefined, now: number): Interest {
  if (profile === undefined) return { recent: [], cart: [], bought: [], categories: [], brands: [] };
  const gifts = profile.giftItems ?? [];
  const cart = cartLines(profile.cart).map(({ itemId }) => itemId);
  const bought = profile.purchases.latest.flatMap(({ at, itemIds, giftIds }) =>
    itemIds.map((itemId) => ({ itemId, at, ...(giftIds?.includes(itemId) && { gift: true }) })),
  );
  if (looksForGift(profile, page, now)) return { recent: gifts, cart, bought, categories: [], brands: [] };
  const given = new Set(gifts.map(({ itemId }) => itemId));
  const typicalPrice = typicalPriceOf(profile, now);
  return {
    // Looked at before it was known to be a gift.
    recent: given.size === 0 ? profile.recentItems : profile.recentItems.filter(({ itemId }) => !given.has(itemId)),
    cart,
    ...(given.size > 0 && { given }),
    bought,
    categories: shares(profile.categories).slice(0, AFFINITIES_USED),
    brands: shares(profile.brands).slice(0, AFFINITIES_USED),
    ...(typicalPrice !== undefined && { typicalPrice }),
  };
}

/** The page says so, or the last product looked at in this session was a gift. */
function looksForGift({ giftItems, recentItems }: Profile, page: PageContext | undefined, now: number): boolean {
  if (page?.gift !== undefined) return page.gift;
  const lastGift = giftItems?.[0]?.at ?? -Infinity;
  return now - lastGift < SESSION_GAP_MS && lastGift >= (recentItems[0]?.at ?? -Infinity);
}

/** The geometric mean of prices looked at, newer ones counting more; `undefined` where none was. */
export function typicalPriceOf(profile: Profile, now: number): number | undefined {
  const weight = decayedSum(profile.price, "weight", now, AFFINITY_HALF_LIFE_MS);
  if (weight <= 0) return undefined;
  return Math.exp(decayedSum(profile.price, "weighted", now, AFFINITY_HALF_LIFE_MS) / weight);
}
