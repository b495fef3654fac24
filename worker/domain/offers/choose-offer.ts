/** Which offer a placement shows: of those nothing keeps from the visitor the highest priority, equals by a logged draw. */
import type { Candidate, ReasonCode } from "../../../wire/decision.ts";
import type { Offer } from "../../../wire/definitions.ts";
import type { Drawn } from "./draw.ts";
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

const ALONE: Drawn = { place: 0, shares: [1], why: "" };

/** Draws among equals, by their ids. */
export type DrawEquals = (ids: readonly string[]) => Drawn;

/**
 * Chooses among the offers of one placement.
 *
 * @param fits the audience's conditions that hold, as a sentence
 */
export function chooseOffer(
  offers: readonly Offer[],
  situation: OfferSituation,
  draw: DrawEquals,
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
  const { place, shares, why: drawWhy } = best.length === 1 ? ALONE : draw(best.map(({ id }) => id));
  const drawn = best.map((one, at) => ({ offer: one, probability: shares[at]! }));
  const { offer, probability } = drawn[place]!;
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
    why: reason === "SPLIT" ? `${why}; ${drawWhy}` : why,
    probability,
    drawn,
    candidates,
  };
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
