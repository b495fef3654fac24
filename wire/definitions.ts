/** What marketers define. Publishing makes a new immutable version; a decision names the version that made it. */
import type { ConditionDocument } from "./condition.ts";
import type { OfferContent, OfferFormat } from "./decision.ts";

/** A named place on the site's pages. */
export interface PlacementDefinition {
  /** 1–64 of `a–z 0–9 _ -`. */
  id: string;
  name: string;
  kind: "offer" | "products";
  /** For products: how many at most, 1–24. */
  limit?: number;
  /** For products: heading by language, `en` at least. */
  headline?: Record<string, string>;
  /** For offers that name none; missing: `inline`. */
  format?: OfferFormat;
  /** For offers: how often this placement shows any, whichever it is. */
  caps?: FrequencyCaps;
  /**
   * For products: how they relate to what the visitor looks at. `next` is what they most likely look at next,
   * `alternatives` what they may choose instead of the page's product, `complements` what goes with the cart, or with what
   * was bought, `again` what they are due to buy again. Missing: `complements` where the page gives its cart, else `next`.
   */
  relation?: Relation;
}

/** How often at most. Counted are exposures: what was rendered and seen, not what was decided. */
export interface FrequencyCaps {
  /** Exposures in one session, 1–20. */
  perSession?: number;
  /** Exposures in any 24 hours, 1–20. */
  perDay?: number;
  /** Exposures ever, from 1. */
  lifetime?: number;
  /** Minutes between one exposure and the next decision for it, from 1. */
  minGapMinutes?: number;
}

export type Relation = "next" | "alternatives" | "complements" | "again";

/**
 * A merchandiser's word on products. Names are compared without regard to case. Where several rules meet one product,
 * `exclude` wins over `pin`, and of `boost` and `bury` the first given.
 */
export interface MerchandisingRule {
  /** `pin` puts a product first, `exclude` takes it out; `boost` and `bury` move it by at most `percent`. */
  action: "pin" | "boost" | "bury" | "exclude";
  /** Exactly one of these four; `pin` takes a product. */
  product?: string;
  category?: string;
  brand?: string;
  /** One of the product's `custom_label_0` to `custom_label_4`. */
  label?: string;
  /** Placement it holds for; missing: all. */
  placement?: string;
  /** How far `boost` and `bury` go, 1–50 percent of a score; missing: 25. */
  percent?: number;
}

/** How far what the catalogue says of a product moves its score at most, in percent, 0–25; missing: 10. 0 switches it off. */
export interface ProductBoosts {
  /** A greater margin than the catalogue's mean ranks higher, a smaller one lower. */
  margin?: number;
  /** Products labelled `overstock`. */
  overstock?: number;
  /** Products added within the last 30 days, fading. */
  freshness?: number;
}

/**
 * Who an offer is for. Every condition given must hold; an empty audience is everybody.
 * The first, small form of the condition language.
 */
export interface Audience {
  /** Engagement score now at least this, 0–100. */
  scoreAtLeast?: number;
  /** Engagement score now below this, 0–100. */
  scoreBelow?: number;
  /** The category (`item_category`) the visitor likes best, by decayed affinity. */
  favouriteCategory?: string;
  /** Whether something lies in the cart. */
  cart?: "filled" | "empty";
  /** Bought within so many days (`true` side), or did not. */
  boughtWithinDays?: number;
  notBoughtWithinDays?: number;
}

/**
 * When an offer may be shown, by the wall clock of `zone`. Local times follow the zone's daylight saving: a time that the
 * clock skips counts as that much after the skip began, one that it shows twice as the first.
 */
export interface OfferSchedule {
  /** IANA zone such as `Europe/Madrid`; missing: the site's `timeZone`. One that does not exist is refused at publishing. */
  zone?: string;
  /** Local date-time `2026-11-27T09:00`, from then on. */
  from?: string;
  /** Local date-time, up to but not including it. */
  until?: string;
  /** ISO days of the week, 1 is Monday; missing: every day. A window that crosses midnight belongs to the day it began. */
  weekdays?: number[];
  /** Windows of the day as `HH:MM`, `to` not included; `to` at or before `from` crosses midnight. Missing: all day. */
  hours?: { from: string; to: string }[];
}

/** An offer's texts in one language. What does not depend on the language stands on the offer. */
export interface OfferTexts extends Omit<OfferContent, "countdown" | "products"> {
  countdownLabel?: string;
}

/** What an offer may use up in all, over all visitors. Past it nobody is offered it; what is under way may overshoot. */
export interface OfferBudget {
  exposures?: number;
  /** Conversions by visitors who saw it; for an offer with a coupon, those that used the code. */
  redemptions?: number;
  /** In the site's currency: redemptions times `costPerRedemption`. */
  money?: number;
  costPerRedemption?: number;
}

/** What an offer is for, and how long after the first decision for it a visitor's doing so counts. */
export interface OfferGoal {
  /** Event name; missing: `purchase`. */
  event?: string;
  /** Hours, 1–2,160 (90 days); missing: 168, a week. */
  windowHours?: number;
}

export interface Offer {
  /** 1–64 of `a–z 0–9 _ -`. */
  id: string;
  name: string;
  placement: string;
  status: "live" | "paused";
  /** Higher wins; equals are drawn, with the probability logged. */
  priority: number;
  /** The first, small form of `eligibility`; still read, so that stored versions keep working. Both given: both must hold. */
  audience?: Audience;
  /** Who it is for, in the condition language; missing: everybody. */
  eligibility?: ConditionDocument;
  /**
   * By language: a primary subtag such as `es`, or a longer tag such as `zh-hant`, in lower case. Looked up by the page's
   * tag, its shorter forms, what `Definitions.languageFallbacks` says for it, the site's, `en`, then whichever there is.
   */
  content: Record<string, OfferTexts>;
  /** Missing: the placement's. */
  format?: OfferFormat;
  /** Missing: `false` for `inline`, `true` for the others; a modal always can be closed. */
  dismissible?: boolean;
  schedule?: OfferSchedule;
  caps?: FrequencyCaps;
  /** Never again after the visitor has done so. Independent of it, a closed offer stays closed for the session. */
  stopAfter?: ("conversion" | "click" | "dismissal")[];
  budget?: OfferBudget;
  /** Share, 0–0.5, of those it would be shown to who see nothing instead. Sticky by hash; beside the site's hold-out. */
  control?: number;
  goal?: OfferGoal;
  /** A code of its own for each visitor, from a pool uploaded at `/v1/sites/:site/pools/:pool`; never oversold. */
  couponPool?: string;
  /** At most so many visitors get it, ever; never oversold. */
  stock?: number;
  /**
   * What its coupon is good for; missing: everything. Nobody is offered a coupon for what they have just bought. For
   * offers without coupon it says the same of the offer itself.
   */
  promotes?: { itemIds?: string[]; categories?: string[] };
  /** A local date-time in the schedule's zone, or the end of the schedule's window now. At its end the offer ends. */
  countdown?: { endsAt: string } | { endsWith: "schedule" };
  products?: { source: "recommended"; limit: number } | { source: "pinned"; itemIds: string[] };
}

/** Visitors of whom a condition holds: members come and go with the event, or the instant, that changes the answer. */
export interface SegmentDefinition {
  /** 1–64 of `a–z 0–9 _ -`. */
  id: string;
  name: string;
  condition: ConditionDocument;
}

/** Half is the most a hold-out can be without being the main group. */
export const MOST_HOLDOUT = 0.5;

export interface Definitions {
  placements: PlacementDefinition[];
  offers: Offer[];
  /** Share of visitors, 0 to `MOST_HOLDOUT`, who see no offer, so that its effect can be measured. Sticky by hash. */
  holdout: number;
  /** How often a visitor sees any offer at all, wherever. */
  caps?: FrequencyCaps;
  /** By language tag in lower case, which languages to try after it, such as `{ "ca": ["es"] }`. */
  languageFallbacks?: Record<string, string[]>;
  /** At most 100. Of those that name one another, none may lead back to itself. */
  segments?: SegmentDefinition[];
  /** Missing: none. Pins of one placement stand in the order given. */
  merchandising?: MerchandisingRule[];
  /** Missing: 10 percent each. */
  productBoosts?: ProductBoosts;
}

/** Where the engagement score's bands begin: cold below `warm`, hot from `hot`. 0 < warm < hot ≤ 100. */
export interface ScoreBands {
  warm: number;
  hot: number;
}

/** What a site's owner sets. */
export interface SiteSettings {
  /** Shown in the console. */
  name: string;
  /** Public keys, `pk_<site>` or `pk_<site>_<anything>`. */
  keys: string[];
  /** Origins that may send, such as `https://shop.example`; `"*"` allows any, and is refused in production. */
  origins: string[];
  /** BCP 47 tag used where a page names none. */
  locale: string;
  /** ISO 4217, used where an event names none. */
  currency: string;
  /** IANA zone of the shop, in which its schedules are meant; missing: `UTC`. */
  timeZone?: string;
  /** Days an event may lie back; default `LIMITS.eventAgeDays`. */
  eventAgeDays: number;
  /** Days after the last request until a visitor's object erases itself. */
  retentionDays: number;
  /** What missing consent means: `"granted"` stores, `"denied"` answers contextually only. */
  consentDefault: "granted" | "denied";
  /** Missing: warm from 25, hot from 60. */
  scoreBands?: ScoreBands;
}
