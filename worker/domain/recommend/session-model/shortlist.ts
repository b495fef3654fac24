/** The candidates worth the ranker's while: chosen by a plain sum, in one pass. */
import { CHANNELS } from "./candidates.ts";
import type { Candidates } from "./candidates.ts";

export class Shortlist {
  count = 0;
  /** Places in the candidates. */
  readonly slot: Uint32Array;
  readonly score: Float32Array;
  readonly #scores = new Float32Array(4096);
  readonly #sorted = new Float32Array(4096);

  constructor(most: number) {
    this.slot = new Uint32Array(most);
    this.score = new Float32Array(most);
  }

  /** Keeps the candidates with the greatest sum of the two channels, each in shares of its greatest. */
  choose(candidates: Candidates, first: number, second: number): void {
    const { sums, count } = candidates;
    let firstMax = 1e-9;
    let secondMax = 1e-9;
    for (let slot = 0; slot < count; slot++) {
      firstMax = Math.max(firstMax, sums[slot * CHANNELS + first]!);
      secondMax = Math.max(secondMax, sums[slot * CHANNELS + second]!);
    }
    const scores = this.#scores;
    for (let slot = 0; slot < count; slot++) {
      scores[slot] = sums[slot * CHANNELS + first]! / firstMax + (0.5 * sums[slot * CHANNELS + second]!) / secondMax;
    }
    const most = this.slot.length;
    let least = -1;
    if (count > most) {
      const sorted = this.#sorted.subarray(0, count);
      sorted.set(scores.subarray(0, count));
      sorted.sort();
      least = sorted[count - most]!;
    }
    let kept = 0;
    for (let slot = 0; slot < count && kept < most; slot++) {
      if (scores[slot]! < least) continue;
      this.slot[kept] = slot;
      this.score[kept] = scores[slot]!;
      kept++;
    }
    this.count = kept;
  }
}
