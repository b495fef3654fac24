/** What a list of recommendations is worth, over all predictions of a test set. */

/** Places that count: the @20 of HR@20. */
export const PLACES = 20;

export interface Accuracy {
  predictions: number;
  /** Share of the predictions whose next item is among the first 20. */
  hr20: number;
  /** Mean of 1 / place, 0 beyond 20. */
  mrr20: number;
  /** Share of the catalogue that was recommended to anyone. */
  coverage: number;
  /**
   * Mean bits of surprise of a recommendation, −log₂ of the item's share of all clicks (Zhou et al.: "Solving the
   * apparent diversity-accuracy dilemma of recommender systems", PNAS 107(10), 2010).
   */
  novelty: number;
  /** Mean clicks of a recommendation in shares of the most clicked item's: 1 where only bestsellers are shown. */
  popularityBias: number;
}

export class AccuracyTally {
  #predictions = 0;
  #hits = 0;
  #reciprocals = 0;
  #recommendations = 0;
  #surprise = 0;
  #popularity = 0;
  readonly #recommended: Uint8Array;
  readonly #popularityOf: Float64Array;
  readonly #surpriseOf: Float64Array;

  /** @param clicksOf by item number */
  constructor(clicksOf: ArrayLike<number>) {
    const clicks = Float64Array.from(clicksOf);
    const total = clicks.reduce((sum, one) => sum + one, 0);
    const greatest = clicks.reduce((most, one) => Math.max(most, one), 1);
    this.#recommended = new Uint8Array(clicks.length);
    this.#popularityOf = clicks.map((one) => one / greatest);
    this.#surpriseOf = clicks.map((one) => -Math.log2(Math.max(one, 1) / Math.max(total, 1)));
  }

  /** @param next the item clicked next; −1 where the model cannot know it, which is a miss */
  add(recommended: readonly number[], next: number): void {
    this.#predictions++;
    const place = recommended.slice(0, PLACES).indexOf(next) + 1;
    if (place > 0) {
      this.#hits++;
      this.#reciprocals += 1 / place;
    }
    for (const item of recommended.slice(0, PLACES)) {
      this.#recommendations++;
      this.#recommended[item] = 1;
      this.#surprise += this.#surpriseOf[item] ?? 0;
      this.#popularity += this.#popularityOf[item] ?? 0;
    }
  }

  /** All 0 where nothing was predicted. */
  result(): Accuracy {
    const predictions = Math.max(1, this.#predictions);
    const recommendations = Math.max(1, this.#recommendations);
    return {
      predictions: this.#predictions,
      hr20: this.#hits / predictions,
      mrr20: this.#reciprocals / predictions,
      coverage: this.#recommended.reduce((sum, one) => sum + one, 0) / Math.max(1, this.#recommended.length),
      novelty: this.#surprise / recommendations,
      popularityBias: this.#popularity / recommendations,
    };
  }
}
