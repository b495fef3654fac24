/** The session a recommendation is for, as the generators read it. */
import { FADING } from "./item-embeddings.ts";
import { itemNumberOf } from "./session-model.ts";
import type { SessionModel } from "./session-model.ts";

/** Clicks of the current session that count, the latest: a thousand of them say no more, and cost more. */
export const MOST_CURRENT_CLICKS = 50;

/** By clicks back from the end, the newest click being 1: what is left of its weight. */
const FADED = Float64Array.from({ length: MOST_CURRENT_CLICKS + 1 }, (_, steps) => FADING ** (steps - 1));

/** Item ids or item numbers, the newest last. What the model does not know is passed over. */
export type CurrentClicks = ArrayLike<string | number>;

export class CurrentSession {
  /** Known clicks. */
  length = 0;
  /** Distinct items, by their latest click, newest first. */
  readonly distinct = new Uint32Array(MOST_CURRENT_CLICKS);
  /** By distinct item: clicks back from the end to its latest one, the newest click being 1. */
  readonly stepsBack = new Uint8Array(MOST_CURRENT_CLICKS);
  /** By distinct item: its clicks. */
  readonly times = new Uint8Array(MOST_CURRENT_CLICKS);
  /** By distinct item: its clicks, each faded with those after it. */
  readonly faded = new Float64Array(MOST_CURRENT_CLICKS);
  distinctCount = 0;
  /** By item: its place in `distinct` and one more; 0 where it is not in the session. */
  readonly placeOf: Uint8Array;

  /** @param items in the model */
  constructor(items: number) {
    this.placeOf = new Uint8Array(items);
  }

  read(model: SessionModel, clicks: CurrentClicks): void {
    this.#begin();
    for (let i = clicks.length - 1; i >= 0 && this.length < MOST_CURRENT_CLICKS; i--) {
      const click = clicks[i]!;
      const item = typeof click === "string" ? itemNumberOf(model, click) : click;
      if (Number.isInteger(item) && item >= 0 && item < this.placeOf.length) this.#add(item);
    }
  }

  /** As `read`, where all are item numbers that the model knows. */
  readNumbers(clicks: ArrayLike<number>): void {
    this.#begin();
    for (let i = clicks.length - 1; i >= 0 && this.length < MOST_CURRENT_CLICKS; i--) this.#add(clicks[i]!);
  }

  #begin(): void {
    for (let i = 0; i < this.distinctCount; i++) this.placeOf[this.distinct[i]!] = 0;
    this.length = 0;
    this.distinctCount = 0;
  }

  #add(item: number): void {
    this.length++;
    const place = this.placeOf[item]!;
    if (place > 0) {
      this.times[place - 1]!++;
      this.faded[place - 1]! += FADED[this.length]!;
      return;
    }
    this.distinct[this.distinctCount] = item;
    this.stepsBack[this.distinctCount] = this.length;
    this.times[this.distinctCount] = 1;
    this.faded[this.distinctCount] = FADED[this.length]!;
    this.placeOf[item] = ++this.distinctCount;
  }
}
