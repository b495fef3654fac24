/** START HERE: events in, profile out. Pure, and the order of events does not matter. */
import { COMMERCE_EVENT_NAMES, IDENTIFY_EVENT, type BehaviourEvent, type EventItem } from "../../../wire/event.ts";
import { campaignOf } from "./campaign.ts";
import { changeCart, stateCart } from "./cart.ts";
import { addDecayed } from "./decayed-sums.ts";
import { addToHistory, keepNewest, noHistory } from "./event-history.ts";
import { copyProfile, countName, earliest, ENGAGEMENT_HALF_LIFE_MS, newer, setTrait, type Profile } from "./profile.ts";
import { isGift } from "./gift.ts";
import { addPurchase } from "./purchases.ts";
import { addRecentItem } from "./recent-items.ts";
import { addToSessions } from "./sessions.ts";
import { leaveSteps, retaste, stepsOf } from "./walk.ts";

/** Events that engagement is made of; a site's own names are counted, but say nothing of intent by themselves. */
const ENGAGING: ReadonlySet<string> = new Set(COMMERCE_EVENT_NAMES);

/** Events after which a product counts as looked at. */
const LOOKED_AT = new Set(["view_item", "add_to_cart", "add_to_wishlist"]);

/**
 * Folds events into a profile.
 *
 * @param events checked events, with corrected times; repeats already dropped
 * @returns a new profile; `profile` is not changed
 */
export function foldEvents(profile: Profile, events: readonly BehaviourEvent[]): Profile {
  if (events.length === 0) return profile;
  const next = copyProfile(profile);
  const history = (next.history ??= noHistory());
  for (const event of events) {
    foldOne(next, event);
    addToHistory(history, event);
  }
  keepNewest(history);
  if (leaveSteps(next, stepsOf(events))) retaste(next);
  return next;
}

function foldOne(profile: Profile, event: BehaviourEvent): void {
  const { name, at, params } = event;
  const items = params?.items ?? [];
  profile.events++;
  countName(profile.counts, name, 1);
  profile.firstAt = earliest(profile.firstAt, at);
  profile.lastAt = Math.max(profile.lastAt, at);
  addToSessions(profile.sessions, at, name === "page_view" ? campaignOf(event.page?.url) : undefined);
  if (event.page?.locale) profile.locale = newer(profile.locale, { value: event.page.locale, at })!;
  if (ENGAGING.has(name)) addDecayed(profile.engagement, name, 1, at, ENGAGEMENT_HALF_LIFE_MS);

  foldLooks(profile, event, items);
  foldCart(profile, event, items);
  if (name === "purchase") foldPurchase(profile, event, items);
  if (name === IDENTIFY_EVENT) foldIdentity(profile, event);
}

function foldLooks(profile: Profile, event: BehaviourEvent, items: readonly EventItem[]): void {
  for (const item of items) {
    // A gift that is bought counts as looked at: what else is given with it is found from there.
    if (isGift(event, item)) {
      if (LOOKED_AT.has(event.name) || event.name === "purchase") {
        addRecentItem((profile.giftItems ??= []), item.item_id, event.at);
      }
    } else if (LOOKED_AT.has(event.name)) addRecentItem(profile.recentItems, item.item_id, event.at);
  }
}

function foldCart(profile: Profile, event: BehaviourEvent, items: readonly EventItem[]): void {
  switch (event.name) {
    case "add_to_cart":
      for (const item of items) changeCart(profile.cart, { at: event.at, itemId: item.item_id, by: quantity(item) });
      return;
    case "remove_from_cart":
      for (const item of items) changeCart(profile.cart, { at: event.at, itemId: item.item_id, by: -quantity(item) });
      return;
    case "view_cart":
    case "begin_checkout":
      // Without items it says nothing of the cart's contents: many sites send it bare.
      if (event.params?.items !== undefined) stateCart(profile.cart, event.at, items.map(line));
      return;
    case "purchase":
      stateCart(profile.cart, event.at, []);
      return;
    default:
  }
}

function foldPurchase(profile: Profile, event: BehaviourEvent, items: readonly EventItem[]): void {
  const sum = items.reduce((total, item) => total + (item.price ?? 0) * quantity(item), 0);
  const gifts = items.filter((item) => isGift(event, item));
  addPurchase(profile.purchases, {
    at: event.at,
    transactionId: event.params?.transaction_id || event.id,
    value: event.params?.value ?? sum,
    currency: event.params?.currency ?? "",
    itemIds: items.map((item) => item.item_id),
    ...(gifts.length > 0 && { giftIds: gifts.map((item) => item.item_id) }),
  });
}

function foldIdentity(profile: Profile, event: BehaviourEvent): void {
  const { user_id: userId, traits } = event.params ?? {};
  if (userId) profile.userId = newer(profile.userId, { value: userId, at: event.at })!;
  for (const [name, value] of Object.entries(traits ?? {})) setTrait(profile.traits, name, { value, at: event.at });
}

function quantity(item: EventItem): number {
  return item.quantity ?? 1;
}

function line(item: EventItem): { itemId: string; quantity: number } {
  return { itemId: item.item_id, quantity: quantity(item) };
}
