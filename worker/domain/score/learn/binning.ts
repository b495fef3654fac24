/** Numbers into few bins, so that a feature is a short list of ranges with points beside them. */

/** Bins of one column at most: a byte holds them. */
export const MOST_BINS = 255;

/** The bin of `value`: how many cuts it reaches. Bin 0 lies below the first cut, and holds what is not a number. */
export function binOf(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= cuts[middle]!) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Cuts that part `values` into at most `most` bins of about equally many. A value that many share gets a bin of its
 * own, since a cut never falls between equals.
 */
export function quantileCuts(values: ArrayLike<number>, most: number): number[] {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const cuts: number[] = [];
  let left = sorted.length;
  let from = 0;
  while (from < sorted.length && cuts.length < most - 1) {
    // What is left, shared among the bins that are left: a value shared by half of all takes one bin, not the half of them.
    let to = from + Math.max(1, Math.round(left / (most - cuts.length)));
    while (to < sorted.length && sorted[to] === sorted[to - 1]) to++;
    if (to >= sorted.length) break;
    cuts.push((sorted[to - 1]! + sorted[to]!) / 2);
    left -= to - from;
    from = to;
  }
  return cuts;
}

/** Columns of bins, all of the same length. */
export interface BinnedTable {
  rows: number;
  columns: BinnedColumn[];
}

export interface BinnedColumn {
  /** Bin of each row. */
  bin: Uint8Array;
  /** Bins there are. */
  bins: number;
  /** `false`: bins have no order, such as months or browsers. */
  ordered: boolean;
}

/** Some rows of a table. */
export function rowsOf({ columns }: BinnedTable, rows: ArrayLike<number>): BinnedTable {
  return {
    rows: rows.length,
    columns: columns.map((column) => ({ ...column, bin: Uint8Array.from(rows, (row) => column.bin[row]!) })),
  };
}
