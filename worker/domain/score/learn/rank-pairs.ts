/**
 * Which pairs of columns say more together than each by itself: by how much the best small tree over both lowers what
 * the additive model leaves, as in FAST (Lou, Caruana, Gehrke, Hooker 2013, §4).
 */
import type { InSteps } from "../../in-steps.ts";
import { marginsOf, sigmoid } from "./additive-terms.ts";
import type { BinnedTable } from "./binning.ts";
import { boost, type BoostOptions } from "./boost.ts";
import { bestPartition, pairOf, type Pair } from "./pair-grid.ts";
import type { BinSums } from "./step-tree.ts";

/** One row in so many is watched, to stop in time; which ones makes little difference to a ranking. */
const WATCH_EVERY = 5;

/** The `options.pairs` best, best first. */
export function* rankPairs(
  table: BinnedTable,
  labels: Uint8Array,
  options: BoostOptions & { pairs: number },
  offset?: Float64Array,
): InSteps<Pair[]> {
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  const rows = {
    fit: all.filter((row) => row % WATCH_EVERY !== 0),
    watch: all.filter((row) => row % WATCH_EVERY === 0),
  };
  const margins = marginsOf(yield* boost(table, labels, rows, [], options, offset), table, offset);
  const gradient = margins.map((margin, row) => labels[row]! - sigmoid(margin));
  const curvature = margins.map((margin) => sigmoid(margin) * sigmoid(-margin));
  const ranked: { pair: Pair; gain: number }[] = [];
  for (let a = 0; a < table.columns.length; a++) {
    for (let b = a + 1; b < table.columns.length; b++) {
      const pair = pairOf(table, a, b);
      const sums = sumsByCell(pair, gradient, curvature);
      ranked.push({ pair, gain: bestPartition(sums, pair.a.groups, pair.b.groups, options).gain });
    }
  }
  return ranked
    .sort((one, other) => other.gain - one.gain)
    .slice(0, options.pairs)
    .map(({ pair }) => pair);
}

function sumsByCell({ a, b, cell }: Pair, gradient: Float64Array, curvature: Float64Array): BinSums {
  const cells = a.groups * b.groups;
  const sums = {
    gradient: new Float64Array(cells),
    curvature: new Float64Array(cells),
    count: new Float64Array(cells),
  };
  for (let row = 0; row < cell.length; row++) {
    const at = cell[row]!;
    sums.gradient[at]! += gradient[row]!;
    sums.curvature[at]! += curvature[row]!;
    sums.count[at]!++;
  }
  return sums;
}
