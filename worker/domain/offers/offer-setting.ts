/** What the site's objects know of its offers beside their definitions: which are used up. Small, versioned, immutable. */
import type { Offer } from "../../../wire/definitions.ts";

/** What an offer has used up over all visitors, as the reports last counted. */
export interface OfferUse {
  /** Exposures. */
  exposures: number;
  /** Conversions by visitors who saw it; with a coupon, those that used the code. */
  redemptions: number;
}

/** Which budget is spent, as a fact in plain English; `undefined` for none. */
export function budgetSpent({ budget }: Offer, use: OfferUse | undefined): string | undefined {
  if (budget === undefined || use === undefined) return undefined;
  const { exposures, redemptions, money, costPerRedemption = 0 } = budget;
  if (exposures !== undefined && use.exposures >= exposures) {
    return `shown ${use.exposures} times, its budget is ${exposures}`;
  }
  if (redemptions !== undefined && use.redemptions >= redemptions) {
    return `redeemed ${use.redemptions} times, its budget is ${redemptions}`;
  }
  const spent = use.redemptions * costPerRedemption;
  if (money !== undefined && spent + costPerRedemption > money)
    return `${spent} spent of ${money}: not enough for one more`;
  return undefined;
}

/**
 * What a visitor has to be given of, before this offer can be shown: the name of a pool of codes or of a stock;
 * `undefined` where there is enough for everybody.
 */
export function claimOf({ id, couponPool, stock }: Offer): string | undefined {
  if (couponPool !== undefined) return `pool:${couponPool}`;
  return stock === undefined ? undefined : `stock:${id}`;
}

/** Whether the visitor would get a code to copy. */
export function hasCoupon(offer: Offer): boolean {
  return offer.couponPool !== undefined || Object.values(offer.content).some(({ coupon }) => coupon !== undefined);
}
