/** What a merchandiser wants, and what the products themselves say for being shown, as bounded factors on scores. */
import type { Definitions, MerchandisingRule, ProductBoosts } from "../../../wire/definitions.ts";
import type { Product } from "../../../wire/product.ts";
import { priceNow, type Catalogue } from "../catalogue/catalogue.ts";

/** One placement's rules as seen from a catalogue. Immutable. */
export interface Merchandising {
  /** By product index: 1 where a rule takes it out. */
  readonly excluded: Uint8Array;
  /** By product index: factor on its score, `LEAST_FACTOR`–`MOST_FACTOR`; freshness comes on top at the time of asking. */
  readonly factor: Float32Array;
  /** Most that being new adds to a score, as a share of it. */
  readonly freshness: number;
  /** Product indices, in the order they are to stand. */
  readonly pinned: readonly number[];
}

/** Percent of a rule that names none. */
const DEFAULT_PERCENT = 25;
/** Percent a rule can go at most; `worker/intake/check-merchandising.ts` refuses more. */
const MOST_PERCENT = 50;

/**
 * Percent that each fact of the catalogue moves a score by, where the site says nothing, and at most
 * (`worker/intake/check-merchandising.ts` refuses more): enough to decide between products that fit about as well.
 */
const DEFAULT_BOOST = 10;
const MOST_BOOST = 25;

/** Bounds of all factors together, freshness included. */
export const LEAST_FACTOR = (1 - MOST_PERCENT / 100) * (1 - MOST_BOOST / 100);
export const MOST_FACTOR = (1 + MOST_PERCENT / 100) * (1 + MOST_BOOST / 100) ** 3;

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
  const { merchandising = [], productBoosts } = definitions;
  // Placements that no rule names share one: what is ranked by it for one of them is ranked for all.
  const key = merchandising.some((rule) => rule.placement === placement) ? placement : ANY_PLACEMENT;
  let found = byPlacement.get(key);
  if (!found) {
    byPlacement.set(
      key,
      (found = merchandise(
        merchandising.filter((rule) => holdsFor(rule, placement)),
        catalogue,
        productBoosts,
      )),
    );
  }
  return found;
}

/** No placement's id. */
const ANY_PLACEMENT = "";

/** Whether a rule holds for a placement; `undefined`: for none in particular. */
function holdsFor(rule: MerchandisingRule, placement: string | undefined): boolean {
  return rule.placement === undefined || rule.placement === placement;
}

export function merchandise(
  rules: readonly MerchandisingRule[],
  catalogue: Catalogue,
  boosts: ProductBoosts = {},
): Merchandising {
  const { products, byId } = catalogue;
  const excluded = new Uint8Array(products.length);
  const own = ownBoosts(products, boosts);
  const factor = Float32Array.from(products, (_, index) => own(index).margin * own(index).overstock);
  const moved = new Uint8Array(products.length);
  for (const rule of rules) {
    if (rule.action === "pin") continue;
    for (const index of matched(rule, catalogue)) {
      if (rule.action === "exclude") excluded[index] = 1;
      else if (moved[index] === 0) {
        moved[index] = 1;
        factor[index]! *= factorOf(rule);
      }
    }
  }
  const pinned = rules.flatMap(({ action, product }) => {
    const index = action === "pin" && product !== undefined ? byId.get(product) : undefined;
    return index === undefined || excluded[index] === 1 ? [] : [index];
  });
  return { excluded, factor, pinned: [...new Set(pinned)], freshness: shareOf(boosts.freshness) };
}

/** Of a boost or a bury. */
function factorOf({ action, percent = DEFAULT_PERCENT }: MerchandisingRule): number {
  const share = Math.min(MOST_PERCENT, percent) / 100;
  return action === "boost" ? 1 + share : 1 - share;
}

/** Which rules of a list meet one product, by their places in it. */
export interface RulesMet {
  excludedBy?: number;
  pinnedBy?: number;
  movedBy?: { rule: number; factor: number };
}

/**
 * The rules that `merchandise` would have used for this product: for whoever asks why.
 *
 * @param rules all of them, those for other placements too, so that places are those of the whole list
 */
export function rulesMet(
  rules: readonly MerchandisingRule[],
  placement: string | undefined,
  catalogue: Catalogue,
  index: number,
): RulesMet {
  const met: RulesMet = {};
  for (const [place, rule] of rules.entries()) {
    if (!holdsFor(rule, placement) || !meets(rule, catalogue)(index)) continue;
    if (rule.action === "exclude") met.excludedBy ??= place;
    else if (rule.action === "pin") met.pinnedBy ??= place;
    else met.movedBy ??= { rule: place, factor: factorOf(rule) };
  }
  return met;
}

/**
 * How much newer products are favoured, 1 for old ones and those of unknown age.
 *
 * @param most that is added to the score of what has just come, as a share of it
 */
export function freshness(addedAt: number | undefined, now: number, most: number): number {
  if (addedAt === undefined) return 1;
  return 1 + most * Math.max(0, Math.min(1, 1 - (now - addedAt) / FRESH_MS));
}

/** Factors by margin and overstock, by product index. A product whose cost is not known counts as of mean margin. */
export function ownBoosts(
  products: readonly Product[],
  boosts: ProductBoosts = {},
): (index: number) => { margin: number; overstock: number } {
  const margins = products.map(marginOf);
  const known = margins.filter((margin) => margin !== undefined);
  const mean = known.reduce((sum, margin) => sum + margin, 0) / Math.max(1, known.length);
  const [byMargin, byOverstock] = [shareOf(boosts.margin), shareOf(boosts.overstock)];
  return (index) => {
    const above = Math.max(-1, Math.min(1, ((margins[index] ?? mean) - mean) / MARGIN_SPAN));
    const isOverstock = labelsOf(products[index]!).includes(OVERSTOCK_LABEL);
    return { margin: 1 + byMargin * above, overstock: isOverstock ? 1 + byOverstock : 1 };
  };
}

function shareOf(percent: number = DEFAULT_BOOST): number {
  return Math.max(0, Math.min(MOST_BOOST, percent)) / 100;
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

function* matched(rule: MerchandisingRule, catalogue: Catalogue): Generator<number> {
  if (rule.product !== undefined) {
    const index = catalogue.byId.get(rule.product);
    if (index !== undefined) yield index;
    return;
  }
  const isMet = meets(rule, catalogue);
  for (const index of catalogue.products.keys()) if (isMet(index)) yield index;
}

/** Whether a product, by its index, is one that the rule names. */
function meets(rule: MerchandisingRule, { products, byId, categories, brands }: Catalogue): (index: number) => boolean {
  if (rule.product !== undefined) {
    const named = byId.get(rule.product);
    return (index) => index === named;
  }
  if (rule.label !== undefined) {
    const label = rule.label.trim().toLowerCase();
    return (index) => labelsOf(products[index]!).includes(label);
  }
  const shelving = rule.category === undefined ? brands : categories;
  const shelf = shelving.named(rule.category ?? rule.brand ?? "");
  return (index) => shelf >= 0 && shelving.of[index] === shelf;
}
