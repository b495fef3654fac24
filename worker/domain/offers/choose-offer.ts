/** Which offer a placement shows: the eligible of highest priority, equals by a logged draw. */
import type { Candidate, ReasonCode } from "../../../wire/decision.ts";
import type { Offer } from "../../../wire/definitions.ts";
import { audienceMismatch, audienceSentence, type AudienceFacts } from "./eligibility.ts";

export interface OfferChoice {
  /** Missing: nothing is eligible. */
  offer?: Offer;
  reason: ReasonCode;
  why: string;
  /** With what probability this offer, given these facts. */
  probability: number;
  /** Every offer of the placement and what became of it. */
  candidates: Candidate[];
}

/**
 * Chooses among the offers of one placement.
 *
 * @param chance in [0, 1), the same for the same visitor while it should stay with its draw
 */
export function chooseOffer(offers: readonly Offer[], facts: AudienceFacts, chance: number): OfferChoice {
  const candidates: Candidate[] = [];
  let best: Offer[] = [];
  for (const offer of offers) {
    const lost = offer.status === "live" ? audienceMismatch(offer.audience ?? {}, facts) : "paused";
    if (lost !== undefined) {
      const reason = offer.status === "live" ? "AUDIENCE_MISMATCH" : "DISABLED";
      candidates.push({ id: offer.id, name: offer.name, chosen: false, reason, detail: lost });
    } else if (best.length === 0 || offer.priority > best[0]!.priority) {
      best = [offer];
    } else if (offer.priority === best[0]!.priority) {
      best.push(offer);
    }
  }
  const offer = best[Math.min(best.length - 1, Math.floor(chance * best.length))];
  if (offer === undefined) {
    return { reason: "NO_CANDIDATES", why: "no offer is for this visitor now", probability: 1, candidates };
  }
  const mismatched = new Set(candidates.map((candidate) => candidate.id));
  const reason: ReasonCode = best.length > 1 ? "SPLIT" : "TARGETING_MATCH";
  const why = audienceSentence(offer.audience ?? {}, facts);
  for (const other of offers) {
    if (mismatched.has(other.id)) continue;
    if (other === offer) candidates.push({ id: other.id, name: other.name, chosen: true, reason, detail: why });
    else candidates.push(outranked(other, offer, best.length));
  }
  return {
    offer,
    reason,
    why: reason === "SPLIT" ? `${why}; drawn among ${best.length}` : why,
    probability: 1 / best.length,
    candidates,
  };
}

function outranked(other: Offer, winner: Offer, drawn: number): Candidate {
  const { id, name } = other;
  if (other.priority === winner.priority) {
    return {
      id,
      name,
      chosen: false,
      reason: "DRAW_LOST",
      detail: `drawn among ${drawn} of priority ${other.priority}`,
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
