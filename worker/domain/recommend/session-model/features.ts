/** A candidate in numbers the ranker can weigh, all of the order of 1, so that one learning rate suits all. */
import { CHANNEL, CHANNELS } from "./channel-sums.ts";
import type { CurrentSession } from "./current-session.ts";
import { SessionVector } from "./item-embeddings.ts";
import type { Past } from "./past.ts";

/** Channels whose share of all candidates' sum counts too. */
const SHARED = [
  CHANNEL.near,
  CHANNEL.after,
  CHANNEL.ahead,
  CHANNEL.next,
  CHANNEL.afterSecond,
  CHANNEL.recent,
  CHANNEL.second,
  CHANNEL.both,
  CHANNEL.related,
];
/** Channels whose size counts too: two visits of two are less than forty of forty. */
const COUNTED = [CHANNEL.visits, CHANNEL.visitsAfter, CHANNEL.next];

/** Of a candidate: each channel, shares, counts, then 4 of the item in the session, 4 of the item, 4 of its embedding. */
export const ROW_FEATURES = CHANNELS + SHARED.length + COUNTED.length + 12;
/** Of the session, the same for all its candidates. */
export const SESSION_FEATURES = 5;
export const FEATURES = ROW_FEATURES + SESSION_FEATURES;

/** What keeps a sum of nothing from being divided by. */
const TINY = 1e-9;

/** What brings logarithms to the order of 1: those of some hundred visits, a thousand clicks, a hundred recent ones. */
const LOG_VISITS = 5;
const LOG_CLICKS = 7;
const LOG_RECENT = 5;
const LOG_LENGTH = 3;

/** What brings logarithms of odds to the order of 1; and how far below the best one all are the same, in these. */
const FIT = 4;
const LEAST_FIT = -3;

/** Clicks added to an item's own before its recent ones are put in relation to them. */
const CLICKS_SHRINKAGE = 5;

export class FeatureRows {
  /** By candidate of the shortlist, `ROW_FEATURES` each. */
  readonly rows: Float32Array;
  readonly session = new Float32Array(SESSION_FEATURES);
  readonly #greatest = new Float64Array(CHANNELS);
  readonly #sum = new Float64Array(CHANNELS);
  readonly #vector = new SessionVector();
  readonly #fit: Float64Array;
  readonly #fitNewest: Float64Array;

  /** @param most candidates of a shortlist */
  constructor(most: number) {
    this.rows = new Float32Array(most * ROW_FEATURES);
    this.#fit = new Float64Array(most);
    this.#fitNewest = new Float64Array(most);
  }

  /**
   * @param items of the shortlist
   * @param sums of each, `CHANNELS`
   */
  fill(items: Uint32Array, sums: Float64Array, count: number, facts: SessionFacts): void {
    this.#measure(sums, count);
    this.#describeSession(facts);
    this.#weighFit(items, count, facts);
    const { rows } = this;
    const greatest = this.#greatest;
    const sum = this.#sum;
    const { current, past } = facts;
    const { clicksOf, recentClicksOf, embeddings } = past;
    const fit = this.#fit;
    const fitNewest = this.#fitNewest;
    let f = 0;
    for (let i = 0; i < count; i++) {
      const at = i * CHANNELS;
      const item = items[i]!;
      for (let channel = 0; channel < CHANNELS; channel++) rows[f++] = sums[at + channel]! / greatest[channel]!;
      for (const channel of SHARED) rows[f++] = rootOfShare(sums[at + channel]! / sum[channel]!);
      for (const channel of COUNTED) rows[f++] = Math.log1p(sums[at + channel]!) / LOG_VISITS;

      const place = current.placeOf[item]! - 1;
      const steps = place < 0 ? 0 : current.stepsBack[place]!;
      rows[f++] = place < 0 ? 0 : 1;
      rows[f++] = steps === 1 ? 1 : 0;
      rows[f++] = steps > 1 ? 1 / (steps - 1) : 0;
      rows[f++] = place < 0 ? 0 : Math.log(current.times[place]!);

      const clicks = clicksOf[item]!;
      const recent = recentClicksOf[item]!;
      rows[f++] = Math.log1p(clicks) / LOG_CLICKS;
      rows[f++] = Math.log1p(recent) / LOG_RECENT;
      rows[f++] = recent / (clicks + CLICKS_SHRINKAGE);
      rows[f++] = sums[at + CHANNEL.visits]! / (clicks + CLICKS_SHRINKAGE);

      rows[f++] = Math.max(LEAST_FIT, fit[i]! / FIT);
      rows[f++] = Math.exp(fit[i]! / 2);
      rows[f++] = Math.max(LEAST_FIT, fitNewest[i]! / FIT);
      rows[f++] = embeddings === undefined ? 0 : embeddings.bias[item]! / FIT;
    }
  }

  #describeSession({ current, past, neighbours }: SessionFacts): void {
    this.session[0] = Math.log1p(current.length) / LOG_LENGTH;
    this.session[1] = 1 / current.length;
    this.session[2] = Math.log1p(neighbours) / LOG_CLICKS;
    this.session[3] = Math.log1p(past.clicksOf[current.distinct[0]!]!) / LOG_CLICKS;
    this.session[4] = 1 - current.distinctCount / current.length;
  }

  /** How well each item's embedding fits the session, and its newest item, below the best one; 0 where there is none. */
  #weighFit(items: Uint32Array, count: number, { current, past }: SessionFacts): void {
    if (past.embeddings === undefined || current.length === 0) {
      this.#fit.fill(0, 0, count);
      this.#fitNewest.fill(0, 0, count);
      return;
    }
    this.#vector.read(past.embeddings, current);
    this.#vector.fit(items, count, this.#fit);
    this.#vector.fitNewest(items, count, this.#fitNewest);
    belowGreatest(this.#fit, count);
    belowGreatest(this.#fitNewest, count);
  }

  /** Each channel's greatest value and sum over the shortlist. */
  #measure(sums: Float64Array, count: number): void {
    const greatest = this.#greatest.fill(TINY);
    const sum = this.#sum.fill(TINY);
    for (let i = 0; i < count; i++) {
      const at = i * CHANNELS;
      for (let channel = 0; channel < CHANNELS; channel++) {
        const value = sums[at + channel]!;
        if (value > greatest[channel]!) greatest[channel] = value;
        sum[channel]! += value;
      }
    }
  }
}

/** What is the same for all candidates of a session. */
export interface SessionFacts {
  readonly current: CurrentSession;
  readonly past: Past;
  /** Past sessions like this one that were found. */
  readonly neighbours: number;
}

/** Subtracts the greatest of the first `count`. */
function belowGreatest(values: Float64Array, count: number): void {
  let greatest = -Infinity;
  for (let i = 0; i < count; i++) greatest = Math.max(greatest, values[i]!);
  for (let i = 0; i < count; i++) values[i]! -= greatest;
}

/** A share's fourth root, 0–1: as a logarithm it tells a hundredth from a thousandth, in a fifth of the time. */
function rootOfShare(share: number): number {
  return Math.sqrt(Math.sqrt(share));
}
