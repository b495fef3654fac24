/**
 * Everything known of one visitor, folded from their events.
 *
 * A profile is a commutative monoid up to its caps: folding events in any order gives the same profile, and merging
 * two profiles gives what folding both sets of events would have given. That is what makes late batches, two tabs and
 * the merge on `identify` harmless. RULES.md numbers the rules; the tests carry the numbers.
 */
import { copyCart, emptyCart, mergeCarts, type Cart } from "./cart.ts";
import { copySums, mergeSums, noSums, type DecayedSums } from "./decayed-sums.ts";
import { copyHistory, historyBefore, mergeHistory, noHistory, type EventHistory } from "./event-history.ts";
import { mergeGiftItems } from "./gift.ts";
import { copyPurchases, mergePurchases, noPurchases, type Purchases } from "./purchases.ts";
import { mergeRecentItems, type RecentItem } from "./recent-items.ts";
import { copySessions, mergeSessions, noSessions, type Sessions } from "./sessions.ts";
import { copyTaste, mergeTaste, noTaste, type Taste } from "./taste.ts";
import type { TrailStep } from "./trail.ts";
import { leaveSteps, retaste } from "./walk.ts";

export { AFFINITY_HALF_LIFE_MS } from "./taste.ts";

/** A fact with the time it was stated; the newest stated wins, ties by value so that order does not matter. */
export interface Stated<T> {
  value: T;
  at: number;
}

export type TraitValue = string | number | boolean | null;

export interface Profile {
  /** Events folded. */
  events: number;
  /** Events by name; names past the cap are counted under `other`. */
  counts: Record<string, number>;
  /** Epoch ms of the first and last event, by the events' own (corrected) times; 0 while there is none. */
  firstAt: number;
  lastAt: number;
  /** Interest by what was done, decaying; what the engagement score is made of. */
  engagement: DecayedSums;
  /** Affinity by `item_category` and by `item_brand`, decaying. */
  categories: DecayedSums;
  brands: DecayedSums;
  /** `weight` and `weighted`: decaying sums from which the typical price looked at is a geometric mean. */
  price: DecayedSums;
  sessions: Sessions;
  /** Products looked at, each once, newest first. */
  recentItems: RecentItem[];
  /** Likewise of what was looked at and bought for somebody else; missing where nothing was. */
  giftItems?: RecentItem[];
  cart: Cart;
  purchases: Purchases;
  /** When what happened, for conditions; missing in profiles stored before there was one. */
  history?: EventHistory;
  /** The last steps, newest first; missing in profiles stored before there were any. */
  trail?: TrailStep[];
  /** Taste of what has left the trail; `categories`, `brands` and `price` are this and the trail's together. */
  settled?: Taste;
  /** The site's own id of the customer. */
  userId?: Stated<string>;
  traits: Record<string, Stated<TraitValue>>;
  /** Locale of the page last seen. */
  locale?: Stated<string>;
}

/** Intent does not: yesterday's counts half, and a week ago next to nothing. */
export const ENGAGEMENT_HALF_LIFE_MS = 86_400_000;
/** Traits kept; a site that sends more should send fewer. */
export const TRAITS_KEPT = 50;
/** Event names counted apart. */
export const NAMES_KEPT = 40;

export function emptyProfile(): Profile {
  return {
    events: 0,
    counts: {},
    firstAt: 0,
    lastAt: 0,
    engagement: noSums(),
    categories: noSums(),
    brands: noSums(),
    price: noSums(),
    sessions: noSessions(),
    recentItems: [],
    cart: emptyCart(),
    purchases: noPurchases(),
    history: noHistory(),
    trail: [],
    settled: noTaste(),
    traits: {},
  };
}

/** A copy that can be changed without touching the original. */
export function copyProfile(from: Profile): Profile {
  return {
    ...from,
    counts: { ...from.counts },
    engagement: copySums(from.engagement),
    categories: copySums(from.categories),
    brands: copySums(from.brands),
    price: copySums(from.price),
    sessions: copySessions(from.sessions),
    recentItems: [...from.recentItems],
    ...(from.giftItems !== undefined && { giftItems: [...from.giftItems] }),
    cart: copyCart(from.cart),
    purchases: copyPurchases(from.purchases),
    history: from.history === undefined ? historyBefore(from.lastAt) : copyHistory(from.history),
    trail: [...(from.trail ?? [])],
    // Before there was a trail, all taste was settled at once.
    settled: copyTaste(from.settled ?? from),
    traits: { ...from.traits },
  };
}

/** The profile of both visitors' events together. Neither argument is changed. */
export function mergeProfiles(a: Profile, b: Profile): Profile {
  const merged = copyProfile(a);
  merged.events += b.events;
  for (const [name, count] of Object.entries(b.counts)) countName(merged.counts, name, count);
  merged.firstAt = earliest(a.firstAt, b.firstAt);
  merged.lastAt = Math.max(a.lastAt, b.lastAt);
  mergeSums(merged.engagement, b.engagement);
  mergeTaste((merged.settled ??= noTaste()), b.settled ?? b);
  leaveSteps(merged, b.trail ?? []);
  retaste(merged);
  mergeSessions(merged.sessions, b.sessions);
  merged.recentItems = mergeRecentItems(a.recentItems, b.recentItems);
  const giftItems = mergeGiftItems(a.giftItems, b.giftItems);
  if (giftItems !== undefined) merged.giftItems = giftItems;
  mergeCarts(merged.cart, b.cart);
  mergePurchases(merged.purchases, b.purchases);
  mergeHistory((merged.history ??= noHistory()), b.history ?? historyBefore(b.lastAt));
  merged.userId = newer(a.userId, b.userId) as Stated<string>;
  if (merged.userId === undefined) delete merged.userId;
  merged.locale = newer(a.locale, b.locale) as Stated<string>;
  if (merged.locale === undefined) delete merged.locale;
  for (const [name, trait] of Object.entries(b.traits)) setTrait(merged.traits, name, trait);
  return merged;
}

/** Counts `by` more events called `name`. */
export function countName(counts: Record<string, number>, name: string, by: number): void {
  // Own keys only, here and below: an event or a trait may be called "toString".
  const known = Object.hasOwn(counts, name);
  const key = known || Object.keys(counts).length < NAMES_KEPT ? name : "other";
  counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + by;
}

/** Of two statements the newer; at the same instant the greater value, so that order of arrival does not decide. */
export function newer<T>(a: Stated<T> | undefined, b: Stated<T> | undefined): Stated<T> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return JSON.stringify(a.value) >= JSON.stringify(b.value) ? a : b;
}

export function setTrait(traits: Record<string, Stated<TraitValue>>, name: string, trait: Stated<TraitValue>): void {
  const known = Object.hasOwn(traits, name) ? traits[name] : undefined;
  if (known === undefined && Object.keys(traits).length >= TRAITS_KEPT) return;
  traits[name] = newer(known, trait)!;
}

/** The earlier of two times, where 0 means none. */
export function earliest(a: number, b: number): number {
  if (a === 0 || b === 0) return a || b;
  return Math.min(a, b);
}
