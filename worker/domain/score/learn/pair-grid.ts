/** Two columns together: a coarse grid, and the weak learner over it. */
import type { BinnedColumn, BinnedTable } from "./binning.ts";
import type { BinSums, StepOptions } from "./step-tree.ts";

/** One side of a grid: a column's bins taken together in a few groups. */
export interface PairSide {
  column: number;
  /** Group of each bin. */
  group: Uint8Array;
  groups: number;
}

export interface Pair {
  a: PairSide;
  b: PairSide;
  /** `group of a × groups of b + group of b`, by row. */
  cell: Uint8Array;
}

/** Groups of one side at most: 12 × 12 cells fit a byte, and a marketer reads no more. */
const MOST_GROUPS = 12;

export function pairOf(table: BinnedTable, a: number, b: number): Pair {
  const sideA = sideOf(table.columns[a]!, a);
  const sideB = sideOf(table.columns[b]!, b);
  const binA = table.columns[a]!.bin;
  const binB = table.columns[b]!.bin;
  const cell = Uint8Array.from(
    { length: table.rows },
    (_, row) => sideA.group[binA[row]!]! * sideB.groups + sideB.group[binB[row]!]!,
  );
  return { a: sideA, b: sideB, cell };
}

/** Neighbouring bins together until there are few, about equally full. */
function sideOf({ bin, bins }: BinnedColumn, column: number): PairSide {
  const group = new Uint8Array(bins);
  if (bins <= MOST_GROUPS) return { column, group: group.map((_, place) => place), groups: bins };
  const count = new Float64Array(bins);
  for (const at of bin) count[at]!++;
  let current = 0;
  let filled = 0;
  let left = bin.length;
  for (let at = 0; at < bins; at++) {
    if (filled > 0 && current < MOST_GROUPS - 1 && filled + count[at]! / 2 > left / (MOST_GROUPS - current)) {
      left -= filled;
      filled = 0;
      current++;
    }
    group[at] = current;
    filled += count[at]!;
  }
  return { column, group, groups: current + 1 };
}

/** Sums over rectangles in constant time: `at(i, j)` holds all cells with a < i and b < j. */
class Cumulated {
  readonly #sums: Float64Array;
  readonly #width: number;

  constructor(cells: Float64Array, height: number, width: number) {
    this.#width = width + 1;
    this.#sums = new Float64Array((height + 1) * (width + 1));
    for (let i = 1; i <= height; i++) {
      let line = 0;
      for (let j = 1; j <= width; j++) {
        line += cells[(i - 1) * width + j - 1]!;
        this.#sums[i * this.#width + j] = this.#sums[(i - 1) * this.#width + j]! + line;
      }
    }
  }

  within(fromA: number, toA: number, fromB: number, toB: number): number {
    const { at } = this;
    return at(toA, toB) - at(fromA, toB) - at(toA, fromB) + at(fromA, fromB);
  }

  readonly at = (i: number, j: number): number => this.#sums[i * this.#width + j]!;
}

interface Rectangle {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
}

/**
 * A tree of two levels: one side is cut, then each half by itself along the other side. Of both orders the better.
 *
 * @returns log-odds by cell
 */
export function bestGrid(sums: BinSums, { a, b }: Pair, options: StepOptions): Float64Array {
  const grid = new Float64Array(a.groups * b.groups);
  const found = bestPartition(sums, a.groups, b.groups, options);
  for (const { rectangle, value } of found.leaves) {
    for (let i = rectangle.fromA; i < rectangle.toA; i++) {
      for (let j = rectangle.fromB; j < rectangle.toB; j++) grid[i * b.groups + j] = value;
    }
  }
  return grid;
}

interface Leaf {
  rectangle: Rectangle;
  value: number;
  gain: number;
}

/** The best tree of two levels and what it gains over no tree. */
export function bestPartition(
  sums: BinSums,
  height: number,
  width: number,
  { ridge, leastRows }: StepOptions,
): { leaves: Leaf[]; gain: number } {
  const gradient = new Cumulated(sums.gradient, height, width);
  const curvature = new Cumulated(sums.curvature, height, width);
  const count = new Cumulated(sums.count, height, width);
  const leafOf = (rectangle: Rectangle): Leaf | undefined => {
    const { fromA, toA, fromB, toB } = rectangle;
    if (count.within(fromA, toA, fromB, toB) < leastRows) return undefined;
    const g = gradient.within(fromA, toA, fromB, toB);
    const h = curvature.within(fromA, toA, fromB, toB) + ridge;
    return { rectangle, value: g / h, gain: g ** 2 / h };
  };
  const whole = { fromA: 0, toA: height, fromB: 0, toB: width };
  let best = gainOf([leafOf(whole)]);
  for (const first of [true, false]) {
    for (const halves of cutsOf(whole, first)) {
      const leaves = halves.flatMap((half) => {
        let split = gainOf([leafOf(half)]);
        for (const quarters of cutsOf(half, !first)) split = better(split, gainOf(quarters.map(leafOf)));
        return split.leaves;
      });
      if (leaves.length > 1) best = better(best, gainOf(leaves));
    }
  }
  return best;
}

function gainOf(leaves: readonly (Leaf | undefined)[]): { leaves: Leaf[]; gain: number } {
  const sound = leaves.filter((leaf) => leaf !== undefined);
  // A half too small to have a level of its own makes the whole cut impossible.
  if (sound.length < leaves.length) return { leaves: [], gain: 0 };
  return { leaves: sound, gain: sound.reduce((sum, leaf) => sum + leaf.gain, 0) };
}

function better<T extends { gain: number }>(one: T, other: T): T {
  return other.gain > one.gain ? other : one;
}

function* cutsOf(whole: Rectangle, alongA: boolean): Generator<[Rectangle, Rectangle]> {
  const { fromA, toA, fromB, toB } = whole;
  if (alongA) {
    for (let cut = fromA + 1; cut < toA; cut++)
      yield [
        { ...whole, toA: cut },
        { ...whole, fromA: cut },
      ];
  } else {
    for (let cut = fromB + 1; cut < toB; cut++)
      yield [
        { ...whole, toB: cut },
        { ...whole, fromB: cut },
      ];
  }
}
