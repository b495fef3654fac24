/** What became better about products from one catalogue to the next: came back into stock, or became cheaper. */
import type { Product } from "../../../wire/product.ts";
import { priceNow } from "./catalogue.ts";

/** Epoch ms; missing: not lately. */
export interface ProductNews {
  backAt?: number;
  droppedAt?: number;
}

/** How long news is news, ms: a fortnight. */
export const PRODUCT_NEWS_MS = 14 * 86_400_000;
/** Products with news kept, the newest: some 300 kB, which an isolate holds beside the catalogue. */
const NEWS_KEPT = 5_000;

/** The news with that of a new catalogue. What is no longer new is left out. */
export function productNews(
  known: ReadonlyMap<string, ProductNews>,
  before: readonly Product[],
  after: readonly Product[],
  now: number,
): Map<string, ProductNews> {
  const earlier = new Map(before.map((product) => [product.id, product]));
  const news: [string, ProductNews][] = [];
  for (const product of after) {
    const was = earlier.get(product.id);
    const old = known.get(product.id);
    const isBack = was?.availability === "out_of_stock" && product.availability !== "out_of_stock";
    const isCheaper = was !== undefined && was.currency === product.currency && priceNow(product) < priceNow(was);
    const backAt = isBack ? now : fresh(old?.backAt, now);
    const droppedAt = isCheaper ? now : fresh(old?.droppedAt, now);
    if (backAt === undefined && droppedAt === undefined) continue;
    news.push([product.id, { ...(backAt !== undefined && { backAt }), ...(droppedAt !== undefined && { droppedAt }) }]);
  }
  const newest = ({ backAt = 0, droppedAt = 0 }: ProductNews) => Math.max(backAt, droppedAt);
  return new Map(news.sort(([, a], [, b]) => newest(b) - newest(a)).slice(0, NEWS_KEPT));
}

function fresh(at: number | undefined, now: number): number | undefined {
  return at !== undefined && at + PRODUCT_NEWS_MS > now ? at : undefined;
}
