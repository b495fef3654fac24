/** What else was considered for a row, and why it lost. */
import type { Candidate } from "./candidate.ts";
import type { Lost } from "./next-best.ts";
import type { Row } from "./row.ts";

/** Losers told of each kind: what a marketer reads on a screen, and a bound on the answer's size. */
const LISTED = { barred: 8, excluded: 4, outOfStock: 4, lowerPriority: 8 } as const;

export interface Considered {
  readonly row: Row;
  readonly barred: ReadonlyMap<number, Lost>;
  /** Those that passed, best source first. */
  readonly candidates: readonly Candidate[];
  /** What would have been candidates if they could be sold and were not taken out. */
  readonly impossible: readonly number[];
  readonly sellable: Uint8Array;
}

/** Barred first, then sold out, then taken out by a merchandiser, then outranked, best first in each. */
export function explainLost({ row, barred, candidates, impossible, sellable }: Considered): Lost[] {
  const soldOut = impossible
    .filter((index) => sellable[index] !== 1 && !barred.has(index))
    .slice(0, LISTED.outOfStock)
    .map((index): Lost => ({ index, reason: "OUT_OF_STOCK", detail: "not available now" }));
  const excluded = impossible
    .filter((index) => sellable[index] === 1 && !barred.has(index))
    .slice(0, LISTED.excluded)
    .map((index): Lost => ({ index, reason: "EXCLUDED", detail: "taken out by a merchandising rule" }));
  const indices = [...new Set(candidates.map(({ index }) => index))];
  const outranked = indices
    .map((index, rank): Lost => {
      const detail = `ranked ${rank + 1} of ${indices.length}, the row holds ${row.limit}`;
      return {
        index,
        reason: "LOWER_PRIORITY",
        detail: row.brandIsFull(index) ? `${detail}, half of one brand at most` : detail,
      };
    })
    .filter(({ index }) => row.admits(index))
    .slice(0, LISTED.lowerPriority);
  return [...[...barred.values()].slice(0, LISTED.barred), ...soldOut, ...excluded, ...outranked];
}
