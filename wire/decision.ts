/** A decision: what a placement shows, why, and how probable that was. */

/**
 * Why a placement got what it got. The first eight are OpenFeature's (spec, "Resolution details"); the rest are ours.
 * A reason is for one decision; why each other candidate lost is in `Decision.candidates` when asked for.
 */
export type ReasonCode =
  | "STATIC"
  | "DEFAULT"
  | "TARGETING_MATCH"
  | "SPLIT"
  | "CACHED"
  | "DISABLED"
  | "UNKNOWN"
  | "ERROR"
  /** Chosen because visitors who looked at what this one looked at, looked at it too. */
  | "CO_VISITED"
  /** Chosen because visits like this one looked at it. */
  | "SESSION_NEIGHBOURS"
  /** Chosen because it is bought with what lies in the cart or was bought. */
  | "BOUGHT_TOGETHER"
  /** Chosen because this visitor buys it again and again, and it is time. */
  | "DUE_AGAIN"
  /** Put there by a merchandiser. */
  | "PINNED"
  /** New, and shown to a known share of visitors to find out who likes it. */
  | "EXPLORED"
  /** Chosen because its category, brand and price are like those this visitor looks at. */
  | "SIMILAR_CONTENT"
  /** Chosen because many look at it now. */
  | "POPULAR"
  /** Chosen because the catalogue lists it and nothing better is known. */
  | "CATALOGUE_ORDER"
  // Why a candidate was not chosen, or a placement stayed empty:
  | "HOLDOUT"
  | "FREQUENCY_CAP"
  | "NO_CONSENT"
  | "OUT_OF_SCHEDULE"
  | "LOWER_PRIORITY"
  | "AUDIENCE_MISMATCH"
  | "DRAW_LOST"
  | "OUT_OF_STOCK"
  | "JUST_BOUGHT"
  | "ON_THIS_PAGE"
  | "IN_CART"
  /** A merchandiser took it out. */
  | "EXCLUDED"
  | "NO_CANDIDATES"
  | "UNKNOWN_PLACEMENT"
  | "WRONG_PLACEMENT";

/** What an offer shows: typed data, put in the page with `createElement` and `textContent`, never as HTML. */
export interface OfferContent {
  headline: string;
  text?: string;
  /** `https:` or same-origin path; anything else is not rendered. */
  image?: { src: string; alt: string };
  button?: { label: string; href: string };
  /** A code to copy. */
  coupon?: string;
}

/** A product as a placement shows it. */
export interface ProductCard {
  /** `item_id` of the catalogue. */
  id: string;
  title: string;
  /** Same-origin path or `https:` URL. */
  link: string;
  imageLink?: string;
  brand?: string;
  /** `item_category`, so that the click says it. */
  category?: string;
  /** Price of one in `currency`, not minor units. */
  price?: number;
  /** Lower price now, if on sale. */
  salePrice?: number;
  /** ISO 4217. */
  currency?: string;
  /** Why this product: the code, and the fact behind it in words a marketer reads. */
  reason: ReasonCode;
  /** Such as "viewed after Trail Runner 3 in 41 visits". In the console's language: English. */
  why: string;
}

/** One candidate that was considered, and what became of it. Only with `explain`. */
export interface Candidate {
  /** Offer id or product id. */
  id: string;
  name: string;
  chosen: boolean;
  /** For the chosen: as in the decision. For the others: why not. */
  reason: ReasonCode;
  /** The fact behind the reason, such as "score 31 is below 60". */
  detail: string;
}

interface DecisionBase {
  /** Unique for each decision made. */
  id: string;
  placement: string;
  reason: ReasonCode;
  /** The fact behind the reason, in plain English. */
  why: string;
  /** With what probability this was chosen, 0–1. Exactly 1 where nothing was drawn. */
  probability: number;
  /** Version of the recommender's model, `0` for the one shipped in the bundle. */
  model: number;
  /** Version of the site's published definitions that decided. */
  definitions: number;
  candidates?: Candidate[];
}

export interface OfferDecision extends DecisionBase {
  kind: "offer";
  offer: OfferContent & { id: string };
  /** Signed proof of this decision: send it back as `decision_token` with impression, click and conversion. */
  token: string;
}

export interface ProductsDecision extends DecisionBase {
  kind: "products";
  /** Heading for the row, in the page's locale. */
  headline: string;
  products: ProductCard[];
  token: string;
}

/** Nothing to show: the page stays as it is. */
export interface EmptyDecision extends DecisionBase {
  kind: "none";
}

export type Decision = OfferDecision | ProductsDecision | EmptyDecision;
