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
  | "WRONG_PLACEMENT"
  /** The visitor closed it: gone for this session, or for good where the offer says so. */
  | "DISMISSED"
  /** The visitor has done what the offer is for. */
  | "CONVERTED"
  /** The offer has been shown, redeemed or paid out as often as its budget allows. */
  | "BUDGET_SPENT"
  /** No coupon code, or no piece of the stock, is left. */
  | "POOL_EMPTY"
  /** In the offer's own control group: would have seen this offer, and sees nothing. */
  | "CONTROL";

/**
 * How an offer stands in the page: `inline` in the placement's own frame, `bar` along the top edge, `modal` over the
 * page with the rest inert, `toast` in a corner.
 */
export type OfferFormat = "inline" | "bar" | "modal" | "toast";

export interface OfferImage {
  /** `https:` or same-origin path; anything else is not rendered. */
  src: string;
  /** Empty where the picture is decoration. */
  alt: string;
  /** CSS pixels of the picture as it is, so that the page can keep its room. Both or neither. */
  width?: number;
  height?: number;
}

export interface OfferButton {
  label: string;
  /** `https:` or same-origin path; anything else is not rendered. */
  href: string;
}

/** What an offer shows: typed data, put in the page with `createElement` and `textContent`, never as HTML. */
export interface OfferContent {
  headline: string;
  text?: string;
  image?: OfferImage;
  /** The main thing to do. */
  button?: OfferButton;
  /** The other thing to do, drawn quieter. */
  secondaryButton?: OfferButton;
  /** A code to copy: the offer's own, or the one of its pool that is this visitor's for good. */
  coupon?: string;
  countdown?: OfferCountdown;
  /** Products inside the offer, best first, at most 12. */
  products?: ProductCard[];
}

export interface OfferCountdown {
  /** Epoch ms when it ends. Count by the difference to `CollectResponse.receivedAt`, not by the browser's clock alone. */
  endsAt: number;
  /** What ends then, such as "Sale ends in"; the renderer has a neutral one. */
  label?: string;
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

/** An offer as the page gets it: in one language, with the visitor's own code. */
export interface ShownOffer extends OfferContent {
  id: string;
  /** Missing, as in decisions cached before formats existed: `inline`. */
  format?: OfferFormat;
  /** Whether the shopper can close it. Missing: `false` for `inline`, `true` for the others; a modal always can be closed. */
  dismissible?: boolean;
}

export interface OfferDecision extends DecisionBase {
  kind: "offer";
  offer: ShownOffer;
  /**
   * Signed proof of this decision: send it back as `decision_token` with impression, click and dismissal. Empty in a
   * preview of a draft: then report nothing.
   */
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
