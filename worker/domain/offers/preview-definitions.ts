/** Definitions changed so that one offer shows, whoever looks and whenever: what "preview this offer" decides by. */
import type { Definitions, Offer, OfferTexts } from "../../../wire/definitions.ts";

/** Stands for the visitor's own code: none is taken from the pool for a look. */
export const PREVIEW_CODE = "PREVIEW";

/**
 * The definitions with `offerId` alone in its placement and nothing in its way: no audience, no schedule, no limit. The
 * same definitions where there is no such offer.
 *
 * @param now epoch ms
 */
export function previewDefinitions(definitions: Definitions, offerId: string, now: number): Definitions {
  const offer = definitions.offers.find(({ id }) => id === offerId);
  if (offer === undefined) return definitions;
  const { caps: _caps, ...rest } = definitions;
  return {
    ...rest,
    holdout: 0,
    placements: definitions.placements.map((placement) => {
      const { caps: _placementCaps, ...uncapped } = placement;
      return placement.id === offer.placement ? uncapped : placement;
    }),
    offers: [...definitions.offers.filter(({ placement }) => placement !== offer.placement), unhindered(offer, now)],
  };
}

function unhindered(offer: Offer, now: number): Offer {
  const {
    audience: _audience,
    eligibility: _eligibility,
    schedule,
    caps: _caps,
    stopAfter: _stopAfter,
    budget: _budget,
    control: _control,
    stock: _stock,
    promotes: _promotes,
    couponPool,
    countdown,
    ...rest
  } = offer;
  const endsAt = countdown !== undefined && "endsAt" in countdown ? countdown.endsAt : schedule?.until;
  // At its end a countdown takes the offer with it; by UTC's wall clock less a day it is over in every zone.
  const counts = countdown !== undefined && endsAt !== undefined && Date.parse(`${endsAt}Z`) > now + DAY_MS;
  return {
    ...rest,
    status: "live",
    content: couponPool === undefined ? rest.content : withCode(rest.content),
    ...(counts && { countdown: { endsAt } }),
    ...(counts && schedule?.zone !== undefined && { schedule: { zone: schedule.zone } }),
  };
}

function withCode(content: Record<string, OfferTexts>): Record<string, OfferTexts> {
  return Object.fromEntries(
    Object.entries(content).map(([language, texts]) => [language, { ...texts, coupon: PREVIEW_CODE }]),
  );
}

const DAY_MS = 86_400_000;
