/** An offer as the page gets it: one language, the visitor's own code, the countdown's instant, the products' cards. */
import type { ProductCard, ShownOffer } from "../../../wire/decision.ts";
import type { Offer, PlacementDefinition } from "../../../wire/definitions.ts";
import { cardFor } from "../catalogue/product-card.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { claimIn, type ContactLedger } from "./contact-ledger.ts";
import { inLocale } from "./locale-chain.ts";
import { countdownEnd } from "./obstacle.ts";
import { claimOf } from "./offer-setting.ts";

/** Greatest row of products inside an offer. */
export const OFFER_PRODUCTS_MOST = 12;

export interface ContentSources {
  placement: PlacementDefinition;
  /** BCP 47 tag of the page, if it says. */
  pageLocale: string | undefined;
  siteLocale: string;
  languageFallbacks?: Record<string, string[]>;
  timeZone: string;
  ledger: ContactLedger;
  catalogue: Catalogue;
  now: number;
  /** Next-best products for this visitor on this page, at most so many. */
  recommend(this: void, limit: number): ProductCard[];
}

export function contentOf(offer: Offer, sources: ContentSources): ShownOffer {
  const texts = inLocale(offer.content, sources.pageLocale, sources.siteLocale, sources.languageFallbacks);
  const { countdownLabel, ...content } = texts ?? { headline: offer.name };
  const claim = claimOf(offer);
  const code = claim === undefined ? undefined : claimIn(sources.ledger, claim)?.code;
  const endsAt = countdownEnd(offer, sources.timeZone, sources.now);
  const products = productsOf(offer, sources);
  const format = offer.format ?? sources.placement.format;
  return {
    id: offer.id,
    ...content,
    ...(code !== undefined && { coupon: code }),
    ...(endsAt !== undefined && {
      countdown: { endsAt, ...(countdownLabel !== undefined && { label: countdownLabel }) },
    }),
    ...(products.length > 0 && { products }),
    ...(format !== undefined && { format }),
    ...(offer.dismissible !== undefined && { dismissible: offer.dismissible }),
  };
}

function productsOf(
  { products }: Offer,
  { catalogue, pageLocale, siteLocale, recommend }: ContentSources,
): ProductCard[] {
  if (products === undefined) return [];
  if (products.source === "recommended") return recommend(Math.min(products.limit, OFFER_PRODUCTS_MOST));
  const cards: ProductCard[] = [];
  for (const itemId of products.itemIds.slice(0, OFFER_PRODUCTS_MOST)) {
    const index = catalogue.byId.get(itemId);
    // What has left the catalogue or cannot be bought is left out: a row one shorter beats a dead end.
    if (index === undefined || catalogue.sellable[index] !== 1) continue;
    cards.push({
      ...cardFor(catalogue, index, pageLocale ?? siteLocale),
      reason: "STATIC",
      why: "chosen by hand for this offer",
    });
  }
  return cards;
}
