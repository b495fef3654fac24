/**
 * Which pairs of columns say more together than each by itself: by how much the best small tree over both lowers what
 * the additive model leaves, as in FAST (Lou, Caruana, Gehrke, Hooker 2013, §4).
 */
import type { BinnedTable } from "./binning.ts";
import { boost, type BoostOptions } from "./boost.ts";
import { bestPartition, pairOf, type Pair, type PairSums } from "./pair-grid.ts";
import { marginsOf } from "./learn.ts";

export function rankPairs(
  table: BinnedTable,
  labels: Uint8Array,
  options: BoostOptions & { pairs: number },
): Pair[] {
  const all = Int32Array.from({ length: table.rows }, (_, row) => row);
  const mains = boost(table, labels, { fit: all, watch: all.filter((row) => row % 5 === 0) }, [], {...options, rounds: Math.min(options.rounds, 100)});
  const margins = marginsOf(mains, table);
  const gradient = margins.map((margin, row) => labels[row]! - 1 / (1 + Math.exp(-margin)));
  const curvature = margins.map((margin) => { const p = 1 / (1 + Math.exp(-margin)); return p * (1 - p); });
  const ranked: { pair: Pair; gain: number }[] = [];
  for (let a = 0; a < table.columns.length; a++) {
    for (let b = a + 1; b < table.columns.length; b++) {
      const pair = pairOf(table, a, b);
      const cells = pair.a.groups * pair.b.groups;
      const sums: PairSums = { gradient: new Float64Array(cells), curvature: new Float64Array(cells), count: new Float64Array(cells) };
      for (let row = 0; row < table.rows; row++) {
        const cell = pair.cell[row]!;
        sums.gradient[cell]! += gradient[row]!;
        sums.curvature[cell]! += curvature[row]!;
        sums.count[cell]!++;
      }
      ranked.push({ pair, gain: bestPartition(sums, pair.a.groups, pair.b.groups, options).gain });
    }
  }
  return ranked.sort((x, y) => y.gain - x.gain).slice(0, options.pairs).map(({ pair }) => pair);
}
