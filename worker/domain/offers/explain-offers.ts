/** Every offer of a site beside one visitor: would it be shown now, and if not, what keeps it from them. */
import type { OfferContactView, OfferStanding } from "../../../wire/visitors.ts";
import type { Candidate } from "../../../wire/decision.ts";
import { evaluate } from "../conditions/evaluate.ts";
import { decideWithIntents, type DecideInput } from "../decide.ts";
import { contextOf } from "../decision-context.ts";
import type { UnsignedDecision } from "../decision-base.ts";
import { contactWith, type OfferContact } from "./contact-ledger.ts";
import { conditionOf } from "./eligibility.ts";

export interface ExplainedOffers {
  /** One for each placement, with every candidate. */
  decisions: UnsignedDecision[];
  /** In the order published. */
  offers: Omit<OfferStanding, "sentence">[];
}

/**
 * Decides for every placement as a page would ask, as if every coupon that may be left could be had: a question must
 * take none.
 */
export function explainOffers(input: Omit<DecideInput, "placements" | "explain">): ExplainedOffers {
  const placements = input.definitions.placements.map(({ id }) => ({ id }));
  const asked: DecideInput = { ...input, placements, explain: true };
  const { decisions } = decideWithIntents(asked, true);
  const { facts } = contextOf(asked, true);
  const outcomes = new Map(decisions.flatMap(({ candidates = [] }) => candidates.map((one) => [one.id, one] as const)));
  return {
    decisions,
    offers: input.definitions.offers.map((offer) => {
      const { chosen, reason, detail } = outcomes.get(offer.id) ?? NOT_ASKED;
      const contact = input.ledger && contactWith(input.ledger, offer.id);
      return {
        offer: offer.id,
        name: offer.name,
        placement: offer.placement,
        chosen,
        reason,
        detail,
        audience: evaluate(conditionOf(offer), facts, input.now).reasons,
        ...(contact !== undefined && { contact: contactView(contact) }),
      };
    }),
  };
}

/** An offer of a placement that is not defined, or of one for products, is nobody's candidate. */
const NOT_ASKED: Pick<Candidate, "chosen" | "reason" | "detail"> = {
  chosen: false,
  reason: "WRONG_PLACEMENT",
  detail: "its placement does not show offers",
};

function contactView({ seen, times, clickedAt, dismissedAt, convertedAt, enrolment }: OfferContact): OfferContactView {
  return {
    seen,
    ...(times[0] !== undefined && { seenAt: times[0] }),
    ...(clickedAt > 0 && { clickedAt }),
    ...(dismissedAt > 0 && { dismissedAt }),
    ...(convertedAt > 0 && { convertedAt }),
    ...(enrolment !== undefined && { group: enrolment.group, since: enrolment.at }),
  };
}
