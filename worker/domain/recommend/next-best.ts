/** The next-best products for one visitor on one page. START HERE for the recommender. */
import type { ReasonCode } from "../../../wire/decision.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { anchorsOf } from "./anchors.ts";
import { barredProducts } from "./barred.ts";
import { scoreCoVisited, whyCoVisited } from "./co-visited.ts";
import { explainLost } from "./lost.ts";
import { UNKNOWN, viewOf } from "./model-view.ts";
import type { ModelView } from "./model-view.ts";
import type { RecommendModel } from "./recommend-model.ts";
import { Row } from "./row.ts";
import { FULL_REACH, NEWCOMER_REACH, scoreSimilar, whySimilar } from "./similar-content.ts";
import { tasteOf } from "./taste.ts";

/** What is known of this visitor. All lists may be empty: a stranger. */
export interface Interest {
  /** Products looked at, newest first; `at` in epoch milliseconds. */
  recent: readonly { itemId: string; at: number }[];
  /** Item ids in the cart. */
  cart: readonly string[];
  bought: readonly { itemId: string; at: number }[];
  /** Share of interest, 0–1, greatest first. */
  categories: readonly { name: string; share: number }[];
  brands: readonly { name: string; share: number }[];
  /** Typical price looked at, in the catalogue's currency. */
  typicalPrice?: number;
}

/** What the page is about. */
export interface RecommendPage {
  itemId?: string;
  category?: string;
  /** The page's own cart, which then stands for the visitor's. */
  cartItemIds?: readonly string[];
}

export interface NextBestInput {
  model: RecommendModel;
  catalogue: Catalogue;
  interest: Interest;
  page: RecommendPage;
  /** Products wanted, ≥ 0. */
  limit: number;
  /** Epoch milliseconds. */
  now: number;
  /** Also say what else was considered and why it lost. */
  explain: boolean;
}

/** A chosen product. */
export interface Ranked {
  /** Into `catalogue.products`. */
  index: number;
  reason: "CO_VISITED" | "SIMILAR_CONTENT" | "POPULAR" | "CATALOGUE_ORDER";
  /** The fact behind the reason, in a marketer's English. */
  why: string;
  /** Comparable only with scores of the same reason; higher is better. */
  score: number;
}

/** A considered product that was not chosen. */
export interface Lost {
  index: number;
  reason: Extract<ReasonCode, "OUT_OF_STOCK" | "JUST_BOUGHT" | "ON_THIS_PAGE" | "IN_CART" | "LOWER_PRIORITY">;
  /** The fact behind the reason. */
  detail: string;
}

export interface NextBest {
  /** Best first, each product once, at most `limit`; shorter only where the catalogue has no more to sell. */
  chosen: Ranked[];
  /** Empty unless `explain`. */
  lost: Lost[];
}

/** Sessions that must have seen a product before co-visitation has a fair opinion of it. */
const NEWCOMER_SESSIONS = 10;

/** Days a product counts as new from `added_at`; without that, only the sessions say. */
const NEWCOMER_DAYS = 30;

const DAY_MS = 86_400_000;

/** Candidates of each kind that are put in order: twice the longest row, so that one brand's share leaves enough. */
const ORDERED = 48;

/** Shortest row that keeps its last place for a newcomer: in a shorter one the place costs too much. */
const NEWCOMER_ROW = 3;

/**
 * Fills the row: co-visited, then similar, then popular, then catalogue order. Popular and catalogue order take the
 * page's category first, then the visitor's favourite.
 *
 * Where co-visited products alone would fill it, the last place goes to a similar newcomer if there is one: what
 * nobody was ever shown can never become co-visited.
 */
export function nextBest(input: NextBestInput): NextBest {
  const { model, catalogue, interest, page, now } = input;
  const limit = Math.max(0, Math.floor(input.limit));
  const view = viewOf(model, catalogue);
  const anchors = anchorsOf(input);
  const taste = tasteOf(catalogue, interest);
  const barred = barredProducts(catalogue, interest, page, now);
  const row = new Row(catalogue, limit, barred);
  const admitted = (product: number): boolean => catalogue.sellable[product] === 1 && !barred.has(product);

  scoreCoVisited(model, view, anchors, taste);
  const coVisited = view.coVisited.top(ORDERED, admitted);
  const reach = coVisited.length > limit ? NEWCOMER_REACH : FULL_REACH;
  scoreSimilar(catalogue, view.similar, anchors, taste, reach);
  const similar = view.similar.top(ORDERED, admitted);
  const asCoVisited = (index: number): Ranked => ({
    index,
    reason: "CO_VISITED",
    why: whyCoVisited(view, anchors, index),
    score: view.coVisited.score[index] ?? 0,
  });
  const asSimilar = (index: number): Ranked => ({
    index,
    reason: "SIMILAR_CONTENT",
    why: whySimilar(catalogue, view.similar, anchors, index),
    score: view.similar.score[index] ?? 0,
  });

  fill(row, coVisited, asCoVisited, limit >= NEWCOMER_ROW ? 1 : 0);
  if (row.open === 1 && limit >= NEWCOMER_ROW && !row.chosen.some(({ index }) => isNewcomer(input, view, index))) {
    const [newcomer] = view.similar.top(
      1,
      (index) => admitted(index) && row.admits(index) && !row.brandIsFull(index) && isNewcomer(input, view, index),
    );
    if (newcomer !== undefined) row.add(asSimilar(newcomer));
  }
  fill(row, coVisited, asCoVisited, 0);
  fill(row, similar, asSimilar, 0);
  // Now without regard to brand: variety is worth another fitting product's place, not a merely popular one's.
  fillAnyBrand(row, coVisited, asCoVisited);
  fillAnyBrand(row, similar, asSimilar);
  fillPopular(row, input, view);
  fillInOrder(row, input);

  return { chosen: row.chosen, lost: input.explain ? explainLost(input, view, row, barred, admitted) : [] };
}

/** Takes candidates, best first, until `keepOpen` places are left. */
function fill(row: Row, ranked: readonly number[], as: (index: number) => Ranked, keepOpen: number): void {
  for (const index of ranked) {
    if (row.open <= keepOpen) return;
    if (row.admits(index) && !row.brandIsFull(index)) row.add(as(index));
  }
}

function fillAnyBrand(row: Row, candidates: Iterable<number>, as: (index: number) => Ranked): void {
  for (const index of candidates) {
    if (row.open <= 0) return;
    if (row.admits(index)) row.add(as(index));
  }
}

function isNewcomer({ model, catalogue, now }: NextBestInput, view: ModelView, index: number): boolean {
  const addedAt = catalogue.products[index]?.added_at;
  if (addedAt !== undefined && now - addedAt > NEWCOMER_DAYS * DAY_MS) return false;
  return (model.seenIn[view.itemOf[index] ?? UNKNOWN] ?? 0) < NEWCOMER_SESSIONS;
}

function fillPopular(row: Row, input: NextBestInput, view: ModelView): void {
  const { model, catalogue } = input;
  const visits = (index: number): number => model.seenIn[view.itemOf[index] ?? UNKNOWN] ?? 0;
  const as =
    (where: string) =>
    (index: number): Ranked => ({
      index,
      reason: "POPULAR",
      why: `popular${where}: looked at in ${visits(index)} ${visits(index) === 1 ? "visit" : "visits"}`,
      score: model.popularity[view.itemOf[index] ?? UNKNOWN] ?? 0,
    });
  for (const category of preferredCategories(input)) {
    fillAnyBrand(row, view.popularIn[category] ?? [], as(` in ${catalogue.categories.shelves[category]?.name}`));
  }
  fillAnyBrand(row, view.popular, as(""));
}

function fillInOrder(row: Row, input: NextBestInput): void {
  const { catalogue } = input;
  const { sellableInOrder, categories } = catalogue;
  const as =
    (why: string) =>
    (index: number): Ranked => ({ index, reason: "CATALOGUE_ORDER", why, score: 0 });
  for (const category of preferredCategories(input)) {
    // Scanned only while there is room, which a model with a little history never leaves.
    if (row.open <= 0) return;
    const inCategory = sellableInOrder.filter((index) => categories.of[index] === category);
    fillAnyBrand(row, inCategory, as(`next in ${categories.shelves[category]?.name}, in catalogue order`));
  }
  fillAnyBrand(row, sellableInOrder, as("next in the catalogue"));
}

/**
 * The page's category and the visitor's favourite: indices of shelves, each once. Not that of the page's product: its
 * shelf was searched for similar ones already.
 */
function preferredCategories({ catalogue, interest, page }: NextBestInput): number[] {
  const { categories } = catalogue;
  const preferred = [
    page.category === undefined ? UNKNOWN : categories.named(page.category),
    interest.categories[0] === undefined ? UNKNOWN : categories.named(interest.categories[0].name),
  ];
  return [...new Set(preferred)].filter((category) => category !== UNKNOWN);
}
