/**
 * What one visitor and each offer have had to do with each other: seen, clicked, closed, done. Caps, stop rules and
 * reports read it. Kept in the visitor's row, so it is small: the newest offers, and times only of the last day.
 */

/** In whose company the visitor is counted: `shown` got the offer, the others would have and got nothing. */
export type OfferGroup = "shown" | "control" | "holdout";

/**
 * The visitor's first decision for an offer, and what came of it within the goal's window. Reports count these: one
 * visitor, one window, whatever was shown how often. After the window the next decision begins a new one.
 */
export interface Enrolment {
  /** Epoch ms of the decision. */
  at: number;
  group: OfferGroup;
  /** Interpretable features of the moment, as `contextOf` names them. */
  context: string;
  /** Epoch ms when it was first seen; 0 for not yet. */
  exposedAt: number;
  clicked: boolean;
  dismissed: boolean;
  converted: boolean;
  /** Money brought by conversions, in the site's currency. */
  revenue: number;
  /** Name of the draw in the sample of logged decisions; missing where nothing was drawn. */
  log?: string;
}

export interface OfferContact {
  placement: string;
  /** Exposures ever. */
  seen: number;
  /** Epoch ms of exposures within a day of the newest, newest first, at most `TIMES_KEPT`. */
  times: number[];
  /** Epoch ms of the newest of each; 0 for never. */
  clickedAt: number;
  dismissedAt: number;
  convertedAt: number;
  enrolment?: Enrolment;
}

/** A pool's code, or a piece of a stock, that is this visitor's. */
export interface HeldClaim {
  /** Missing for a stock, which has no codes. */
  code?: string;
  /** Epoch ms. */
  at: number;
  /** Only kept for the visitor: nobody has been shown it yet, and it may go back. */
  kept?: true;
}

export interface ContactLedger {
  /** By offer id. */
  offers: Record<string, OfferContact>;
  /** By claim name, `claimOf(offer)`: kept whatever becomes of the rest, since a code once shown stays. */
  claims: Record<string, HeldClaim>;
}

/** Offers remembered; past that the one longest untouched is forgotten. */
const OFFERS_KEPT = 40;
/** As many as a cap for a session or a day may count. */
export const TIMES_KEPT = 20;
/** Claims kept: more codes than a person redeems. */
const CLAIMS_KEPT = 20;
const DAY_MS = 86_400_000;

export function emptyLedger(): ContactLedger {
  return { offers: {}, claims: {} };
}

export function noContact(placement: string): OfferContact {
  return { placement, seen: 0, times: [], clickedAt: 0, dismissedAt: 0, convertedAt: 0 };
}

export function contactWith(ledger: ContactLedger, offer: string): OfferContact | undefined {
  // Own keys only: an offer may be called "constructor".
  return Object.hasOwn(ledger.offers, offer) ? ledger.offers[offer] : undefined;
}

export function claimIn(ledger: ContactLedger, claim: string): HeldClaim | undefined {
  return Object.hasOwn(ledger.claims, claim) ? ledger.claims[claim] : undefined;
}

/** The ledger with this contact in place of what was known of the offer. `ledger` is not changed. */
export function withContact(ledger: ContactLedger, offer: string, contact: OfferContact): ContactLedger {
  return { ...ledger, offers: newest({ ...ledger.offers, [offer]: contact }, OFFERS_KEPT, touchedAt) };
}

export function withClaim(ledger: ContactLedger, claim: string, held: HeldClaim): ContactLedger {
  return { ...ledger, claims: newest({ ...ledger.claims, [claim]: held }, CLAIMS_KEPT, ({ at }) => at) };
}

export function withoutClaim(ledger: ContactLedger, claim: string): ContactLedger {
  const { [claim]: _gone, ...claims } = ledger.claims;
  return { ...ledger, claims };
}

/** The contact with one more exposure. */
export function withExposure(contact: OfferContact, at: number): OfferContact {
  return { ...contact, seen: contact.seen + 1, times: latestTimes([...contact.times, at]) };
}

/** What both visitors had to do with the site's offers. The order of the two does not matter. */
export function mergeLedgers(a: ContactLedger, b: ContactLedger): ContactLedger {
  const offers = merged(a.offers, b.offers, mergeContacts);
  // The first code shown is the one they may have written down.
  const claims = merged(a.claims, b.claims, (ours, theirs) => (comesFirst(theirs, ours) ? theirs : ours));
  return { offers: newest(offers, OFFERS_KEPT, touchedAt), claims: newest(claims, CLAIMS_KEPT, ({ at }) => at) };
}

function merged<T>(a: Record<string, T>, b: Record<string, T>, both: (ours: T, theirs: T) => T): Record<string, T> {
  // By way of a Map: an offer may be called "__proto__".
  const all = new Map(Object.entries(a));
  for (const [name, theirs] of Object.entries(b)) {
    const ours = all.get(name);
    all.set(name, ours === undefined ? theirs : both(ours, theirs));
  }
  return Object.fromEntries(all);
}

function mergeContacts(a: OfferContact, b: OfferContact): OfferContact {
  const enrolment =
    a.enrolment === undefined || (b.enrolment !== undefined && comesFirst(b.enrolment, a.enrolment))
      ? b.enrolment
      : a.enrolment;
  return {
    placement: a.placement > b.placement ? a.placement : b.placement,
    seen: a.seen + b.seen,
    times: latestTimes([...a.times, ...b.times]),
    clickedAt: Math.max(a.clickedAt, b.clickedAt),
    dismissedAt: Math.max(a.dismissedAt, b.dismissedAt),
    convertedAt: Math.max(a.convertedAt, b.convertedAt),
    ...(enrolment !== undefined && { enrolment }),
  };
}

/** Earlier; at the same instant by content, so that the order of merging does not decide. */
function comesFirst<T extends { at: number }>(a: T, b: T): boolean {
  return a.at !== b.at ? a.at < b.at : JSON.stringify(a) < JSON.stringify(b);
}

function latestTimes(times: number[]): number[] {
  const sorted = times.toSorted((a, b) => b - a);
  return sorted.filter((at) => at > sorted[0]! - DAY_MS).slice(0, TIMES_KEPT);
}

function touchedAt({ times, clickedAt, dismissedAt, convertedAt, enrolment }: OfferContact): number {
  return Math.max(times[0] ?? 0, clickedAt, dismissedAt, convertedAt, enrolment?.at ?? 0);
}

function newest<T>(entries: Record<string, T>, most: number, at: (one: T) => number): Record<string, T> {
  const list = Object.entries(entries);
  if (list.length <= most) return entries;
  list.sort(([nameA, a], [nameB, b]) => at(b) - at(a) || (nameA < nameB ? -1 : 1));
  return Object.fromEntries(list.slice(0, most));
}
