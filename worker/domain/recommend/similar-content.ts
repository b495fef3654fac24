/** Candidates from the catalogue alone: same shelf, same brand, near in price. Serves products and visitors nobody knows yet. */
import type { RecommendationFact } from "../../../wire/recommendations.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { Shelf, Shelving } from "../catalogue/shelving.ts";
import type { Anchor } from "./anchors.ts";
import type { Candidate } from "./candidate.ts";
import { UNKNOWN } from "./model-view.ts";
import { priceCloseness } from "./price-closeness.ts";
import type { Scoreboard } from "./scoreboard.ts";

/** How far to look. */
export interface Reach {
  /** Anchors compared with, weightiest first: each further one mostly meets the same shelves again. */
  anchors: number;
  /** Products looked at on each shelf around an anchor's price, an even number. */
  near: number;
}

/** Where the row depends on it. Twice the longest row, so that barred ones leave enough. */
export const FULL_REACH: Reach = { anchors: 4, near: 48 };
/** Where other sources fill the row, and only a newcomer is looked for. */
export const NEWCOMER_REACH: Reach = { anchors: 1, near: 12 };

/** What a shared fact is worth. Leaf and category are alternatives, so the sum is at most 1. */
const SAME_LEAF = 0.5;
const SAME_CATEGORY = 0.25;
const SAME_BRAND = 0.2;
const NEAR_PRICE = 0.3;

/** Best first, of the board that `scoreSimilar` filled. */
export function similarCandidates(
  catalogue: Catalogue,
  board: Scoreboard,
  anchors: readonly Anchor[],
  most: number,
  passes: (product: number) => boolean,
): Candidate[] {
  return board.top(most, passes).map((index) => ({
    index,
    reason: "SIMILAR_CONTENT",
    fact: () => factOf(catalogue, board, anchors, index),
    score: board.score[index] ?? 0,
  }));
}

/** Scores products like the anchors on the board: the likest anchor counts, weighted, times taste. */
export function scoreSimilar(
  catalogue: Catalogue,
  board: Scoreboard,
  anchors: readonly Anchor[],
  taste: (product: number) => number,
  reach: Reach,
): void {
  board.begin();
  eachSimilar(catalogue, anchors, reach, (product, anchor, by) =>
    board.raise(product, anchor.weight * likeness(catalogue, anchor.product, product), by),
  );
  for (const product of board.touched) board.score[product] = (board.score[product] ?? 0) * taste(product);
}

/** Whether there is a product like the anchors that passes. */
export function hasSimilar(
  catalogue: Catalogue,
  anchors: readonly Anchor[],
  reach: Reach,
  passes: (product: number) => boolean,
): boolean {
  let found = false;
  eachSimilar(catalogue, anchors, reach, (product) => {
    found ||= passes(product);
  });
  return found;
}

/** Visits what shares a shelf with an anchor, with the anchor and its place among them; a product perhaps several times. */
function eachSimilar(
  catalogue: Catalogue,
  anchors: readonly Anchor[],
  reach: Reach,
  visit: (product: number, anchor: Anchor, by: number) => void,
): void {
  for (const [by, anchor] of anchors.slice(0, reach.anchors).entries()) {
    if (anchor.product === UNKNOWN) continue;
    for (const shelving of [catalogue.leaves, catalogue.categories, catalogue.brands]) {
      eachNearby(catalogue, shelving, anchor.product, reach.near, (product) => visit(product, anchor, by));
    }
  }
}

/** How alike two products are, 0–1. */
function likeness(catalogue: Catalogue, one: number, other: number): number {
  const place = sharesShelf(catalogue.leaves, one, other)
    ? SAME_LEAF
    : sharesShelf(catalogue.categories, one, other)
      ? SAME_CATEGORY
      : 0;
  const brand = sharesShelf(catalogue.brands, one, other) ? SAME_BRAND : 0;
  return place + brand + NEAR_PRICE * priceCloseness(catalogue.logPrice[one] ?? NaN, catalogue.logPrice[other] ?? NaN);
}

function factOf(
  catalogue: Catalogue,
  board: Scoreboard,
  anchors: readonly Anchor[],
  product: number,
): RecommendationFact {
  const anchor = anchors[board.bestBy[product] ?? UNKNOWN];
  if (!anchor) return { kind: "related" };
  const shared = (shelving: Shelving): string | undefined =>
    sharesShelf(shelving, anchor.product, product) ? shelving.shelfOf(product)?.name : undefined;
  const sameKind = shared(catalogue.leaves);
  const sameCategory = sameKind === undefined ? shared(catalogue.categories) : undefined;
  const sameBrand = shared(catalogue.brands);
  const dearerPercent = dearerBy(catalogue.logPrice[anchor.product] ?? NaN, catalogue.logPrice[product] ?? NaN);
  return {
    kind: "similar",
    product: anchor.id,
    ...(sameKind !== undefined && { sameKind }),
    ...(sameCategory !== undefined && { sameCategory }),
    ...(sameBrand !== undefined && { sameBrand }),
    ...(!Number.isNaN(dearerPercent) && { dearerPercent }),
  };
}

function sharesShelf(shelving: Shelving, one: number, other: number): boolean {
  const shelf = shelving.of[one] ?? UNKNOWN;
  return shelf !== UNKNOWN && shelf === shelving.of[other];
}

/** Visits the shelf's products nearest in price, half of them below and half above, and its newest. */
function eachNearby(
  catalogue: Catalogue,
  shelving: Shelving,
  product: number,
  near: number,
  visit: (other: number) => void,
): void {
  const shelf: Shelf | undefined = shelving.shelfOf(product);
  if (!shelf) return;
  const middle = shelving.placeAt(shelf, catalogue.logPrice[product] ?? NaN);
  // Kept whole at either end of the shelf: the cheapest product has as many neighbours as any.
  const from = Math.max(0, Math.min(middle - near / 2, shelf.byPrice.length - near));
  for (const other of shelf.byPrice.subarray(from, from + near)) {
    if (other !== product) visit(other);
  }
  for (const other of shelf.newest) {
    if (other !== product) visit(other);
  }
}

/** Whole percent; `NaN` where either price is in another currency. */
function dearerBy(from: number, to: number): number {
  // Without the negative zero, which JSON and comparisons treat apart.
  return Math.round(Math.expm1(to - from) * 100) + 0;
}
