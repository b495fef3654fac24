/** The facts of one visitor at one site, from what the visitor's object and the isolate hold. */
import type { Condition, ConditionDocument } from "../../../wire/condition.ts";
import type { ScoreBands } from "../../../wire/definitions.ts";
import type { Product } from "../../../wire/product.ts";
import { priceNow, type Catalogue } from "../catalogue/catalogue.ts";
import type { ProductNews } from "../catalogue/product-news.ts";
import type { Profile } from "../profile/profile.ts";
import { engagementCurve } from "../score/next-score-change.ts";
import type { Scorecard } from "../score/scorecard.ts";
import { Facts, type FactSources, type ProductFacts } from "./facts.ts";

export interface SiteFacts {
  catalogue?: Catalogue;
  news?: ReadonlyMap<string, ProductNews>;
  /** Missing: the bundle's. */
  scorecard?: Scorecard;
  /** Where the score's bands begin; missing: by default. */
  bands?: ScoreBands;
  /** Published segments. */
  segments?: readonly { id: string; condition: ConditionDocument }[];
}

/** What is not from the profile or the site is passed through as it is. */
export type OwnFacts = Partial<Omit<FactSources, "profile" | "product" | "segments">>;

/** The shop's zone where its settings name none. */
export const DEFAULT_ZONE = "UTC";
/** Pieces from which on downwards a product counts as nearly gone, as shops' "only a few left" does. */
const LOW_STOCK = 5;

export function visitorFacts(profile: Profile, site: SiteFacts, own: OwnFacts = {}): Facts {
  const { catalogue, news } = site;
  return new Facts({
    score: engagementCurve(profile, site.scorecard),
    ...(site.bands !== undefined && { bands: site.bands }),
    shopZone: DEFAULT_ZONE,
    ...own,
    profile,
    segments: segmentsById(site.segments),
    ...(catalogue !== undefined && {
      product: (itemId: string) => {
        const index = catalogue.byId.get(itemId);
        return index === undefined ? undefined : productFacts(catalogue.products[index]!, news?.get(itemId));
      },
    }),
  });
}

/** By list, so that it is made once for each published version. */
const byList = new WeakMap<readonly object[], ReadonlyMap<string, Condition>>();

function segmentsById(segments: SiteFacts["segments"]): ReadonlyMap<string, Condition> {
  if (segments === undefined) return new Map();
  let map = byList.get(segments);
  if (map === undefined) {
    map = new Map(segments.map(({ id, condition }) => [id, condition.when]));
    byList.set(segments, map);
  }
  return map;
}

function productFacts(product: Product, news: ProductNews | undefined): ProductFacts {
  const category = product.category ?? product.product_type?.split(">")[0]?.trim();
  return {
    ...(category !== undefined && { category }),
    ...(product.brand !== undefined && { brand: product.brand }),
    onSale: priceNow(product) < product.price,
    inStock: product.availability !== "out_of_stock",
    lowStock: product.quantity !== undefined && product.quantity > 0 && product.quantity <= LOW_STOCK,
    ...news,
  };
}
