/** What boosting has learnt: log-odds by bin of each column and by cell of each pair. */
import type { BinnedTable } from "./binning.ts";
import type { Pair } from "./pair-grid.ts";

export interface AdditiveTerms {
  intercept: number;
  /** By column, then bin. */
  shapes: Float64Array[];
  pairs: { pair: Pair; grid: Float64Array }[];
}

/** Log-odds of every row of a table binned like the one learnt from, on top of `offset` where rows have one. */
export function marginsOf(terms: AdditiveTerms, table: BinnedTable, offset?: Float64Array): Float64Array {
  const margins = offset === undefined ? new Float64Array(table.rows) : offset.slice();
  for (let row = 0; row < table.rows; row++) margins[row]! += terms.intercept;
  terms.shapes.forEach((shape, column) => {
    const { bin } = table.columns[column]!;
    for (let row = 0; row < table.rows; row++) margins[row]! += shape[bin[row]!]!;
  });
  for (const { pair, grid } of terms.pairs) {
    const { bin: binA } = table.columns[pair.a.column]!;
    const { bin: binB } = table.columns[pair.b.column]!;
    const { groups, group: groupB } = pair.b;
    for (let row = 0; row < table.rows; row++) {
      margins[row]! += grid[pair.a.group[binA[row]!]! * groups + groupB[binB[row]!]!]!;
    }
  }
  return margins;
}

export function sigmoid(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}

/** The mean of several, term by term. @throws RangeError for none */
export function meanTerms(bags: readonly AdditiveTerms[]): AdditiveTerms {
  const [first] = bags;
  if (first === undefined) throw new RangeError("no terms to take the mean of");
  const mean = (pick: (bag: AdditiveTerms) => Float64Array) => {
    const sum = new Float64Array(pick(first).length);
    for (const bag of bags) pick(bag).forEach((value, at) => (sum[at]! += value / bags.length));
    return sum;
  };
  return {
    intercept: bags.reduce((sum, bag) => sum + bag.intercept, 0) / bags.length,
    shapes: first.shapes.map((_, column) => mean((bag) => bag.shapes[column]!)),
    pairs: first.pairs.map(({ pair }, place) => ({ pair, grid: mean((bag) => bag.pairs[place]!.grid) })),
  };
}
