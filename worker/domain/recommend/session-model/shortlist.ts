/** The candidates worth the ranker's while: chosen by a plain sum, in linear time. */
import { MOST_CANDIDATES } from "./candidates.ts";
import type { Candidates } from "./candidates.ts";
import { nthGreatest } from "./nth-greatest.ts";

/** How much each sum counts, in shares of its greatest value. */
export interface SumWeights {
  readonly near: number;
  readonly after: number;
  readonly second: number;
}

export class Shortlist {
  count = 0;
  /** Places in the candidates, in the order they were met. */
  readonly slot: Uint32Array;
  readonly item: Uint32Array;
  readonly score: Float32Array;
  readonly #scores = new Float32Array(MOST_CANDIDATES);
  readonly #scratch = new Float32Array(MOST_CANDIDATES);

  constructor(most: number) {
    this.slot = new Uint32Array(most);
    this.item = new Uint32Array(most);
    this.score = new Float32Array(most);
  }

  /** Keeps the candidates with the greatest weighted sum; of equals, those met first. */
  choose({ item, near, after, second, count }: Candidates, weights: SumWeights): void {
    const scores = this.#scores;
    const nearScale = weights.near / greatestOf(near, count);
    const afterScale = weights.after / greatestOf(after, count);
    const secondScale = weights.second / greatestOf(second, count);
    for (let slot = 0; slot < count; slot++) {
      scores[slot] = nearScale * near[slot]! + afterScale * after[slot]! + secondScale * second[slot]!;
    }
    const most = this.slot.length;
    let least = -1;
    let equals = count;
    if (count > most) {
      this.#scratch.set(scores.subarray(0, count));
      least = nthGreatest(this.#scratch, count, most);
      equals = most;
      for (let slot = 0; slot < count; slot++) if (scores[slot]! > least) equals--;
    }
    let kept = 0;
    for (let slot = 0; slot < count; slot++) {
      const score = scores[slot]!;
      if (score < least || (score === least && equals-- <= 0)) continue;
      this.slot[kept] = slot;
      this.item[kept] = item[slot]!;
      this.score[kept] = score;
      kept++;
    }
    this.count = kept;
  }
}

/** What keeps a sum of nothing from being divided by. */
const TINY = 1e-30;

function greatestOf(sums: Float64Array, count: number): number {
  let greatest = TINY;
  for (let slot = 0; slot < count; slot++) greatest = Math.max(greatest, sums[slot]!);
  return greatest;
}
