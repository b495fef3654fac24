/**
 * The condition language: one closed grammar for segments, triggers and eligibility. Typed JSON, no code; what is not
 * described here is refused. `worker/domain/conditions` evaluates it, explains it, and says when its answer can change.
 *
 * Texts are compared without regard to letter case. What is not known of a visitor matches nothing, so that `not` of
 * it holds.
 */
import type { NumberProperty } from "./number-property.ts";

/** Version of the grammar. A document of another version is refused, never guessed at. */
export const CONDITION_VERSION = 1;

/** A condition as it is stored and sent. */
export interface ConditionDocument {
  version: typeof CONDITION_VERSION;
  when: Condition;
}

export type Condition = ConditionGroup | ConditionLeaf;

export type ConditionGroup =
  /** Every one holds. An empty list holds for everybody. */
  | { kind: "all"; of: Condition[] }
  /** At least one holds; the list has one or more. */
  | { kind: "any"; of: Condition[] }
  | { kind: "not"; of: Condition };

export type ConditionLeaf =
  | PropertyCondition
  | TraitCondition
  | AffinityCondition
  | EventCondition
  | ScoreCondition
  | ScoreBandCondition
  | ScoreCrossingCondition
  | PreferenceCondition
  | ConsentCondition
  | GeographyCondition
  | DeviceCondition
  | LanguageCondition
  | WeekdayCondition
  | TimeOfDayCondition
  | DateRangeCondition
  | SeasonCondition
  | CampaignCondition
  | OfferCondition
  | MomentCondition
  | ProductCondition
  | SignalCondition
  | SegmentCondition;

/** What a number is held against; `from` and `to` belong to the range. */
export type NumberTest =
  | { op: "equals"; value: number }
  | { op: "at_least"; value: number }
  | { op: "more_than"; value: number }
  | { op: "at_most"; value: number }
  | { op: "less_than"; value: number }
  | { op: "between"; from: number; to: number };

export type TextTest =
  | { op: "equals"; value: string }
  | { op: "contains"; value: string }
  | { op: "starts_with"; value: string }
  | { op: "in"; values: string[] };

/**
 * A date in a trait: `2024-02-29`, `02-29` where the year does not matter, or epoch ms. Days are counted in `zone`, from
 * `from` to `to`, both included, negative before and positive after.
 */
export type DateTest =
  /** Today lies so many days from the date's anniversary: birthdays. 29 February is kept on 28 in common years. */
  | { op: "anniversary"; from: number; to: number; zone?: Zone }
  /** The date lies so many days from today: leases, renewals, warranties. */
  | { op: "days_from_today"; from: number; to: number; zone?: Zone };

export type ValueTest =
  | { op: "exists" }
  | { op: "equals"; value: string | number | boolean }
  | { op: "in"; values: (string | number)[] }
  | Exclude<NumberTest, { op: "equals" }>
  | Exclude<TextTest, { op: "equals" } | { op: "in" }>
  | DateTest;

/**
 * Whose clock: the visitor's where the edge knows it, else the shop's; the shop's; or an IANA zone such as
 * `Europe/Madrid`. Missing: `visitor`.
 */
export type Zone = "visitor" | "shop" | (string & {});

export interface Duration {
  amount: number;
  /** A day is 24 hours here; `Window` has calendar days. */
  unit: "minutes" | "hours" | "days" | "weeks";
}

/** Which events count. */
export type Window =
  /** Up to this long ago. */
  | { kind: "last"; duration: Duration }
  /** So many days by the calendar, today included: 1 is since midnight. */
  | { kind: "calendar_days"; days: number; zone?: Zone }
  /** Since the session under way began; without one, nothing. */
  | { kind: "session" }
  /** Local dates, both included; either may be missing. */
  | { kind: "dates"; from?: string; to?: string; zone?: Zone };

/** How often. Missing: at least once. `{ atMost: 0 }` is "did not". */
export interface Times {
  atLeast?: number;
  atMost?: number;
}

export type PropertyCondition =
  | { kind: "property"; name: NumberProperty; test: NumberTest }
  /** Whether `identify` has said who this is. */
  | { kind: "property"; name: "identified"; test: { op: "equals"; value: boolean } };

/** What the site has stated of the customer by `identify`. */
export interface TraitCondition {
  kind: "trait";
  name: string;
  test: ValueTest;
}

/** How much of the visitor's taste is for a category or brand; at least one of the two bounds. */
export interface AffinityCondition {
  kind: "affinity";
  to: "category" | "brand";
  name: string;
  /** Share of the interest in all, 0–1. */
  minShare?: number;
  /** 1: liked best. */
  maxRank?: number;
}

/** What an event must be like to count. Several: all, and those about items of one and the same item. */
export type EventFilter =
  | { field: "item_id" | "item_category" | "item_brand"; test: TextTest }
  /** Monetary `value` of the event. */
  | { field: "value"; test: NumberTest }
  /** What was searched for, the path of the page, the method of a login, share or sign-up, or `label` of an own event. */
  | { field: "label"; test: TextTest };

export interface EventCondition {
  kind: "event";
  /** Event name, GA4's or the site's own. */
  name: string;
  times?: Times;
  /** Missing: ever. */
  within?: Window;
  where?: EventFilter[];
}

/** Engagement score now, 0–100. */
export interface ScoreCondition {
  kind: "score";
  test: NumberTest;
}

export interface ScoreBandCondition {
  kind: "score_band";
  in: ("cold" | "warm" | "hot")[];
}

/** The score has passed `through`, rising from below to at least it or falling from at least it to below, lately. */
export interface ScoreCrossingCondition {
  kind: "score_crossing";
  direction: "rose" | "fell";
  through: number;
  within: Duration;
}

/** What the customer has said they want: traits `interest:<name>` and `channel:<name>`, `true` or `false`. */
export interface PreferenceCondition {
  kind: "preference";
  about: "interest" | "channel";
  name: string;
  is: "wanted" | "unwanted" | "unstated";
}

export interface ConsentCondition {
  kind: "consent";
  to: "analytics" | "personalization";
  is: "granted" | "denied";
}

/** Where the request came from, as the edge knows it; at least one list. */
export interface GeographyCondition {
  kind: "geography";
  /** ISO 3166-1 alpha-2, such as `ES`. */
  countries?: string[];
  /** ISO 3166-2, such as `ES-CN`. */
  regions?: string[];
}

export interface DeviceCondition {
  kind: "device";
  in: DeviceClass[];
}
export type DeviceClass = "desktop" | "mobile" | "tablet" | "other";

/** The page's language: a tag matches itself and whatever begins with it (RFC 4647 basic filtering). */
export interface LanguageCondition {
  kind: "language";
  in: string[];
}

export interface WeekdayCondition {
  kind: "weekday";
  /** ISO: 1 is Monday, 7 Sunday. */
  days: number[];
  zone?: Zone;
}

/** `HH:MM` local; `to` is not included, and at or before `from` it is on the next day. */
export interface TimeOfDayCondition {
  kind: "time_of_day";
  from: string;
  to: string;
  zone?: Zone;
}

/** Local `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`. A date as `to` includes its whole day, an instant is not included. */
export interface DateRangeCondition {
  kind: "date_range";
  from?: string;
  to?: string;
  zone?: Zone;
}

/** Every year from `MM-DD` to `MM-DD`, both included; may reach over the new year. */
export interface SeasonCondition {
  kind: "season";
  from: string;
  to: string;
  zone?: Zone;
}

/** A session that began with a campaign (`utm_…` or a click id); at least one of the three. */
export interface CampaignCondition {
  kind: "campaign";
  source?: TextTest;
  medium?: TextTest;
  name?: TextTest;
  /** By the session's beginning. Missing: the session under way. */
  within?: Window;
}

export type OfferResponse = "seen" | "clicked" | "dismissed" | "converted";

export interface OfferCondition {
  kind: "offer";
  /** Offer id. */
  offer: string;
  did: OfferResponse;
  times?: Times;
  within?: Window;
}

/** What the stream is recognised to be about now, such as `hesitation`. */
export interface MomentCondition {
  kind: "moment";
  name: string;
}

/** A product the visitor has to do with is in some state of the catalogue. */
export interface ProductCondition {
  kind: "product";
  among: "cart" | "viewed" | "bought";
  is: ProductState;
  /** Only products of this category or brand. */
  category?: string;
  brand?: string;
}
export type ProductState =
  | "listed"
  | "on_sale"
  | "in_stock"
  | "out_of_stock"
  /** Not more pieces left than the catalogue calls low. */
  | "low_stock"
  /** Came back, or became cheaper, after the visitor had to do with it, within the last fortnight. */
  | "back_in_stock"
  | "price_dropped";

/** A value the site has set from outside, such as the weather. Expired, it is not known. */
export interface SignalCondition {
  kind: "signal";
  name: string;
  test: ValueTest;
}

/** Member of another segment. */
export interface SegmentCondition {
  kind: "segment";
  id: string;
}

/** What is wrong with a document, and what to do. */
export interface ConditionProblem {
  /** JSON pointer (RFC 6901) to the place; empty for the whole. */
  path: string;
  detail: string;
}

/** Why a condition holds or not, node by node, with the fact found. */
export interface ConditionReason {
  kind: Condition["kind"];
  holds: boolean;
  /** In plain English, such as "score 31, wanted at least 60". Missing for groups. */
  fact?: string;
  /** The answer rests on a count of which more may have been than are remembered. */
  atLeast?: true;
  of?: ConditionReason[];
}
