/** What keeps an offer from a visitor now. Cheapest questions first: most offers fail early, and one reason is enough. */
import type { ReasonCode } from "../../../wire/decision.ts";
import type { FrequencyCaps, Offer } from "../../../wire/definitions.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { claimIn, contactWith, type ContactLedger } from "./contact-ledger.ts";
import { capReached, contactsIn, exposuresOf } from "./frequency-caps.ts";
import { justBought, type BoughtItem } from "./just-bought.ts";
import { budgetSpent, claimOf, type OfferUse } from "./offer-setting.ts";
import { instantOf, openingAt } from "./schedule.ts";

export interface Obstacle {
  reason: ReasonCode;
  /** The fact, in plain English. */
  detail: string;
}

/** Everything but the offer itself. */
export interface OfferSituation {
  now: number;
  /** Epoch ms. */
  sessionStart: number;
  /** IANA zone of the shop. */
  timeZone: string;
  /** Whether the visitor allows personal decisions. */
  personal: boolean;
  ledger: ContactLedger;
  catalogue: Catalogue;
  bought: readonly BoughtItem[];
  /** Epoch ms; missing for never. */
  lastPurchaseAt?: number;
  /** By offer id. */
  use: ReadonlyMap<string, OfferUse>;
  /** Names of pools and stocks that are used up. */
  emptyClaims: ReadonlySet<string>;
  /** Asking which claims a decision would need, as if every pool that may have something left would give it. */
  supposeClaims: boolean;
  /** In the hold-out, or in this offer's control group: they are shown nothing, so they need no code either. */
  isWithheld(this: void, offer: Offer): boolean;
  /** Why the visitor is not among those the offer is for; `undefined` where they are. */
  mismatch(this: void, offer: Offer): string | undefined;
}

/** Caps on all offers, or on all of a placement: reached or not, for whichever offer. */
export function placementCapReached(
  placement: { id: string; caps?: FrequencyCaps },
  caps: FrequencyCaps | undefined,
  { ledger, sessionStart, now }: OfferSituation,
): string | undefined {
  return (
    (placement.caps &&
      capReached(placement.caps, exposuresOf(contactsIn(ledger, placement.id)), sessionStart, now, "this placement")) ??
    (caps && capReached(caps, exposuresOf(contactsIn(ledger)), sessionStart, now, "offers"))
  );
}

/** The first thing that keeps this offer from this visitor; `undefined` where nothing does. */
export function obstacleTo(offer: Offer, situation: OfferSituation): Obstacle | undefined {
  const { now, personal } = situation;
  if (offer.status !== "live") return { reason: "DISABLED", detail: "paused" };
  const closed = outOfSchedule(offer, situation);
  if (closed !== undefined) return { reason: "OUT_OF_SCHEDULE", detail: closed };
  const spent = budgetSpent(offer, situation.use.get(offer.id));
  if (spent !== undefined) return { reason: "BUDGET_SPENT", detail: spent };
  if (!personal && needsMemory(offer)) {
    return { reason: "NO_CONSENT", detail: "it counts what a visitor has seen, and nothing may be kept of this one" };
  }
  const stopped = stoppedBy(offer, situation);
  if (stopped !== undefined) return stopped;
  const bought = justBought(offer, situation.bought, situation.lastPurchaseAt, situation.catalogue, now);
  if (bought !== undefined) return { reason: "JUST_BOUGHT", detail: bought };
  const contact = contactWith(situation.ledger, offer.id);
  const capped = contact && capReached(offer.caps, exposuresOf([contact]), situation.sessionStart, now, "this offer");
  if (capped !== undefined) return { reason: "FREQUENCY_CAP", detail: capped };
  const mismatch = situation.mismatch(offer);
  if (mismatch !== undefined) return { reason: "AUDIENCE_MISMATCH", detail: mismatch };
  return withoutClaim(offer, situation);
}

/** Epoch ms to which the offer counts down; `undefined` where it does not. */
export function countdownEnd({ countdown, schedule }: Offer, siteZone: string, now: number): number | undefined {
  if (countdown === undefined) return undefined;
  if ("endsAt" in countdown) return instantOf(countdown.endsAt, schedule?.zone ?? siteZone);
  const { open, until } = openingAt(schedule, siteZone, now);
  return open && Number.isFinite(until) ? until : undefined;
}

function outOfSchedule(offer: Offer, { timeZone, now }: OfferSituation): string | undefined {
  const { open, until } = openingAt(offer.schedule, timeZone, now);
  if (!open) return Number.isFinite(until) ? `opens ${timeOf(until)}` : "its schedule is over";
  const end = countdownEnd(offer, timeZone, now);
  return end !== undefined && now >= end ? `its countdown ended ${timeOf(end)}` : undefined;
}

function needsMemory(offer: Offer): boolean {
  return offer.caps !== undefined || offer.stopAfter !== undefined || claimOf(offer) !== undefined;
}

function stoppedBy({ id, stopAfter = [] }: Offer, { ledger, sessionStart }: OfferSituation): Obstacle | undefined {
  const contact = contactWith(ledger, id);
  if (contact === undefined) return undefined;
  const { convertedAt, clickedAt, dismissedAt } = contact;
  if (convertedAt > 0 && stopAfter.includes("conversion")) {
    return { reason: "CONVERTED", detail: `did what it is for at ${timeOf(convertedAt)}` };
  }
  if (clickedAt > 0 && stopAfter.includes("click")) {
    return { reason: "CONVERTED", detail: `clicked it at ${timeOf(clickedAt)}` };
  }
  if (dismissedAt > 0 && (dismissedAt >= sessionStart || stopAfter.includes("dismissal"))) {
    return { reason: "DISMISSED", detail: `closed it at ${timeOf(dismissedAt)}` };
  }
  return undefined;
}

function withoutClaim(offer: Offer, situation: OfferSituation): Obstacle | undefined {
  const { ledger, emptyClaims, supposeClaims, isWithheld } = situation;
  const claim = claimOf(offer);
  if (claim === undefined || claimIn(ledger, claim) !== undefined) return undefined;
  if (!emptyClaims.has(claim) && (supposeClaims || isWithheld(offer))) return undefined;
  const [kind] = claim.split(":");
  return { reason: "POOL_EMPTY", detail: kind === "pool" ? "no code is left in its pool" : "its stock is used up" };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
