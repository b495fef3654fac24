/** What all placements of one request are decided by, computed once. */
import type { Offer } from "../../wire/definitions.ts";
import type { Facts } from "./conditions/facts.ts";
import { DEFAULT_ZONE, visitorFacts } from "./conditions/visitor-facts.ts";
import type { DecideInput } from "./decide.ts";
import { interestOf } from "./interest.ts";
import { momentsOf } from "./moments/moments.ts";
import { choiceKey } from "./offers/choice-context.ts";
import { emptyLedger } from "./offers/contact-ledger.ts";
import { isControl, isHeldOut } from "./offers/decide-offer.ts";
import { fitOf, mismatchOf, offerRecordsOf } from "./offers/eligibility.ts";
import type { OfferSituation } from "./offers/obstacle.ts";
import { NO_STANDINGS } from "./offers/offer-standings.ts";
import { emptyProfile } from "./profile/profile.ts";
import { sessionCount } from "./profile/sessions.ts";
import type { Grounds, Interest } from "./recommend/next-best.ts";

export interface DecisionContext {
  /** What conditions are asked of. */
  facts: Facts;
  interest: Interest;
  /** What rows of products rest on, filled by the first. */
  grounds: Grounds;
  situation: OfferSituation;
  /** Draws stay as they are within a session, so that a banner does not flicker between pages. */
  session: number;
  /** Kind of visitor, which the draw among equals may depend on. */
  choice: string;
  /** Why an offer is for this visitor, as a sentence. */
  fits(this: void, offer: Offer): string;
}

export function contextOf(input: DecideInput, supposeClaims: boolean): DecisionContext {
  const { profile, now, personal, catalogue, page, explain, subject, standings = NO_STANDINGS } = input;
  const heldOut = isHeldOut(subject, input.definitions.holdout);
  const known = personal && profile.events > 0;
  const bought = known
    ? profile.purchases.latest.flatMap(({ at, itemIds }) => itemIds.map((itemId) => ({ itemId, at })))
    : [];
  const lastPurchaseAt = known ? profile.purchases.latest[0]?.at : undefined;
  const ledger = (personal ? input.ledger : undefined) ?? emptyLedger();
  const timeZone = input.timeZone ?? DEFAULT_ZONE;
  const facts = visitorFacts(
    known ? profile : emptyProfile(),
    { catalogue, ...input.site },
    {
      shopZone: timeZone,
      offers: offerRecordsOf(ledger),
      ...(known && { moments: momentsOf(profile, now) }),
      ...(page?.locale !== undefined && { locale: page.locale }),
      ...input.own,
    },
  );
  return {
    facts,
    interest: interestOf(known ? profile : undefined, page, now),
    grounds: new Map(),
    situation: {
      now,
      sessionStart: profile.sessions.latest.at(-1)?.start ?? now,
      timeZone,
      personal,
      ledger,
      catalogue,
      bought,
      ...(lastPurchaseAt !== undefined && { lastPurchaseAt }),
      use: standings.use,
      emptyClaims: standings.emptyClaims,
      supposeClaims,
      isWithheld: ({ id, control }) => personal && (heldOut || isControl(subject, id, control ?? 0)),
      mismatch: (offer) => mismatchOf(offer, facts, now, explain),
    },
    session: sessionCount(profile.sessions),
    choice: known ? choiceKey(facts.score(now), sessionCount(profile.sessions)) : choiceKey(0, 0),
    fits: (offer) => fitOf(offer, facts, now),
  };
}
