/** Hides each product of an order in turn and looks at which place it comes back. */

export interface Accuracy {
  /** Share of hidden products among the first 20. */
  hr20: number;
  /** Mean of 1/place, 0 beyond the twentieth. */
  mrr20: number;
}

const CUT = 20;

export class PlaceTally {
  predictions = 0;
  #hits = 0;
  #reciprocal = 0;

  /** @param place from 1; `undefined` where it did not come back at all */
  add(place: number | undefined): void {
    this.predictions++;
    if (place === undefined || place > CUT) return;
    this.#hits++;
    this.#reciprocal += 1 / place;
  }

  get accuracy(): Accuracy {
    return { hr20: this.#hits / this.predictions, mrr20: this.#reciprocal / this.predictions };
  }
}

/** The hidden item's place among all that are not in the basket, to which it belongs itself; of equals the lower number first. */
export function placeOf(hidden: number, inBasket: ReadonlySet<number>, scores: Float64Array): number | undefined {
  const own = scores[hidden]!;
  if (own <= 0) return undefined;
  let place = 1;
  for (let item = 0; item < scores.length; item++) {
    const other = scores[item]!;
    if ((other > own || (other === own && item < hidden)) && !inBasket.has(item)) place++;
  }
  return place;
}
