/** "Why these products?": the question, and everything the answer rests on. `POST /v1/sites/:site/recommendations/explain`. */
import type { ModelStatus } from "./console.ts";
import type { ReasonCode } from "./decision.ts";
import type { MerchandisingRule, ProductBoosts, Relation } from "./definitions.ts";
import type { Availability } from "./product.ts";

/** Whose row it is, and where. */
export interface ExplainRequest {
  session: {
    /** A visitor of the site. What they did then stands for the two lists, which must be missing. */
    visitor?: string;
    /** Ids of products looked at, the last one last; at most 20. Unknown ids are passed over, as in a visit. */
    viewed?: string[];
    /** Ids of products in the cart, at most 20. */
    cart?: string[];
  };
  page?: {
    /** The product the page is about: it is not recommended back. */
    itemId?: string;
    category?: string;
    /** The page's cart, where it says so: then what goes with it is wanted. */
    cartItemIds?: string[];
  };
  /** A placement for products; its relation, length and rules hold. Missing: rules without a placement hold. */
  placement?: string;
  /** In the placement's stead. */
  relation?: Relation;
  /** Places of the row, 1–24; missing: the placement's. */
  limit?: number;
  /** Rules and boosts to try instead of those published. */
  merchandising?: MerchandisingRule[];
  productBoosts?: ProductBoosts;
  /** "Why is this one not here?": a product's id. */
  product?: string;
  /** Also what the model kept for a roll-back would show. */
  compare?: "previous";
  /** BCP 47 tag of the products' titles; missing: the site's. */
  locale?: string;
}

export interface ExplainAnswer {
  row: ExplainedRow;
  /** Only where asked for and there is one. */
  previous?: ExplainedRow;
  /** How the two models stand and did; only with `compare`. */
  models?: ModelStatus;
  /** Every product the answer names, by id; one the catalogue lists no more is missing. */
  products: Record<string, ProductSummary>;
}

export interface ProductSummary {
  title: string;
  imageLink?: string;
  brand?: string;
  category?: string;
  /** Price of one now, in `currency`. */
  price: number;
  currency: string;
}

export interface ExplainedRow {
  model: { version: number; builtAt: number; sessions: number };
  relation: Relation;
  /** Places. */
  limit: number;
  /** Products the row starts from, the weightiest first: weight 0–1. */
  anchors: { id: string; weight: number }[];
  /** Best first. */
  products: ExplainedProduct[];
  /** What was asked in turn, and how many products each had; the first fill the row, the rest what they leave open. */
  sources: { source: ReasonCode; found: number }[];
  /** What was taken out before anything was ranked. */
  filtered: FilteredProduct[];
  /** What fitted and found no place, best first, at most 8. */
  outranked: OutrankedProduct[];
  /** How new products get their chance here; missing where the row is too short, not full, or has a new one already. */
  exploration?: {
    /** Share of sessions whose last place goes to one of `newcomers`, 0–1; each is as likely as any other. */
    share: number;
    newcomers: string[];
    /** For a visitor: the one this session has drawn; missing where it drew none. */
    drawn?: string;
    /** Of what became of it. */
    probability: number;
  };
  /** Only where a product was asked about. */
  asked?: { id: string; answer: AskedProduct };
}

export interface ExplainedProduct {
  id: string;
  reason: ReasonCode;
  fact: RecommendationFact;
  /** The same in English. */
  why: string;
  /** Comparable only with scores of the same reason. */
  score: number;
  effects: ScoreEffects;
}

/** The fact behind a product's place, for words in any language. */
export type RecommendationFact =
  | { kind: "pinned" }
  /** Viewed after `product` in so many visits. */
  | { kind: "viewed_after"; product: string; visits: number }
  /** So many visits like this one viewed it. `before`: this visitor did too. */
  | { kind: "similar_visits"; visits: number; before?: true }
  /** This visitor looked at it before. */
  | { kind: "seen_before" }
  /** Often viewed with what such visits look at. */
  | { kind: "related" }
  /** In so many orders with `product`; and in so many of this visitor's own. */
  | { kind: "bought_with"; product: string; orders: number; ownOrders: number }
  /** Bought so many times by this visitor, and with nothing of the basket. */
  | { kind: "bought_before"; ownOrders: number }
  /** This visitor buys it every so many days, the last time so many days ago. */
  | { kind: "due_again"; everyDays: number; elapsedDays: number }
  /** Like `product`: what the two share by name, and how much dearer it is in percent, cheaper below 0. */
  | {
      kind: "similar";
      product: string;
      sameKind?: string;
      sameCategory?: string;
      sameBrand?: string;
      dearerPercent?: number;
    }
  /** Looked at so many times by all; `category`: foremost there. */
  | { kind: "popular"; looks: number; category?: string }
  /** Next in the catalogue's order. */
  | { kind: "listed"; category?: string }
  /** New, and given a chance; `like`: why this one of the new. */
  | { kind: "newcomer"; like: RecommendationFact };

/** What moved the product's score besides what visitors did. Factors: 1 changes nothing, 1.25 is a quarter more. */
export interface ScoreEffects {
  /** Place in the list of rules, from 0, of the one that pinned it, or moved it and by which factor. */
  pinnedBy?: number;
  movedBy?: { rule: number; factor: number };
  margin: number;
  overstock: number;
  freshness: number;
  /** The visitor's taste in categories, brands and prices; below 1 also what they have seen. */
  taste: number;
}

export interface FilteredProduct {
  id: string;
  reason: "OUT_OF_STOCK" | "JUST_BOUGHT" | "ON_THIS_PAGE" | "IN_CART" | "EXCLUDED";
  /** For `EXCLUDED`: place of the rule in the list, from 0. */
  rule?: number;
}

export interface OutrankedProduct {
  id: string;
  reason: ReasonCode;
  fact: RecommendationFact;
  /** Place among all that fitted, from 1, and how many those are. */
  rank: number;
  of: number;
  /** Half of the row was of its brand already. */
  brandFull: boolean;
  effects: ScoreEffects;
}

/** Why a product is here, or is not. */
export type AskedProduct =
  | { kind: "here"; place: number }
  | { kind: "not_in_catalogue" }
  | { kind: "not_sellable"; availability: Availability; forSale: boolean }
  | { kind: "excluded"; rule: number }
  | { kind: "barred"; reason: "JUST_BOUGHT" | "ON_THIS_PAGE" | "IN_CART" }
  | ({ kind: "outranked" } & Omit<OutrankedProduct, "id">)
  /** Something speaks for it, but for more than `best` others more does. */
  | {
      kind: "behind_the_best";
      reason: ReasonCode;
      fact: RecommendationFact;
      best: number;
      effects: ScoreEffects;
    }
  /** Nothing that is known links it to this session. Looked at so many times by all. */
  | { kind: "no_link"; looks: number };
