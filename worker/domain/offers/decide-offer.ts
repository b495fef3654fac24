/** What an offer placement shows, and the intention behind it: what would be shown were nobody held back. */
import type { Candidate, ProductCard } from "../../../wire/decision.ts";
import type { Definitions, Offer, PlacementDefinition } from "../../../wire/definitions.ts";
import { chanceOf } from "../chance.ts";
import type { DecisionBase, UnsignedDecision } from "../decision-base.ts";
import type { OfferGroup } from "./contact-ledger.ts";
import { chooseOffer, type DrawEquals } from "./choose-offer.ts";
import { contentOf } from "./offer-content.ts";
import { placementCapReached, type OfferSituation } from "./obstacle.ts";

/** Who was meant to see which offer: what hold-out and control are compared by, since they are shown nothing. */
export interface OfferIntent {
  placement: string;
  offer: string;
  group: OfferGroup;
  /** Context key of the draw. */
  context: string;
  /** What was drawn among, with probabilities that sum to 1: those of the draw alone, hold-out and control left out. */
  drawn: [offer: string, probability: number][];
}

export interface OfferPlacementInput {
  placement: PlacementDefinition;
  /** The placement's offers, in the order published. */
  offers: readonly Offer[];
  definitions: Pick<Definitions, "holdout" | "caps" | "languageFallbacks">;
  situation: OfferSituation;
  /** What draws stick to. */
  subject: string;
  draw: DrawEquals;
  /** Context key of the draw. */
  context: string;
  /** Why the offer is for this visitor, as a sentence. */
  fits(this: void, offer: Offer): string;
  /** BCP 47 tags. */
  pageLocale: string | undefined;
  siteLocale: string;
  recommend(this: void, limit: number): ProductCard[];
  explain: boolean;
}

export interface OfferOutcome {
  decision: UnsignedDecision;
  intent?: OfferIntent;
}

export function decideOffer(input: OfferPlacementInput, base: DecisionBase): OfferOutcome {
  const { placement, offers, definitions, situation, subject, explain } = input;
  const capped = placementCapReached(placement, definitions.caps, situation);
  if (capped !== undefined) return { decision: cappedPlacement(base, offers, capped, explain) };
  const choice = chooseOffer(offers, situation, input.draw, input.fits);
  const { offer } = choice;
  if (offer === undefined) {
    const { reason, why } = choice;
    return {
      decision: {
        ...base,
        kind: "none",
        reason,
        why,
        probability: 1,
        ...(explain && { candidates: choice.candidates }),
      },
    };
  }
  // Without an id nobody stays in a group, so nobody is held out.
  const holdout = situation.personal ? definitions.holdout : 0;
  const control = situation.personal ? (offer.control ?? 0) : 0;
  const group: OfferGroup = isHeldOut(subject, holdout)
    ? "holdout"
    : isControl(subject, offer.id, control)
      ? "control"
      : "shown";
  const intent: OfferIntent = {
    placement: placement.id,
    offer: offer.id,
    group,
    context: input.context,
    drawn: choice.drawn.map((one) => [one.offer.id, one.probability]),
  };
  if (group !== "shown") {
    const [reason, probability, who] =
      group === "holdout"
        ? (["HOLDOUT", holdout, "in the hold-out group"] as const)
        : (["CONTROL", choice.probability * (1 - holdout) * control, "in its control group"] as const);
    return {
      intent,
      decision: {
        ...base,
        kind: "none",
        reason,
        why: `would have been "${offer.name}", but this visitor is ${who}`,
        probability,
        ...(explain && { candidates: heldBack(choice.candidates, reason, `this visitor is ${who}`) }),
      },
    };
  }
  return {
    intent,
    decision: {
      ...base,
      kind: "offer",
      reason: choice.reason,
      why: choice.why,
      probability: choice.probability * (1 - holdout) * (1 - control),
      offer: contentOf(offer, {
        ...input,
        ...situation,
        ...(definitions.languageFallbacks && { languageFallbacks: definitions.languageFallbacks }),
      }),
      ...(explain && { candidates: choice.candidates }),
    },
  };
}

/**
 * In the group that sees no offers, so that their effect can be measured? Sticky: depends on the visitor only, not on
 * placement, offer or time.
 */
export function isHeldOut(subject: string, share: number): boolean {
  return share > 0 && chanceOf(`holdout|${subject}`) < share;
}

/** In the group that does not see this offer? Sticky, and independent of the hold-out and of other offers' groups. */
export function isControl(subject: string, offer: string, share: number): boolean {
  return share > 0 && chanceOf(`control|${offer}|${subject}`) < share;
}

function heldBack(candidates: readonly Candidate[], reason: "HOLDOUT" | "CONTROL", detail: string): Candidate[] {
  return candidates.map((one) => (one.chosen ? { ...one, chosen: false, reason, detail } : one));
}

function cappedPlacement(
  base: DecisionBase,
  offers: readonly Offer[],
  why: string,
  explain: boolean,
): UnsignedDecision {
  return {
    ...base,
    kind: "none",
    reason: "FREQUENCY_CAP",
    why,
    probability: 1,
    ...(explain && {
      candidates: offers.map(({ id, name }) => ({
        id,
        name,
        chosen: false,
        reason: "FREQUENCY_CAP" as const,
        detail: why,
      })),
    }),
  };
}
