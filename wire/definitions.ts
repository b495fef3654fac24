/** What marketers define. Publishing makes a new immutable version; a decision names the version that made it. */
import type { OfferContent } from "./decision.ts";

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

export interface Offer {
  /** 1–64 of `a–z 0–9 _ -`. */
  id: string;
  name: string;
  placement: string;
  status: "live" | "paused";
  /** Higher wins; equals are drawn, with the probability logged. */
  priority: number;
  audience: Audience;
  /** By primary language subtag; falls back to `en`. */
  content: Record<string, OfferContent>;
}

export interface Definitions {
  placements: PlacementDefinition[];
  offers: Offer[];
  /** Share of visitors, 0–0.5, who see no offer, so that its effect can be measured. Sticky by hash. */
  holdout: number;
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
  /** Days an event may lie back; default `LIMITS.eventAgeDays`. */
  eventAgeDays: number;
  /** Days after the last request until a visitor's object erases itself. */
  retentionDays: number;
  /** What missing consent means: `"granted"` stores, `"denied"` answers contextually only. */
  consentDefault: "granted" | "denied";
  /** Missing: warm from 25, hot from 60. */
  scoreBands?: ScoreBands;
}
