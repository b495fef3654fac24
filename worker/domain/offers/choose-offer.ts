/** Which offer a placement shows: of those nothing keeps from the visitor the highest priority, equals by a logged draw. */
import type { Candidate, ReasonCode } from "../../../wire/decision.ts";
import type { Offer } from "../../../wire/definitions.ts";
import { obstacleTo, type OfferSituation } from "./obstacle.ts";

export interface OfferChoice {
  /** Missing: nothing is eligible. */
  offer?: Offer;
  reason: ReasonCode;
  why: string;
  /** With what probability this offer, given these facts. */
  probability: number;
  /** Those that were drawn among, each with its probability; one where nothing was drawn. */
  drawn: readonly { offer: Offer; probability: number }[];
  /** Every offer of the placement and what became of it. */
  candidates: Candidate[];
}

/** Probabilities of equals, in their order, that sum to 1. */
export type Propensities = (equals: readonly Offer[]) => readonly number[];

/**
 * Chooses among the offers of one placement.
 *
 * @param propensities how probable each of several equals is
 * @param chance in [0, 1), the same for the same visitor while it should stay with its draw
 * @param fits the audience's conditions that hold, as a sentence
 */
export function chooseOffer(
  offers: readonly Offer[],
  situation: OfferSituation,
  propensities: Propensities,
  chance: number,
  fits: (offer: Offer) => string,
): OfferChoice {
  const candidates: Candidate[] = [];
  let best: Offer[] = [];
  for (const offer of offers) {
    const obstacle = obstacleTo(offer, situation);
    if (obstacle !== undefined) {
      candidates.push({ id: offer.id, name: offer.name, chosen: false, ...obstacle });
    } else if (best.length === 0 || offer.priority > best[0]!.priority) {
      best = [offer];
    } else if (offer.priority === best[0]!.priority) {
      best.push(offer);
    }
  }
  if (best.length === 0) {
    return {
      reason: "NO_CANDIDATES",
      why: "no offer is for this visitor now",
      probability: 1,
      drawn: [],
      candidates,
    };
  }
  const drawn = withProbabilities(best, propensities);
  const { offer, probability } = drawn[drawOf(drawn, chance)]!;
  const kept = new Set(candidates.map((candidate) => candidate.id));
  const reason: ReasonCode = best.length > 1 ? "SPLIT" : "TARGETING_MATCH";
  const why = fits(offer);
  for (const other of offers) {
    if (kept.has(other.id)) continue;
    if (other === offer) candidates.push({ id: other.id, name: other.name, chosen: true, reason, detail: why });
    else candidates.push(outranked(other, offer, drawn));
  }
  return {
    offer,
    reason,
    why: reason === "SPLIT" ? `${why}; drawn among ${best.length}` : why,
    probability,
    drawn,
    candidates,
  };
}

function withProbabilities(best: readonly Offer[], propensities: Propensities): OfferChoice["drawn"] {
  if (best.length === 1) return [{ offer: best[0]!, probability: 1 }];
  const each = propensities(best);
  return best.map((offer, place) => ({ offer, probability: each[place]! }));
}

/** Place of the one that the chance falls on, the probabilities laid end to end. */
function drawOf(drawn: OfferChoice["drawn"], chance: number): number {
  let from = 0;
  for (const [place, { probability }] of drawn.entries()) {
    from += probability;
    if (chance < from) return place;
  }
  // Rounding: the probabilities may sum to a hair less than 1.
  return drawn.length - 1;
}

function outranked(other: Offer, winner: Offer, drawn: OfferChoice["drawn"]): Candidate {
  const { id, name } = other;
  const drawnWith = drawn.find((one) => one.offer === other);
  if (drawnWith !== undefined) {
    const percent = Math.round(drawnWith.probability * 100);
    return {
      id,
      name,
      chosen: false,
      reason: "DRAW_LOST",
      detail: `drawn among ${drawn.length} of priority ${other.priority}; its chance was ${percent}%`,
    };
  }
  return {
    id,
    name,
    chosen: false,
    reason: "LOWER_PRIORITY",
    detail: `priority ${other.priority} is below ${winner.priority}`,
  };
}
