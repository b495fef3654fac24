/** Is an offer for this visitor? The first, small form of the condition language ([OF-1] … [OF-5]). */
import type { Audience } from "../../../wire/definitions.ts";

/** What of a visitor an audience can ask for, computed once for all offers. */
export interface AudienceFacts {
  score: number;
  /** The category liked best; missing for a stranger. */
  favouriteCategory?: string;
  cartItems: number;
  /** Epoch ms of the last purchase; missing for none. */
  lastPurchaseAt?: number;
  now: number;
}

const DAY_MS = 86_400_000;

/**
 * Why the visitor is not in the audience, as a fact in plain English; `undefined` where they are.
 *
 * @example mismatch({ scoreAtLeast: 60 }, facts) // => "score 31 is below 60"
 */
export function audienceMismatch(audience: Audience, facts: AudienceFacts): string | undefined {
  const { scoreAtLeast, scoreBelow, favouriteCategory, cart, boughtWithinDays, notBoughtWithinDays } = audience;
  const score = Math.floor(facts.score);
  if (scoreAtLeast !== undefined && facts.score < scoreAtLeast) return `score ${score} is below ${scoreAtLeast}`;
  if (scoreBelow !== undefined && facts.score >= scoreBelow) return `score ${score} is not below ${scoreBelow}`;
  if (favouriteCategory !== undefined && facts.favouriteCategory !== favouriteCategory) {
    return `likes ${facts.favouriteCategory ?? "nothing in particular"} best, not ${favouriteCategory}`;
  }
  if (cart === "filled" && facts.cartItems === 0) return "the cart is empty";
  if (cart === "empty" && facts.cartItems > 0) return "the cart is not empty";
  const boughtDaysAgo = facts.lastPurchaseAt === undefined ? Infinity : (facts.now - facts.lastPurchaseAt) / DAY_MS;
  if (boughtWithinDays !== undefined && boughtDaysAgo > boughtWithinDays) {
    return `did not buy within ${boughtWithinDays} days`;
  }
  if (notBoughtWithinDays !== undefined && boughtDaysAgo <= notBoughtWithinDays) {
    return `bought ${Math.floor(boughtDaysAgo)} days ago, within ${notBoughtWithinDays}`;
  }
  return undefined;
}

/** The audience's conditions that hold, as one sentence: the "why" of an offer that was chosen. */
export function audienceSentence(audience: Audience, facts: AudienceFacts): string {
  const held: string[] = [];
  const score = Math.floor(facts.score);
  if (audience.scoreAtLeast !== undefined) held.push(`score ${score} is at least ${audience.scoreAtLeast}`);
  if (audience.scoreBelow !== undefined) held.push(`score ${score} is below ${audience.scoreBelow}`);
  if (audience.favouriteCategory !== undefined) held.push(`likes ${audience.favouriteCategory} best`);
  if (audience.cart === "filled") held.push(`${facts.cartItems} in the cart`);
  if (audience.cart === "empty") held.push("the cart is empty");
  if (audience.boughtWithinDays !== undefined) held.push(`bought within ${audience.boughtWithinDays} days`);
  if (audience.notBoughtWithinDays !== undefined)
    held.push(`has not bought within ${audience.notBoughtWithinDays} days`);
  return held.length === 0 ? "for everybody" : held.join(", ");
}
