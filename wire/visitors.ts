/** What the console reads to find visitors, to see what they would be shown now, and to know what is stored of them. */
import type { ConditionReason } from "./condition.ts";
import type { Score } from "./console.ts";
import type { Decision, ReasonCode } from "./decision.ts";

/** One visitor in a list. */
export interface VisitorSummary {
  visitor: string;
  /** Set where this visitor has become another: look there. */
  mergedInto?: string;
  /** The customer's id as the site gave it. */
  userId?: string;
  /** Epoch milliseconds. */
  firstSeen: number;
  lastSeen: number;
  score: Pick<Score, "value" | "band">;
  eventCount: number;
  orders: number;
  /** Ids of published segments. */
  segments: string[];
}

/**
 * Answer of `GET /v1/sites/:site/visitors`: with `?find=` those whose visitor id or customer id it is, with `?segment=`
 * some of its members, else some of all, drawn by lot. Seen latest first.
 */
export interface VisitorsAnswer {
  visitors: VisitorSummary[];
  /** Visitors there are to draw from: all, or the segment's members. Missing for `?find=`. */
  of?: number;
}

/**
 * Answer of `GET /v1/sites/:site/visitors/:visitor/now`: what they would be shown this moment, decided by the very
 * code that decides for shops, and not counted.
 */
export interface VisitorNow {
  /** Epoch milliseconds. */
  at: number;
  /** The page they were on last, for which it is decided; missing where none is known. */
  page?: string;
  /** One for each placement for products; without tokens, so that none can come back as an exposure. */
  products: Decision[];
  offers: OfferStanding[];
}

/** How one offer stands to one visitor now. */
export interface OfferStanding {
  offer: string;
  name: string;
  placement: string;
  /** Whether it would be shown. */
  chosen: boolean;
  reason: ReasonCode;
  /** The fact, in plain English. */
  detail: string;
  /** Whom it is for, question by question, with what was found. */
  audience: ConditionReason;
  /** Whom it is for, in one sentence in the language asked for. */
  sentence: string;
  /** What they have had to do with it; missing: nothing. */
  contact?: OfferContactView;
}

export interface OfferContactView {
  /** Times seen. */
  seen: number;
  /** Epoch milliseconds of the newest of each; missing: never, or longer ago than is remembered. */
  seenAt?: number;
  clickedAt?: number;
  dismissedAt?: number;
  convertedAt?: number;
  /** In which group they were counted, since when; missing where the offer was never meant for them. */
  group?: "shown" | "control" | "holdout";
  since?: number;
}

/** Answer of `GET /v1/sites/:site/visitors/:visitor/stored`: rows by where they lie. All 0: nothing is left. */
export interface StoredOfVisitor {
  total: number;
  /** In the visitor's own object, what waits in its outboxes included. */
  visitor: number;
  /** In the index of the audience: known at all, and one for each segment. */
  audience: number;
  /** Coupon codes and pieces of a stock under their id. */
  claims: number;
  /** Requests of theirs among the last that the live feed keeps in memory. */
  live: number;
}
