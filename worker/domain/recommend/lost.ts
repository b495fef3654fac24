/** What else was considered for a row, and why it lost. */
import type { Lost, NextBestInput } from "./next-best.ts";
import type { ModelView } from "./model-view.ts";
import type { Row } from "./row.ts";

/** Losers told of each kind: what a marketer reads on a screen, and a bound on the answer's size. */
const LISTED = { barred: 8, outOfStock: 4, lowerPriority: 8 } as const;

/** Barred first, then sold out, then outranked, best first in each. */
export function explainLost(
  { catalogue }: NextBestInput,
  view: ModelView,
  row: Row,
  barred: ReadonlyMap<number, Lost>,
  admitted: (product: number) => boolean,
): Lost[] {
  const soldOut = view.coVisited
    .ranked((index) => catalogue.sellable[index] !== 1 && !barred.has(index))
    .slice(0, LISTED.outOfStock)
    .map((index): Lost => ({ index, reason: "OUT_OF_STOCK", detail: "not available now" }));
  const candidates = [...new Set([...view.coVisited.ranked(admitted), ...view.similar.ranked(admitted)])];
  const outranked = candidates
    .map((index, rank): Lost => {
      const detail = `ranked ${rank + 1} of ${candidates.length}, the row holds ${row.limit}`;
      return {
        index,
        reason: "LOWER_PRIORITY",
        detail: row.brandIsFull(index) ? `${detail}, half of one brand at most` : detail,
      };
    })
    .filter(({ index }) => row.admits(index))
    .slice(0, LISTED.lowerPriority);
  return [...[...barred.values()].slice(0, LISTED.barred), ...soldOut, ...outranked];
}
