/**
 * What decisions and events do to a visitor's contacts with offers, and what of it the reports are told.
 *
 * Attribution, stated once: a visitor is enrolled with an offer by the first decision for it, also where hold-out or
 * control kept it from them. Whatever they do towards the offer's goal within the window after that counts, for every
 * offer they are enrolled with. So the groups are compared by intention, and being shown is not confused with seeing.
 */
import { DISMISS_EVENT, type BehaviourEvent } from "../../../wire/event.ts";
import type { Offer } from "../../../wire/definitions.ts";
import {
  claimIn,
  contactWith,
  noContact,
  withContact,
  withExposure,
  type ContactLedger,
  type Enrolment,
  type OfferContact,
} from "./contact-ledger.ts";
import type { OfferIntent } from "./decide-offer.ts";
import { claimOf } from "./offer-setting.ts";
import type { ReportEntry } from "./report-entry.ts";

/** What an offer is for where it does not say: an order, within a week. */
const GOAL_EVENT = "purchase";
const WINDOW_HOURS = 168;
const HOUR_MS = 3_600_000;

/** What following up needs to know of the site and the moment. */
export interface FollowUp {
  /** A defined offer; `undefined` for one that is no longer there. */
  offerOf(this: void, id: string): Offer | undefined;
  /** Context key of the visitor now. */
  context: string;
  /** ISO 4217: money in another currency is not added up. */
  currency: string;
}

export interface FollowedUp {
  ledger: ContactLedger;
  entries: ReportEntry[];
}

/** A decision that came back with an event. */
export interface ReturnedToken {
  placement: string;
  /** An offer's id. */
  choice: string;
}

/**
 * Enrols the visitor with the offers just decided, unless an earlier enrolment's window is still open.
 *
 * @param newId makes the name under which a draw is logged: random, so that it leads back to nobody
 */
export function enrol(
  ledger: ContactLedger,
  intents: readonly OfferIntent[],
  now: number,
  followUp: FollowUp,
  newId: () => string,
): FollowedUp {
  const result: FollowedUp = { ledger, entries: [] };
  for (const { placement, offer, group, context, drawn } of intents) {
    const contact = contactWith(result.ledger, offer) ?? noContact(placement);
    if (contact.enrolment !== undefined && isOpen(contact.enrolment, followUp.offerOf(offer), now)) continue;
    // Only what was drawn and shown can say what another choice would have brought.
    const isLogged = group === "shown" && drawn.length > 1;
    const enrolment: Enrolment = { ...newEnrolment(now, group, context), ...(isLogged && { log: newId() }) };
    result.ledger = withContact(result.ledger, offer, { ...contact, placement, enrolment });
    result.entries.push({ ...entryOf(offer, placement, enrolment, now), enrolled: 1, ...(isLogged && { drawn }) });
  }
  return result;
}

/**
 * Counts what events say of offers: seen, clicked, closed, and goals reached.
 *
 * @param events new ones, their tokens checked at the door
 * @param tokenOf the decision an event came back with, if it is one for an offer
 * @param isNewOrder whether a purchase is not another report of a known order
 */
export function followEvents(
  ledger: ContactLedger,
  events: readonly BehaviourEvent[],
  followUp: FollowUp,
  tokenOf: (event: BehaviourEvent) => ReturnedToken | undefined,
  isNewOrder: (event: BehaviourEvent) => boolean,
): FollowedUp {
  let result: FollowedUp = { ledger, entries: [] };
  for (const event of events) {
    const token = event.params?.decision_token === undefined ? undefined : tokenOf(event);
    if (token !== undefined) result = respond(result, event, token, followUp);
    result = reachGoals(result, event, followUp, isNewOrder);
  }
  return result;
}

function respond(
  { ledger, entries }: FollowedUp,
  event: BehaviourEvent,
  { choice, placement }: ReturnedToken,
  followUp: FollowUp,
): FollowedUp {
  const { name, at } = event;
  if (name !== "view_promotion" && name !== "select_promotion" && name !== DISMISS_EVENT) return { ledger, entries };
  const known = contactWith(ledger, choice) ?? noContact(placement);
  const isEnrolled = known.enrolment !== undefined && isOpen(known.enrolment, followUp.offerOf(choice), at);
  // The decision was made, or it had no token; that its enrolment was lost with an evicted object changes nothing.
  const before = isEnrolled ? known.enrolment! : newEnrolment(at, "shown", followUp.context);
  const added = entryOf(choice, placement, before, at);
  if (!isEnrolled) added.enrolled = 1;
  const enrolment = { ...before };
  let contact: OfferContact = { ...known, placement };
  // A click or a closing says that it was seen, whatever became of the exposure's own event.
  if (enrolment.exposedAt === 0) {
    enrolment.exposedAt = at;
    added.exposedAt = at;
    added.exposed = 1;
  }
  if (name === "view_promotion") {
    contact = withExposure(contact, at);
    added.exposures = 1;
  } else if (name === "select_promotion") {
    contact.clickedAt = Math.max(contact.clickedAt, at);
    if (!enrolment.clicked) added.clicked = 1;
    enrolment.clicked = true;
  } else {
    contact.dismissedAt = Math.max(contact.dismissedAt, at);
    if (!enrolment.dismissed) added.dismissed = 1;
    enrolment.dismissed = true;
  }
  return { ledger: withContact(ledger, choice, { ...contact, enrolment }), entries: [...entries, added] };
}

function reachGoals(
  { ledger, entries }: FollowedUp,
  event: BehaviourEvent,
  followUp: FollowUp,
  isNewOrder: (event: BehaviourEvent) => boolean,
): FollowedUp {
  let next = ledger;
  const added: ReportEntry[] = [];
  for (const [id, contact] of Object.entries(ledger.offers)) {
    const { enrolment } = contact;
    const offer = followUp.offerOf(id);
    if (enrolment === undefined || event.name !== (offer?.goal?.event ?? GOAL_EVENT)) continue;
    if (event.at < enrolment.at || !isOpen(enrolment, offer, event.at)) continue;
    if (event.name === "purchase" && !isNewOrder(event)) continue;
    const money = moneyOf(event, followUp.currency);
    const revenue = enrolment.revenue + money;
    const entry = entryOf(id, contact.placement, enrolment, event.at);
    if (!enrolment.converted) entry.converted = 1;
    if (money > 0) {
      entry.revenue = money;
      entry.revenueSquared = revenue ** 2 - enrolment.revenue ** 2;
    }
    if (enrolment.exposedAt > 0 && isRedeemed(event, offer, ledger)) entry.redemptions = 1;
    added.push(entry);
    next = withContact(next, id, {
      ...contact,
      ...(enrolment.exposedAt > 0 && { convertedAt: Math.max(contact.convertedAt, event.at) }),
      enrolment: { ...enrolment, converted: true, revenue },
    });
  }
  return added.length === 0 ? { ledger, entries } : { ledger: next, entries: [...entries, ...added] };
}

/** Whether an offer had been seen whose window is still open. */
export function isInfluenced({ offers }: ContactLedger, at: number, followUp: FollowUp): boolean {
  return Object.entries(offers).some(([id, { enrolment }]) => {
    if (enrolment === undefined || enrolment.exposedAt === 0 || enrolment.exposedAt > at) return false;
    return isOpen(enrolment, followUp.offerOf(id), at);
  });
}

/** With a coupon, only an order that used the code; without, every goal reached. */
function isRedeemed(event: BehaviourEvent, offer: Offer | undefined, ledger: ContactLedger): boolean {
  if (offer === undefined) return false;
  const claim = claimOf(offer);
  const codes = Object.values(offer.content).flatMap(({ coupon }) => coupon ?? []);
  const own = claim === undefined ? undefined : claimIn(ledger, claim)?.code;
  if (own !== undefined) codes.push(own);
  return codes.length === 0 || codes.includes(event.params?.coupon ?? "");
}

/** What an order is worth in the site's currency; 0 in another, which is not added up. */
export function moneyOf({ params }: BehaviourEvent, currency: string): number {
  if (params?.currency !== undefined && params.currency !== currency) return 0;
  const items = params?.items ?? [];
  return params?.value ?? items.reduce((sum, { price = 0, quantity = 1 }) => sum + price * quantity, 0);
}

function newEnrolment(at: number, group: Enrolment["group"], context: string): Enrolment {
  return { at, group, context, exposedAt: 0, clicked: false, dismissed: false, converted: false, revenue: 0 };
}

function isOpen({ at }: Enrolment, offer: Offer | undefined, now: number): boolean {
  return now < at + (offer?.goal?.windowHours ?? WINDOW_HOURS) * HOUR_MS;
}

function entryOf(offer: string, placement: string, enrolment: Enrolment, at: number): ReportEntry {
  const { group, context, log, exposedAt } = enrolment;
  return {
    offer,
    placement,
    group,
    context,
    enrolledAt: enrolment.at,
    at,
    ...(exposedAt > 0 && { exposedAt }),
    ...(log !== undefined && { log }),
  };
}
