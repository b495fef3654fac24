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
  /**
   * For products: how they relate to what the visitor looks at. `next` is what they most likely look at next,
   * `alternatives` what they may choose instead of the page's product, `complements` what goes with the cart, or with what
   * was bought, `again` what they are due to buy again. Missing: `complements` where the page gives its cart, else `next`.
   */
  relation?: Relation;
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
  /** Missing: none. Pins of one placement stand in the order given. */
  merchandising?: MerchandisingRule[];
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
}
