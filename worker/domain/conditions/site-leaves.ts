/** Leaves about what the site says besides the visitor's own deeds: moments, products, signals. */
import type { MomentCondition, ProductCondition, SignalCondition } from "../../../wire/condition.ts";
import { PRODUCT_NEWS_MS } from "../catalogue/product-news.ts";
import type { Facts, ProductFacts } from "./facts.ts";
import { firstAfter, UNKNOWN, type Finding } from "./finding.ts";
import { passesValue, valueChange } from "./value-test.ts";

export function findMoment(leaf: MomentCondition, facts: Facts, now: number): Finding {
  const holds = momentsOf(leaf, facts).some(({ since, until }) => since <= now && now < until);
  return { holds, found: holds };
}

export function momentChange(leaf: MomentCondition, facts: Facts, now: number): number | undefined {
  return firstAfter(
    now,
    momentsOf(leaf, facts).flatMap(({ since, until }) => [since, until]),
  );
}

function momentsOf({ name }: MomentCondition, { sources }: Facts) {
  return (sources.moments ?? []).filter((moment) => moment.name === name);
}

export function findSignal(leaf: SignalCondition, facts: Facts, now: number): Finding {
  const signal = facts.sources.signals?.get(leaf.name);
  if (signal === undefined || now >= signal.until) return UNKNOWN;
  return { holds: passesValue(signal.value, leaf.test, now, (zone) => facts.zone(zone)), found: signal.value };
}

export function signalChange(leaf: SignalCondition, facts: Facts, now: number): number | undefined {
  const signal = facts.sources.signals?.get(leaf.name);
  if (signal === undefined || now >= signal.until) return undefined;
  const byDate = valueChange(signal.value, leaf.test, now, (zone) => facts.zone(zone));
  return firstAfter(now, [signal.until, byDate ?? Infinity]);
}

export function findProduct(leaf: ProductCondition, facts: Facts, now: number): Finding {
  for (const { itemId, at } of productsOf(leaf, facts)) {
    const product = facts.sources.product?.(itemId);
    if (product !== undefined && isMeant(product, leaf) && isInState(product, leaf, at, now)) {
      return { holds: true, found: itemId };
    }
  }
  return UNKNOWN;
}

/** News of a product grows old; every other state is the catalogue's, which time alone does not change. */
export function productChange(leaf: ProductCondition, facts: Facts, now: number): number | undefined {
  if (leaf.is !== "back_in_stock" && leaf.is !== "price_dropped") return undefined;
  const ends: number[] = [];
  for (const { itemId } of productsOf(leaf, facts)) {
    const product = facts.sources.product?.(itemId);
    const news = product && newsAt(product, leaf.is);
    if (product !== undefined && news !== undefined && isMeant(product, leaf)) ends.push(news + PRODUCT_NEWS_MS);
  }
  return firstAfter(now, ends);
}

/** The products with the last time the visitor had to do with each, epoch ms. */
function productsOf({ among }: ProductCondition, facts: Facts): readonly { itemId: string; at: number }[] {
  const { recentItems, purchases, lastAt } = facts.profile;
  switch (among) {
    case "viewed":
      return recentItems;
    case "bought":
      return purchases.latest.flatMap(({ at, itemIds }) => itemIds.map((itemId) => ({ itemId, at })));
    case "cart":
      // What was put in the cart was looked at; where that is forgotten, it was at the latest at the last event.
      return facts
        .cart()
        .map(({ itemId }) => ({ itemId, at: recentItems.find((one) => one.itemId === itemId)?.at ?? lastAt }));
  }
}

function isMeant({ category, brand }: ProductFacts, leaf: ProductCondition): boolean {
  return isSame(category, leaf.category) && isSame(brand, leaf.brand);
}

function isSame(value: string | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || value?.toLowerCase() === wanted.toLowerCase();
}

function isInState(product: ProductFacts, leaf: ProductCondition, seenAt: number, now: number): boolean {
  switch (leaf.is) {
    case "listed":
      return true;
    case "on_sale":
      return product.onSale;
    case "in_stock":
      return product.inStock;
    case "out_of_stock":
      return !product.inStock;
    case "low_stock":
      return product.lowStock;
    case "back_in_stock":
    case "price_dropped": {
      const news = newsAt(product, leaf.is);
      return news !== undefined && news > seenAt && now < news + PRODUCT_NEWS_MS;
    }
  }
}

function newsAt(product: ProductFacts, state: "back_in_stock" | "price_dropped"): number | undefined {
  return state === "back_in_stock" ? product.backAt : product.droppedAt;
}
