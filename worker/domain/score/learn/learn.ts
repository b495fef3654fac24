import type { BinnedTable } from "./binning.ts";
import { boost, type AdditiveTerms, type BoostOptions } from "./boost.ts";
import { rankPairs } from "./rank-pairs.ts";
import { seededRandom, shuffle } from "./random.ts";

export interface LearnOptions extends BoostOptions {
  bags: number;
  watchShare: number;
  pairs: number;
  seed: number;
}

export function learnAdditive(table: BinnedTable, labels: Uint8Array, options: LearnOptions): AdditiveTerms {
  const random = seededRandom(options.seed);
  const pairs = options.pairs === 0 ? [] : rankPairs(table, labels, options);
  const bags: AdditiveTerms[] = [];
  for (let bag = 0; bag < options.bags; bag++) {
    const order = Int32Array.from({ length: table.rows }, (_, row) => row);
    shuffle(order, random);
    const watched = Math.round(table.rows * options.watchShare);
    bags.push(boost(table, labels, { fit: order.slice(watched).sort(), watch: order.slice(0, watched) }, pairs, options));
  }
  return averaged(bags);
}

function averaged(bags: readonly AdditiveTerms[]): AdditiveTerms {
  const [first, ...others] = bags;
  if (first === undefined) throw new RangeError("no bag");
  const mean = (pick: (bag: AdditiveTerms) => Float64Array) => {
    const sum = pick(first).slice();
    for (const bag of others) pick(bag).forEach((value, at) => (sum[at]! += value));
    return sum.map((value) => value / bags.length);
  };
  return {
    intercept: bags.reduce((sum, bag) => sum + bag.intercept, 0) / bags.length,
    shapes: first.shapes.map((_, column) => mean((bag) => bag.shapes[column]!)),
    pairs: first.pairs.map(({ pair }, place) => ({ pair, grid: mean((bag) => bag.pairs[place]!.grid) })),
  };
}

/** Log-odds of every row of a table binned like the one learnt from. */
export function marginsOf(terms: AdditiveTerms, table: BinnedTable): Float64Array {
  const margins = new Float64Array(table.rows).fill(terms.intercept);
  terms.shapes.forEach((shape, column) => {
    const { bin } = table.columns[column]!;
    for (let row = 0; row < table.rows; row++) margins[row]! += shape[bin[row]!]!;
  });
  for (const { pair, grid } of terms.pairs) {
    const { bin: binA } = table.columns[pair.a.column]!;
    const { bin: binB } = table.columns[pair.b.column]!;
    for (let row = 0; row < table.rows; row++) {
      margins[row]! += grid[pair.a.group[binA[row]!]! * pair.b.groups + pair.b.group[binB[row]!]!]!;
    }
  }
  return margins;
}
