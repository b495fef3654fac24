/** Scores of products while one decision is made: arrays allocated once, emptied by moving on a generation. */

export class Scoreboard {
  /** Indices touched in this generation, each once. */
  readonly touched: number[] = [];
  readonly score: Float64Array;
  /** The greatest single contribution to the score, and whose it was. */
  readonly best: Float64Array;
  readonly bestBy: Int32Array;
  /** A count that came with the greatest contribution. */
  readonly bestCount: Uint32Array;
  readonly #generationOf: Uint32Array;
  #generation = 0;

  constructor(products: number) {
    this.score = new Float64Array(products);
    this.best = new Float64Array(products);
    this.bestBy = new Int32Array(products);
    this.bestCount = new Uint32Array(products);
    this.#generationOf = new Uint32Array(products);
  }

  /** Empties the board. */
  begin(): void {
    this.touched.length = 0;
    this.#generation++;
  }

  /** Adds to a product's score and remembers its greatest contribution. */
  add(product: number, amount: number, by: number, count: number): void {
    this.#touch(product);
    this.score[product] = (this.score[product] ?? 0) + amount;
    this.#remember(product, amount, by, count);
  }

  /** Lifts a product's score to at least this. */
  raise(product: number, amount: number, by: number): void {
    this.#touch(product);
    this.score[product] = Math.max(this.score[product] ?? 0, amount);
    this.#remember(product, amount, by, 0);
  }

  /** The touched products that pass, best first, ties in catalogue order. */
  ranked(passes: (product: number) => boolean): number[] {
    return this.touched.filter(passes).sort((a, b) => (this.score[b] ?? 0) - (this.score[a] ?? 0) || a - b);
  }

  /** The first `most` of `ranked`, without sorting the rest: a row needs a dozen of hundreds. */
  top(most: number, passes: (product: number) => boolean): number[] {
    const { score } = this;
    const top: number[] = [];
    let worst = -Infinity;
    for (const product of this.touched) {
      const own = score[product] ?? 0;
      if ((top.length >= most && own < worst) || !passes(product)) continue;
      let at = top.length;
      while (at > 0) {
        const before = top[at - 1] ?? 0;
        const theirs = score[before] ?? 0;
        if (theirs > own || (theirs === own && before < product)) break;
        at--;
      }
      if (at >= most) continue;
      top.splice(at, 0, product);
      if (top.length > most) top.pop();
      worst = score[top[top.length - 1] ?? 0] ?? 0;
    }
    return top;
  }

  #touch(product: number): void {
    if (this.#generationOf[product] === this.#generation) return;
    this.#generationOf[product] = this.#generation;
    this.touched.push(product);
    this.score[product] = 0;
    this.best[product] = -1;
  }

  #remember(product: number, amount: number, by: number, count: number): void {
    if (amount <= (this.best[product] ?? 0)) return;
    this.best[product] = amount;
    this.bestBy[product] = by;
    this.bestCount[product] = count;
  }
}
