/** What an upload changes about the catalogue, product by product. */
import type { FeedCounts } from "../../../wire/catalogue.ts";
import type { Product } from "../../../wire/product.ts";

export function compareCatalogues(
  before: readonly Product[],
  after: readonly Product[],
): Pick<FeedCounts, "added" | "changed" | "unchanged" | "gone"> {
  const earlier = new Map(before.map((product) => [product.id, product]));
  const counts = { added: 0, changed: 0, unchanged: 0, gone: 0 };
  for (const product of after) {
    const was = earlier.get(product.id);
    if (was === undefined) counts.added++;
    else if (isSame(was, product)) counts.unchanged++;
    else counts.changed++;
  }
  counts.gone = earlier.size - counts.changed - counts.unchanged;
  return counts;
}

/** The same JSON, whatever the order of its keys. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [mine, theirs] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(mine);
  return keys.length === Object.keys(theirs).length && keys.every((key) => isSame(mine[key], theirs[key]));
}
