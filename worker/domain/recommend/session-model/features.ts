/** A candidate in numbers the ranker can weigh, all of the order of 1. */
import { CHANNEL, CHANNELS } from "./candidates.ts";
import type { Candidates } from "./candidates.ts";
import type { CurrentSession } from "./current-session.ts";

export const FEATURES = 30;

/** What the features of items are read from: the model, or at training the past of an example. */
export interface ItemFacts {
  readonly clicksOf: Uint32Array;
  readonly recentClicksOf: Uint32Array;
  readonly before: number;
}

export class FeatureRows {
  readonly rows: Float32Array;
  readonly #max = new Float64Array(CHANNELS);
  readonly #sum = new Float64Array(CHANNELS);

  constructor(most: number) {
    this.rows = new Float32Array(most * FEATURES);
  }

  /** Fills one row for each chosen candidate. */
  fill(
    candidates: Candidates,
    chosen: ArrayLike<number>,
    count: number,
    current: CurrentSession,
    facts: ItemFacts,
    neighbours: number,
  ): void {
    const { sums } = candidates;
    const max = this.#max.fill(1e-9);
    const sum = this.#sum.fill(1e-9);
    for (let i = 0; i < count; i++) {
      const at = chosen[i]! * CHANNELS;
      for (let channel = 0; channel < CHANNELS; channel++) {
        const value = sums[at + channel]!;
        if (value > max[channel]!) max[channel] = value;
        sum[channel]! += value;
      }
    }
    const { rows } = this;
    const logLength = Math.log1p(current.length) / 3;
    const short = 1 / current.length;
    const logNeighbours = Math.log1p(neighbours) / 7;
    const logNewest = Math.log1p(facts.clicksOf[current.distinct[0]!]!) / 7;
    const repeated = 1 - current.distinctCount / current.length;
    let f = 0;
    for (let i = 0; i < count; i++) {
      const slot = chosen[i]!;
      const item = candidates.item[slot]!;
      const at = slot * CHANNELS;
      for (let channel = 0; channel < CHANNELS; channel++) rows[f++] = sums[at + channel]! / max[channel]!;
      rows[f++] = share(sums[at + CHANNEL.near]!, sum[CHANNEL.near]!);
      rows[f++] = share(sums[at + CHANNEL.after]!, sum[CHANNEL.after]!);
      rows[f++] = share(sums[at + CHANNEL.ahead]!, sum[CHANNEL.ahead]!);
      rows[f++] = share(sums[at + CHANNEL.afterSecond]!, sum[CHANNEL.afterSecond]!);
      rows[f++] = share(sums[at + CHANNEL.recent]!, sum[CHANNEL.recent]!);
      rows[f++] = Math.log1p(sums[at + CHANNEL.visits]!) / 5;
      rows[f++] = Math.log1p(sums[at + CHANNEL.visitsAfter]!) / 5;
      rows[f++] = Math.log1p(sums[at + CHANNEL.next]!) / 5;
      const place = current.placeOf[item]!;
      const steps = place > 0 ? current.stepsBack[place - 1]! : 0;
      rows[f++] = place > 0 ? 1 : 0;
      rows[f++] = steps === 1 ? 1 : 0;
      rows[f++] = steps > 1 ? 1 / (steps - 1) : 0;
      rows[f++] = place > 0 ? Math.log(current.times[place - 1]!) : 0;
      const clicks = facts.clicksOf[item]!;
      const recent = facts.recentClicksOf[item]!;
      rows[f++] = Math.log1p(clicks) / 7;
      rows[f++] = Math.log1p(recent) / 5;
      rows[f++] = recent / (clicks + 5);
      rows[f++] = logLength;
      rows[f++] = short;
      rows[f++] = logNeighbours;
      rows[f++] = logNewest;
      rows[f++] = repeated;
    }
  }
}

/** A share on a logarithmic scale, 0–1: a hundredth is half of a whole. */
function share(value: number, sum: number): number {
  return 1 + Math.log10(value / sum + 1e-4) / 4;
}
