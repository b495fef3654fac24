/** What ours has to beat: what sells most, and plain association rules (Agrawal, Imieliński, Swami, SIGMOD 1993). */
import type { Invoice } from "./invoices.ts";

/** Scores all items for a basket with one of it hidden; items are numbers. */
export interface Scorer {
  /** What is the same whichever is hidden. */
  begin(basket: readonly number[]): void;
  /** Fills `scores`; 0 means not recommended. */
  without(hidden: number, scores: Float64Array): void;
}

export interface RuleChoice {
  /** Confidence n(a,b)/n(a), or lift n(a,b)·N/(n(a)·n(b)). */
  readonly measure: "confidence" | "lift";
  /** How the rules of several products in the basket come together. */
  readonly together: "max" | "sum";
  /** Orders that must hold both. */
  readonly support: number;
}

/** Every choice that is tried on the validation part. */
export const RULE_CHOICES: readonly RuleChoice[] = (["confidence", "lift"] as const).flatMap((measure) =>
  (["max", "sum"] as const).flatMap((together) => [2, 3, 5, 8, 15].map((support) => ({ measure, together, support }))),
);

/** Pair counts of a set of orders. */
export class PairCounts {
  readonly #of: { other: Uint32Array; count: Uint32Array }[];
  readonly orders: Float64Array;
  readonly #total: number;

  constructor(baskets: readonly Uint32Array[], items: number, leastSupport: number) {
    this.#total = baskets.length;
    this.orders = new Float64Array(items);
    const holding: number[][] = Array.from({ length: items }, () => []);
    for (const [b, basket] of baskets.entries()) {
      for (const item of basket) {
        this.orders[item]!++;
        holding[item]!.push(b);
      }
    }
    const counts = new Uint32Array(items);
    this.#of = holding.map((list, item) => {
      counts.fill(0);
      for (const b of list) for (const other of baskets[b]!) counts[other]!++;
      const others = Uint32Array.from(counts.keys()).filter(
        (other) => other !== item && counts[other]! >= leastSupport,
      );
      return { other: others, count: others.map((other) => counts[other]!) };
    });
  }

  rules({ measure, together, support }: RuleChoice): Scorer {
    const items = this.orders.length;
    const visit = (item: number, use: (other: number, worth: number) => void): void => {
      const { other, count } = this.#of[item]!;
      for (let i = 0; i < other.length; i++) {
        if (count[i]! < support) continue;
        const b = other[i]!;
        const confidence = count[i]! / this.orders[item]!;
        use(b, measure === "confidence" ? confidence : (confidence * this.#total) / this.orders[b]!);
      }
    };
    return together === "sum" ? new SumOfRules(items, visit) : new BestRule(items, visit);
  }
}

type VisitRules = (item: number, use: (other: number, worth: number) => void) => void;

class SumOfRules implements Scorer {
  readonly #sum: Float64Array;
  readonly #visit: VisitRules;

  constructor(items: number, visit: VisitRules) {
    this.#sum = new Float64Array(items);
    this.#visit = visit;
  }

  begin(basket: readonly number[]): void {
    this.#sum.fill(0);
    for (const item of basket) {
      this.#visit(item, (other, worth) => {
        this.#sum[other]! += worth;
      });
    }
  }

  without(hidden: number, scores: Float64Array): void {
    scores.set(this.#sum);
    this.#visit(hidden, (other, worth) => {
      const rest = scores[other]! - worth;
      // What rounding leaves of a sum that is nothing.
      scores[other] = rest < worth * 1e-9 ? 0 : rest;
    });
  }
}

/** Keeps the best two rules for each item, so that hiding the one that gave the best leaves the second. */
class BestRule implements Scorer {
  readonly #best: Float64Array;
  readonly #second: Float64Array;
  readonly #by: Int32Array;
  readonly #visit: VisitRules;

  constructor(items: number, visit: VisitRules) {
    this.#best = new Float64Array(items);
    this.#second = new Float64Array(items);
    this.#by = new Int32Array(items);
    this.#visit = visit;
  }

  begin(basket: readonly number[]): void {
    this.#best.fill(0);
    this.#second.fill(0);
    for (const item of basket) {
      this.#visit(item, (other, worth) => {
        if (worth > this.#best[other]!) {
          this.#second[other] = this.#best[other]!;
          this.#best[other] = worth;
          this.#by[other] = item;
        } else if (worth > this.#second[other]!) this.#second[other] = worth;
      });
    }
  }

  without(hidden: number, scores: Float64Array): void {
    scores.set(this.#best);
    for (let item = 0; item < scores.length; item++) if (this.#by[item] === hidden) scores[item] = this.#second[item]!;
  }
}

/** Orders that hold each item, halved with every half-life of age. */
export function popularity(
  invoices: readonly Invoice[],
  baskets: readonly Uint32Array[],
  items: number,
  halfLifeDays: number,
): Scorer {
  const worth = new Float64Array(items);
  const end = invoices.at(-1)?.at ?? 0;
  for (const [b, basket] of baskets.entries()) {
    const weight = 2 ** ((invoices[b]!.at - end) / (halfLifeDays * 86_400_000));
    for (const item of basket) worth[item]! += weight;
  }
  return { begin: () => undefined, without: (_hidden, scores) => scores.set(worth) };
}

/** Half-lives tried on the validation part, in days. */
export const POPULARITY_DAYS: readonly number[] = [14, 60, 36_500];
