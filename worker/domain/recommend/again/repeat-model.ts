/**
 * Which products are the kind that is bought again, and after how long.
 *
 * After Bhagat, Muralidharan, Lobzhanidze, Vishwanath: "Buy It Again: Modeling Repeat Purchase Recommendations" (KDD
 * 2018): a product's repeat share decides whether it is suggested again at all (their RCP model), log-normal gaps when
 * (their ATD), and a customer's own rate is the product's, moved by what they did (their Poisson–Gamma model, there
 * without what follows). Theirs counts customers; the learner knows none, so the share is of purchases, and each
 * purchase says by itself how long ago the same visitor bought the same. Products with little history borrow from
 * their category, and that from the whole shop.
 */

/** Immutable. Items are named by their index in `itemIds`. */
export interface RepeatModel {
  /** Ascending by UTF-16 code unit, each once. */
  readonly itemIds: readonly string[];
  /** By item: times bought. */
  readonly bought: Uint32Array;
  /** By item: of those, times by somebody who had bought it before. */
  readonly again: Uint32Array;
  /** By item: Σ ln(days between) over the latter. */
  readonly logDays: Float32Array;
}

/** One purchase of one product. */
export interface PurchaseOf {
  readonly itemId: string;
  /** Days since the same visitor bought the same before; missing where they had not. */
  readonly againDays?: number;
}

/** Days between two purchases that are two: below, it is one that was split or corrected. */
export const LEAST_AGAIN_DAYS = 1;

export function buildRepeats(purchases: Iterable<PurchaseOf>): RepeatModel {
  const counted = new RepeatCounter();
  for (const purchase of purchases) counted.add(purchase);
  return counted.model();
}

/** Counts purchases as they come, so that nobody has to hold them all. */
export class RepeatCounter {
  readonly #sums = new Map<string, Sum>();

  add({ itemId, againDays }: PurchaseOf): void {
    let sum = this.#sums.get(itemId);
    if (sum === undefined) this.#sums.set(itemId, (sum = { bought: 0, again: 0, logDays: 0 }));
    sum.bought++;
    if (againDays === undefined || againDays < LEAST_AGAIN_DAYS) return;
    sum.again++;
    sum.logDays += Math.log(againDays);
  }

  model(): RepeatModel {
    const sorted = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      itemIds: sorted.map(([id]) => id),
      bought: Uint32Array.from(sorted, ([, { bought }]) => bought),
      again: Uint32Array.from(sorted, ([, { again }]) => again),
      logDays: Float32Array.from(sorted, ([, { logDays }]) => logDays),
    };
  }
}

/** Whether and when a product is bought again. */
export interface RepeatKind {
  /** Share of its purchases that are repeats, 0–1. */
  readonly share: number;
  /** Typical days between two. */
  readonly days: number;
}

/** Purchases that the next wider group counts for: about as many as make a share of a tenth tell from one of a third. */
const SHARE_SHRINKAGE = 20;
/** Repeats that the next wider group's gap counts for. */
const DAYS_SHRINKAGE = 5;
/** What stands for a shop nothing is known of: next to no repeats, a month apart. */
const NOTHING_KNOWN: RepeatKind = { share: 0.02, days: 30 };

/** The kinds of a model's items, and of items it does not know, by their category. */
export class RepeatKinds {
  readonly #ofItem = new Map<string, RepeatKind>();
  readonly #ofCategory = new Map<string, RepeatKind>();
  readonly #ofShop: RepeatKind;
  readonly #categoryOf: (itemId: string) => string | undefined;

  constructor(model: RepeatModel, categoryOf: (itemId: string) => string | undefined) {
    this.#categoryOf = categoryOf;
    const shop = { bought: 0, again: 0, logDays: 0 };
    const categories = new Map<string, typeof shop>();
    const itemSums = model.itemIds.map((id, item) => {
      const sum = { bought: model.bought[item]!, again: model.again[item]!, logDays: model.logDays[item]! };
      const category = categoryOf(id);
      addTo(shop, sum);
      if (category !== undefined) {
        const known = categories.get(category) ?? { bought: 0, again: 0, logDays: 0 };
        addTo(known, sum);
        categories.set(category, known);
      }
      return { id, sum };
    });
    this.#ofShop = shrunk(shop, NOTHING_KNOWN);
    for (const [category, sum] of categories) this.#ofCategory.set(category, shrunk(sum, this.#ofShop));
    for (const { id, sum } of itemSums) this.#ofItem.set(id, shrunk(sum, this.#wider(id)));
  }

  of(itemId: string): RepeatKind {
    return this.#ofItem.get(itemId) ?? this.#wider(itemId);
  }

  #wider(itemId: string): RepeatKind {
    const category = this.#categoryOf(itemId);
    return (category !== undefined && this.#ofCategory.get(category)) || this.#ofShop;
  }
}

interface Sum {
  bought: number;
  again: number;
  logDays: number;
}

function addTo(into: Sum, sum: Sum): void {
  into.bought += sum.bought;
  into.again += sum.again;
  into.logDays += sum.logDays;
}

function shrunk({ bought, again, logDays }: Sum, wider: RepeatKind): RepeatKind {
  return {
    share: (again + SHARE_SHRINKAGE * wider.share) / (bought + SHARE_SHRINKAGE),
    days: Math.exp((logDays + DAYS_SHRINKAGE * Math.log(wider.days)) / (again + DAYS_SHRINKAGE)),
  };
}
