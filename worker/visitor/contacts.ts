/** Keeps the visitor's ledger of offers, and puts into the outbox what the reports are to be told of it and of the day. */
import type { BehaviourEvent } from "../../wire/event.ts";
import { DEFAULT_ZONE } from "../domain/conditions/visitor-facts.ts";
import { choiceKey } from "../domain/offers/choice-context.ts";
import { emptyLedger } from "../domain/offers/contact-ledger.ts";
import type { OfferIntent } from "../domain/offers/decide-offer.ts";
import { everybodysIntent } from "../domain/offers/everybody.ts";
import {
  enrol,
  followEvents,
  isInfluenced,
  moneyOf,
  type FollowedUp,
  type FollowUp,
  type ReturnedToken,
} from "../domain/offers/follow-up.ts";
import type { Profile } from "../domain/profile/profile.ts";
import { sessionCount } from "../domain/profile/sessions.ts";
import { engagementValue } from "../domain/score/engagement-score.ts";
import { readDecisionToken } from "../site/signing.ts";
import type { SiteState } from "../site/site-state.ts";
import { tally, type TalliedOrder } from "../domain/totals/tally.ts";
import { addReports, addToTotals, hasReports } from "./reports-outbox.ts";
import { DIGEST_AFTER_MS } from "./take-in.ts";
import type { VisitorState } from "./visitor-state.ts";
import type { Visitor } from "./visitor-store.ts";

/**
 * The visitor with what new events say of offers, and with what they add to their days.
 *
 * @param id of the visitor: which group they are in
 * @param before the profile without these events: an order in it is no new one
 */
export function withEventsFollowed(
  id: string,
  visitor: Visitor,
  before: Profile,
  events: readonly BehaviourEvent[],
  site: SiteState,
  now: number,
): Visitor {
  if (events.length === 0) return visitor;
  const known = new Set(before.purchases.latest.map(({ transactionId }) => transactionId));
  const isNewOrder = (event: BehaviourEvent): boolean => !known.has(event.params?.transaction_id || event.id);
  const tokenOf = (event: BehaviourEvent): ReturnedToken | undefined => {
    const token = readDecisionToken(site.signingKey, event.params?.decision_token ?? "");
    return token === undefined || isOfProducts(site, token) ? undefined : token;
  };
  const followUp = followUpOf(site, visitor.profile, now);
  // By the visit's first event: an order may come with the same request.
  const intent = everybodysIntent(id, site.definitions.holdout, followUp.context);
  const begunAt = Math.min(...events.map(({ at }) => at));
  let followed = enrol(visitor.state.ledger ?? emptyLedger(), [intent], begunAt, followUp, () => crypto.randomUUID());
  const orders: TalliedOrder[] = [];
  for (const event of events) {
    const { ledger, entries } = followEvents(followed.ledger, [event], followUp, tokenOf, isNewOrder);
    followed = { ledger, entries: [...followed.entries, ...entries] };
    if (event.name !== "purchase") continue;
    if (isNewOrder(event)) {
      const { at } = event;
      orders.push({ at, revenue: moneyOf(event, followUp.currency), influenced: isInfluenced(ledger, at, followUp) });
    }
    known.add(event.params?.transaction_id || event.id);
  }
  const visits = sessionCount(visitor.profile.sessions) - sessionCount(before.sessions);
  const times = events.map(({ at }) => at);
  return { ...visitor, state: withTallied(withFollowed(visitor.state, followed), { times, visits, orders }, site) };
}

function withTallied(
  state: VisitorState,
  day: { times: number[]; visits: number; orders: TalliedOrder[] },
  { settings }: SiteState,
): VisitorState {
  const timeZone = settings.timeZone ?? DEFAULT_ZONE;
  const tallied = tally({ ...day, countedDays: state.countedDays ?? [], timeZone });
  if (tallied === undefined) return state;
  const reports = addToTotals(state.reports, tallied.totals, () => crypto.randomUUID());
  return { ...state, countedDays: tallied.countedDays, reports };
}

/** The visitor enrolled with the offers that were just meant for them. */
export function withIntents(visitor: Visitor, intents: readonly OfferIntent[], site: SiteState, now: number): Visitor {
  if (intents.length === 0) return visitor;
  const ledger = visitor.state.ledger ?? emptyLedger();
  const followed = enrol(ledger, intents, now, followUpOf(site, visitor.profile, now), () => crypto.randomUUID());
  return { ...visitor, state: withFollowed(visitor.state, followed) };
}

function withFollowed(state: VisitorState, { ledger, entries }: FollowedUp): VisitorState {
  if (ledger === state.ledger || (entries.length === 0 && state.ledger === undefined)) return state;
  const reports = addReports(state.reports, entries, () => crypto.randomUUID());
  return { ...state, ledger, ...(reports !== undefined && { reports }) };
}

function followUpOf({ definitions, settings }: SiteState, profile: Profile, now: number): FollowUp {
  return {
    offerOf: (id) => definitions.offers.find((offer) => offer.id === id),
    context: choiceKey(engagementValue(profile, now), sessionCount(profile.sessions)),
    currency: settings.currency,
  };
}

function isOfProducts({ definitions }: SiteState, { placement }: ReturnedToken): boolean {
  return definitions.placements.find(({ id }) => id === placement)?.kind === "products";
}

/** The state with the digest's timer set where the reports have to be told something. */
export function withReportsDue(state: VisitorState, now: number): VisitorState {
  if (!hasReports(state.reports) || state.timers.digest !== undefined) return state;
  return { ...state, timers: { ...state.timers, digest: now + DIGEST_AFTER_MS } };
}

/** The state with another's contacts: those of a request that brought nothing else worth keeping. */
export function withOffersOf(state: VisitorState, { ledger, reports }: VisitorState): VisitorState {
  return { ...state, ...(ledger !== undefined && { ledger }), ...(reports !== undefined && { reports }) };
}

export function withoutLedger(state: VisitorState): VisitorState {
  const { ledger: _handedOver, ...rest } = state;
  return rest;
}
