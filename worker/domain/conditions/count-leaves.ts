/** Leaves that count: events, answers to offers, and sessions that began with a campaign. */
import type {
  CampaignCondition,
  EventCondition,
  EventFilter,
  OfferCondition,
  OfferResponse,
  Times,
  Window,
} from "../../../wire/condition.ts";
import {
  FIRST_ITEM,
  historyOf,
  lostUntil,
  noHistory,
  type HistoryEntry,
  type HistoryItem,
} from "../profile/event-history.ts";
import type { Session } from "../profile/sessions.ts";
import type { Facts, OfferRecord } from "./facts.ts";
import { UNKNOWN, firstAfter, type Finding } from "./finding.ts";
import { passesNumber, passesText } from "./value-test.ts";
import { leavesAt, sessionUnderWay, spanOf, type Span } from "./window.ts";

const EMPTY_HISTORY = noHistory();

export function findEvent(leaf: EventCondition, facts: Facts, now: number): Finding {
  const { profile } = facts;
  if (leaf.within === undefined && leaf.where === undefined) {
    const ever = leaf.name === "purchase" ? ordersEver(facts) : countEver(facts, leaf.name);
    if (ever !== undefined) return { holds: isOften(ever, leaf.times), found: ever };
  }
  const span = spanOf(leaf.within, facts, now);
  let count = 0;
  for (const entry of historyOf(profile.history ?? EMPTY_HISTORY, leaf.name)) {
    if (entry[0] <= span.after) break;
    if (entry[0] < span.before && matches(entry, leaf.where)) count++;
  }
  const cut = lostUntil(profile.history ?? EMPTY_HISTORY, leaf.name) > span.after;
  return { holds: isOften(count, leaf.times), found: count, ...(cut && { atLeast: true }) };
}

export function eventChange(leaf: EventCondition, facts: Facts, now: number): number | undefined {
  if (leaf.within === undefined) return undefined;
  const span = spanOf(leaf.within, facts, now);
  // Only the one that makes it enough and the one that makes it too many can turn the answer.
  const wanted = Math.max(leaf.times?.atLeast ?? 1, (leaf.times?.atMost ?? 0) + 1);
  const at: number[] = [];
  for (const entry of historyOf(facts.profile.history ?? EMPTY_HISTORY, leaf.name)) {
    if (entry[0] <= span.after || at.length >= wanted) break;
    if (entry[0] < span.before && matches(entry, leaf.where)) at.push(entry[0]);
  }
  return countChange(at, leaf.times, leaf.within, facts, now);
}

export function findOffer(leaf: OfferCondition, facts: Facts, now: number): Finding {
  const record = offerRecord(leaf, facts);
  if (leaf.within === undefined) return { holds: isOften(record.count, leaf.times), found: record.count };
  const span = spanOf(leaf.within, facts, now);
  const count = record.at.filter((at) => isIn(at, span)).length;
  // All that are remembered lie in the window, and there were more: some of those may lie in it too.
  const cut = count === record.at.length && record.count > count;
  return { holds: isOften(count, leaf.times), found: count, ...(cut && { atLeast: true }) };
}

export function offerChange(leaf: OfferCondition, facts: Facts, now: number): number | undefined {
  if (leaf.within === undefined) return undefined;
  const span = spanOf(leaf.within, facts, now);
  const at = offerRecord(leaf, facts).at.filter((one) => isIn(one, span));
  return countChange(at, leaf.times, leaf.within, facts, now);
}

export function findCampaign(leaf: CampaignCondition, facts: Facts, now: number): Finding {
  if (leaf.within === undefined) {
    const campaign = sessionUnderWay(facts, now)?.campaign;
    return campaign === undefined ? UNKNOWN : { holds: isCampaign(campaign, leaf), found: campaign };
  }
  const found = campaignSessions(leaf, leaf.within, facts, now).at(-1)?.campaign;
  return found === undefined ? UNKNOWN : { holds: true, found };
}

export function campaignChange(leaf: CampaignCondition, facts: Facts, now: number): number | undefined {
  const within: Window = leaf.within ?? { kind: "session" };
  const newest = campaignSessions(leaf, within, facts, now).at(-1);
  return newest && after(leavesAt(newest.start, within, facts), now);
}

/** Sessions in the window that began with the campaign, oldest first. */
function campaignSessions(leaf: CampaignCondition, within: Window, facts: Facts, now: number): Session[] {
  const span = spanOf(within, facts, now);
  return facts.profile.sessions.latest.filter(
    ({ start, campaign }) => campaign !== undefined && isIn(start, span) && isCampaign(campaign, leaf),
  );
}

function isCampaign(campaign: string, { source, medium, name }: CampaignCondition): boolean {
  // `source/medium/campaign`: only the last part may hold a slash of its own.
  const [first = "", second = "", ...rest] = campaign.split("/");
  return (
    (source === undefined || passesText(first, source)) &&
    (medium === undefined || passesText(second, medium)) &&
    (name === undefined || passesText(rest.join("/"), name))
  );
}

/** GA4's names for what is done with an offer, whose id is the event's label. */
const OFFER_EVENTS: Partial<Record<OfferResponse, string>> = {
  seen: "view_promotion",
  clicked: "select_promotion",
  dismissed: "dismiss_promotion",
};

function offerRecord(leaf: OfferCondition, facts: Facts): OfferRecord {
  if (facts.sources.offers !== undefined) return facts.sources.offers(leaf.offer, leaf.did);
  const name = OFFER_EVENTS[leaf.did];
  if (name === undefined) return { at: [], count: 0 };
  const at = historyOf(facts.profile.history ?? EMPTY_HISTORY, name)
    .filter(([, , label]) => label === leaf.offer)
    .map(([one]) => one);
  return { at, count: at.length };
}

/** Every event of the name there ever was; `undefined` where names were too many to be counted apart. */
function countEver(facts: Facts, name: string): number | undefined {
  const { counts } = facts.profile;
  if (Object.hasOwn(counts, name)) return counts[name];
  return Object.hasOwn(counts, "other") ? undefined : 0;
}

/** Orders, each once however often its page was reloaded. */
function ordersEver({ profile }: Facts): number {
  return profile.purchases.retired + profile.purchases.latest.length;
}

export function isOften(count: number, times: Times | undefined): boolean {
  if (times === undefined) return count >= 1;
  return count >= (times.atLeast ?? 0) && count <= (times.atMost ?? Infinity);
}

/**
 * When a count that only time can lower turns the answer: as the one leaves that made it enough, and as the one leaves
 * that made it too many.
 *
 * @param at instants counted, newest first
 */
function countChange(
  at: readonly number[],
  times: Times | undefined,
  within: Window,
  facts: Facts,
  now: number,
): number | undefined {
  const { atLeast, atMost } = times ?? { atLeast: 1 };
  const turning = [atLeast !== undefined && atLeast > 0 ? at[atLeast - 1] : undefined, at[atMost ?? Infinity]];
  return firstAfter(
    now,
    turning.map((one) => (one === undefined ? Infinity : (leavesAt(one, within, facts) ?? Infinity))),
  );
}

function after(at: number | undefined, now: number): number | undefined {
  return at !== undefined && at > now ? at : undefined;
}

function isIn(at: number, { after: from, before }: Span): boolean {
  return at > from && at < before;
}

function matches(entry: HistoryEntry, where: readonly EventFilter[] | undefined): boolean {
  if (where === undefined) return true;
  const [, value, label] = entry;
  let ofItems = false;
  for (const filter of where) {
    switch (filter.field) {
      case "value":
        if (typeof value !== "number" || !passesNumber(value, filter.test)) return false;
        break;
      case "label":
        if (typeof label !== "string" || !passesText(label, filter.test)) return false;
        break;
      default:
        ofItems = true;
    }
  }
  if (!ofItems) return true;
  for (let i = FIRST_ITEM; i < entry.length; i++) {
    const item = entry[i] as HistoryItem;
    if (where.every((filter) => itemMatches(item, filter))) return true;
  }
  return false;
}

const ITEM_FIELD = { item_id: 0, item_category: 1, item_brand: 2 } as const;

function itemMatches(item: readonly string[], filter: EventFilter): boolean {
  if (filter.field === "value" || filter.field === "label") return true;
  const text = item[ITEM_FIELD[filter.field]] ?? "";
  return text !== "" && passesText(text, filter.test);
}
