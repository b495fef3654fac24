/** What a merchandiser wants, and what the products themselves say for being shown, as bounded factors on scores. */
import type { Definitions, MerchandisingRule } from "../../../wire/definitions.ts";
import type { Product } from "../../../wire/product.ts";
import { priceNow, type Catalogue } from "../catalogue/catalogue.ts";

/** One placement's rules as seen from a catalogue. Immutable. */
export interface Merchandising {
  /** By product index: 1 where a rule takes it out. */
  readonly excluded: Uint8Array;
  /** By product index: factor on its score, `LEAST_FACTOR`–`MOST_FACTOR`; freshness comes on top at the time of asking. */
  readonly factor: Float32Array;
  /** Product indices, in the order they are to stand. */
  readonly pinned: readonly number[];
}

/** Percent of a rule that names none. */
const DEFAULT_PERCENT = 25;
/** Percent a rule can go at most; `worker/intake/check-merchandising.ts` refuses more. */
const MOST_PERCENT = 50;

/**
 * Most that each fact moves a score, as a share of it: enough to decide between products that fit about as well, never
 * enough to show what does not.
 */
const MARGIN_BOOST = 0.1;
const OVERSTOCK_BOOST = 0.1;
const FRESHNESS_BOOST = 0.1;

/** Bounds of all factors together, freshness included. */
export const LEAST_FACTOR = (1 - MOST_PERCENT / 100) * (1 - MARGIN_BOOST);
export const MOST_FACTOR =
  (1 + MOST_PERCENT / 100) * (1 + MARGIN_BOOST) * (1 + OVERSTOCK_BOOST) * (1 + FRESHNESS_BOOST);

/** Difference from the catalogue's mean margin, as a share of the price, at which the boost is whole. */
const MARGIN_SPAN = 0.25;
/** The label that says there is too much of it. */
const OVERSTOCK_LABEL = "overstock";
/** Milliseconds over which freshness fades to nothing. */
const FRESH_MS = 30 * 86_400_000;

const made = new WeakMap<Definitions, WeakMap<Catalogue, Map<string, Merchandising>>>();

/**
 * The rules of one placement. Looked up after the first call for a catalogue and a version of the definitions, which
 * costs a comparison per product and rule: make it when either is loaded and no visitor waits.
 */
export function merchandisingFor(definitions: Definitions, catalogue: Catalogue, placement: string): Merchandising {
  let byCatalogue = made.get(definitions);
  if (!byCatalogue) made.set(definitions, (byCatalogue = new WeakMap()));
  let byPlacement = byCatalogue.get(catalogue);
  if (!byPlacement) byCatalogue.set(catalogue, (byPlacement = new Map()));
  let found = byPlacement.get(placement);
  if (!found) {
    const rules = definitions.merchandising?.filter(
      (rule) => rule.placement === undefined || rule.placement === placement,
    );
    byPlacement.set(placement, (found = merchandise(rules ?? [], catalogue)));
  }
  return found;
}

export function merchandise(rules: readonly MerchandisingRule[], catalogue: Catalogue): Merchandising {
  const { products, byId } = catalogue;
  const excluded = new Uint8Array(products.length);
  const factor = Float32Array.from(ownFactors(products));
  const moved = new Uint8Array(products.length);
  for (const rule of rules) {
    if (rule.action === "pin") continue;
    const percent = Math.min(MOST_PERCENT, rule.percent ?? DEFAULT_PERCENT);
    for (const index of matched(rule, catalogue)) {
      if (rule.action === "exclude") excluded[index] = 1;
      else if (moved[index] === 0) {
        moved[index] = 1;
        factor[index]! *= 1 + (rule.action === "boost" ? percent : -percent) / 100;
      }
    }
  }
  const pinned = rules.flatMap(({ action, product }) => {
    const index = action === "pin" && product !== undefined ? byId.get(product) : undefined;
    return index === undefined || excluded[index] === 1 ? [] : [index];
  });
  return { excluded, factor, pinned: [...new Set(pinned)] };
}

/** How much newer products are favoured, 1 for old ones and those of unknown age. */
export function freshness(addedAt: number | undefined, now: number): number {
  if (addedAt === undefined) return 1;
  return 1 + FRESHNESS_BOOST * Math.max(0, Math.min(1, 1 - (now - addedAt) / FRESH_MS));
}

/** Margin and overstock. A product whose cost is not known counts as of mean margin. */
function ownFactors(products: readonly Product[]): number[] {
  const margins = products.map(marginOf);
  const known = margins.filter((margin) => margin !== undefined);
  const mean = known.reduce((sum, margin) => sum + margin, 0) / Math.max(1, known.length);
  return products.map((product, index) => {
    const above = Math.max(-1, Math.min(1, ((margins[index] ?? mean) - mean) / MARGIN_SPAN));
    return (1 + MARGIN_BOOST * above) * (labelsOf(product).includes(OVERSTOCK_LABEL) ? 1 + OVERSTOCK_BOOST : 1);
  });
}

/** Share of the price that is left after the cost of the goods, −1 at least: below, the cost is a mistake in the feed. */
function marginOf(product: Product): number | undefined {
  const price = priceNow(product);
  const cost = product.cost_of_goods_sold;
  return cost === undefined || price <= 0 ? undefined : Math.max(-1, (price - cost) / price);
}

function labelsOf(product: Product): string[] {
  const { custom_label_0, custom_label_1, custom_label_2, custom_label_3, custom_label_4 } = product;
  return [custom_label_0, custom_label_1, custom_label_2, custom_label_3, custom_label_4].flatMap((label) =>
    label === undefined ? [] : [label.trim().toLowerCase()],
  );
}

function* matched(rule: MerchandisingRule, { products, byId, categories, brands }: Catalogue): Generator<number> {
  if (rule.product !== undefined) {
    const index = byId.get(rule.product);
    if (index !== undefined) yield index;
    return;
  }
  const label = rule.label?.trim().toLowerCase();
  const category = rule.category === undefined ? undefined : categories.named(rule.category);
  const brand = rule.brand === undefined ? undefined : brands.named(rule.brand);
  for (const [index, product] of products.entries()) {
    if (label !== undefined) {
      if (labelsOf(product).includes(label)) yield index;
    } else if (
      category !== undefined
        ? category >= 0 && categories.of[index] === category
        : brand !== undefined && brand >= 0 && brands.of[index] === brand
    ) {
      yield index;
    }
  }
}
