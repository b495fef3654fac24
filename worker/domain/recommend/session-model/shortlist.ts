/** The candidates worth the ranker's while: chosen by a plain sum, in linear time. */
import { CHANNELS, MOST_CANDIDATES } from "./candidates.ts";
import type { Candidates } from "./candidates.ts";
import { nthGreatest } from "./nth-greatest.ts";

/** How much a channel counts, in shares of its greatest value. */
export interface ChannelWeight {
  readonly channel: number;
  readonly weight: number;
}

export class Shortlist {
  count = 0;
  /** Places in the candidates, in the order they were met. */
  readonly slot: Uint32Array;
  readonly score: Float32Array;
  readonly #scores = new Float32Array(MOST_CANDIDATES);
  readonly #scratch = new Float32Array(MOST_CANDIDATES);

  constructor(most: number) {
    this.slot = new Uint32Array(most);
    this.score = new Float32Array(most);
  }

  /** Keeps the candidates with the greatest weighted sum of channels; of equals, those met first. */
  choose({ sums, count }: Candidates, weights: readonly ChannelWeight[]): void {
    const scores = this.#scores.fill(0, 0, count);
    for (const { channel, weight } of weights) {
      let greatest = 0;
      for (let at = channel; at < count * CHANNELS; at += CHANNELS) if (sums[at]! > greatest) greatest = sums[at]!;
      if (greatest === 0) continue;
      const scale = weight / greatest;
      for (let slot = 0; slot < count; slot++) scores[slot]! += scale * sums[slot * CHANNELS + channel]!;
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
      this.score[kept] = score;
      kept++;
    }
    this.count = kept;
  }
}
