/** The next-best products for one visitor on one page. START HERE for the recommender. */
import type { Relation } from "../../../wire/definitions.ts";
import type { ReasonCode } from "../../../wire/decision.ts";
import type { RecommendationFact } from "../../../wire/recommendations.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { dueProducts } from "./again/again-candidates.ts";
import type { Candidate } from "./candidate.ts";
import { anchorsOf } from "./anchors.ts";
import { barredProducts } from "./barred.ts";
import { EXPLORE_SHARE, MOST_EXPLORED, explore } from "./explore.ts";
import { fillWithWhatThereIs } from "./fallback.ts";
import { explainLost } from "./lost.ts";
import { freshness } from "./merchandising.ts";
import type { Merchandising } from "./merchandising.ts";
import { UNKNOWN, viewOf } from "./model-view.ts";
import type { ModelView } from "./model-view.ts";
import type { RecommendModel } from "./recommend-model.ts";
import { once, relationOf, tiersOf, withAdmitted } from "./relation.ts";
import { nextCandidates } from "./next-candidates.ts";
import type { Sources, Tier } from "./relation.ts";
import { Row } from "./row.ts";
import { NEWCOMER_REACH, hasSimilar, scoreSimilar, similarCandidates } from "./similar-content.ts";
import { tasteOf } from "./taste.ts";

/** What is known of this visitor. All lists may be empty: a stranger. */
export interface Interest {
  /** Products looked at, newest first; `at` in epoch milliseconds. */
  recent: readonly { itemId: string; at: number }[];
  /** Item ids in the cart. */
  cart: readonly string[];
  bought: readonly { itemId: string; at: number; gift?: boolean }[];
  /** Products for somebody else: not suggested again where they lie in the cart, but nothing is suggested after them. */
  given?: ReadonlySet<string>;
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
  /** Missing: by the page. */
  relation?: Relation;
  /** Missing: no rules, and no product favoured. */
  merchandising?: Merchandising;
  /** Uniform in [0, 1), for the newcomer's place; missing: none is drawn. */
  chance?: number;
  /** The request's own, to be handed to each of its rows; missing: this row is alone. */
  grounds?: Grounds;
}

/**
 * What the rows of one request rest on, kept from one to the next: they are for one visitor on one page, and where the
 * same rules hold for them only their relations and lengths differ. No other input may change while it is kept.
 */
export type Grounds = Map<Merchandising | undefined, Ground>;

/** What a row rests on before its relation and its length are known. */
interface Ground extends Pick<Sources, "view" | "anchors" | "due" | "admitted" | "factor" | "next"> {
  readonly barred: ReadonlyMap<number, Lost>;
  readonly possible: (product: number) => boolean;
}

/** A chosen product. */
export interface Ranked {
  /** Into `catalogue.products`. */
  index: number;
  reason: Extract<
    ReasonCode,
    | "PINNED"
    | "DUE_AGAIN"
    | "BOUGHT_TOGETHER"
    | "CO_VISITED"
    | "SESSION_NEIGHBOURS"
    | "SIMILAR_CONTENT"
    | "EXPLORED"
    | "POPULAR"
    | "CATALOGUE_ORDER"
  >;
  fact: RecommendationFact;
  /** The same in a marketer's English. */
  why: string;
  /** Comparable only with scores of the same reason; higher is better. */
  score: number;
}

/** A considered product that was not chosen. */
export interface Lost {
  index: number;
  reason: Extract<
    ReasonCode,
    "OUT_OF_STOCK" | "JUST_BOUGHT" | "ON_THIS_PAGE" | "IN_CART" | "EXCLUDED" | "LOWER_PRIORITY"
  >;
  /** The fact behind the reason. */
  detail: string;
}

export interface NextBest {
  /** Best first, each product once, at most `limit`; shorter only where the catalogue has no more that may be shown. */
  chosen: Ranked[];
  /** Of this row among all that chance could have made; exactly 1 where nothing was drawn. */
  probability: number;
  /** Empty unless `explain`. */
  lost: Lost[];
}

/** Looks that a product must have had before what visitors do has a fair opinion of it. */
const NEWCOMER_LOOKS = 10;

/** Days a product counts as new from `added_at`; without that, only the looks say. */
const NEWCOMER_DAYS = 30;

const DAY_MS = 86_400_000;

/** Shortest row that keeps its last place for a newcomer: in a shorter one the place costs too much. */
const NEWCOMER_ROW = 3;

export function nextBest(input: NextBestInput): NextBest {
  const filled = fillRow(input);
  const { row, probability } = filled;
  return { chosen: row.chosen, probability, lost: input.explain ? lostOf(filled) : [] };
}

/** A row, and what it was made of: for whoever asks why. */
export interface FilledRow {
  readonly row: Row;
  readonly relation: Relation;
  readonly sources: Sources;
  readonly tiers: readonly Tier[];
  /** By product index, why a product that could be sold is not shown to this visitor on this page. */
  readonly barred: ReadonlyMap<number, Lost>;
  /** Can be sold, and no rule takes it out. */
  readonly possible: (product: number) => boolean;
  /** New products the last place was drawn among; none where it was not drawn for any. */
  readonly newcomers: readonly Candidate[];
  /** Of this row among all that chance could have made. */
  readonly probability: number;
}

/**
 * Fills the row: pinned, then what the relation's sources give, then popular, then catalogue order. What cannot be sold,
 * is excluded, in the cart, on the page or just bought is taken out before anything is ranked, so that it takes no
 * other's place and a row has room only where the catalogue has no more.
 */
export function fillRow(input: NextBestInput): FilledRow {
  const { catalogue, page, merchandising } = input;
  const { barred, possible, ...ground } = groundOf(input);
  const { view, admitted } = ground;
  const sources: Sources = { ...ground, input: { ...input, limit: Math.max(0, Math.floor(input.limit)) } };
  const relation = relationOf(input.relation, page);
  const row = new Row(catalogue, sources.input.limit, barred);
  for (const index of merchandising?.pinned ?? []) {
    if (admitted(index) && row.open > 0) {
      row.add({ index, reason: "PINNED", fact: () => ({ kind: "pinned" }), score: 0 });
    }
  }
  const tiers = tiersOf(relation, sources);
  for (const { candidates, most } of tiers) if (row.open > 0) row.fill(candidates(), most);
  for (const { candidates, most } of tiers) if (row.open > 0 && most === Infinity) row.fillAny(candidates());
  fillWithWhatThereIs(row, input, view, admitted);
  const { newcomers, probability } = giveNewcomerAChance(row, sources);
  return { row, relation, sources, tiers, barred, possible, newcomers, probability };
}

function groundOf(input: NextBestInput): Ground {
  const { merchandising, grounds } = input;
  const kept = grounds?.get(merchandising);
  if (kept !== undefined) return kept;
  const made = newGround(input);
  grounds?.set(merchandising, made);
  return made;
}

function newGround(input: NextBestInput): Ground {
  const { model, catalogue, interest, page, now, merchandising } = input;
  const view = viewOf(model, catalogue);
  const due = dueProducts(input, view);
  const barred = barredProducts(catalogue, interest, page, now, due);
  // Asked of a thousand candidates a row, so what they read lies at hand.
  const { sellable } = catalogue;
  const excluded = merchandising?.excluded;
  const possible = (product: number): boolean => sellable[product] === 1 && excluded?.[product] !== 1;
  const admitted = (product: number): boolean => possible(product) && !barred.has(product);
  const factor = factorOf(input);
  return {
    view,
    due,
    barred,
    possible,
    admitted,
    factor,
    anchors: anchorsOf(input),
    next: once(() => nextCandidates(input, view, admitted, factor)),
  };
}

function lostOf({ row, relation, sources, tiers, barred, possible }: FilledRow): Lost[] {
  return explainLost({
    row,
    barred,
    candidates: tiers.flatMap(({ candidates }) => candidates()),
    impossible: impossibleOnes(relation, sources, possible),
    sellable: sources.input.catalogue.sellable,
  });
}

/** Taste, and what merchandising wants. */
function factorOf({ catalogue, interest, merchandising, now }: NextBestInput): (product: number) => number {
  const taste = tasteOf(catalogue, interest);
  if (merchandising === undefined) return taste;
  return (product) =>
    taste(product) *
    (merchandising.factor[product] ?? 1) *
    freshness(catalogue.products[product]?.added_at, now, merchandising.freshness);
}

/**
 * A row that is full without a newcomer gives its last place to one now and then, drawn among those most like what the
 * visitor looks at.
 */
function giveNewcomerAChance(row: Row, sources: Sources): Pick<FilledRow, "newcomers" | "probability"> {
  const { chance, catalogue } = sources.input;
  if (chance === undefined || !hasPlaceForNewcomer(row, sources)) return { newcomers: [], probability: 1 };
  // Most rows are not drawn for it: then all that matters is whether one could have been.
  if (chance >= EXPLORE_SHARE) {
    const couldBe = hasSimilar(catalogue, sources.anchors, NEWCOMER_REACH, newcomerFilter(row, sources));
    return { newcomers: [], probability: couldBe ? 1 - EXPLORE_SHARE : 1 };
  }
  const newcomers = newcomersFor(row, sources);
  const { explored, probability } = explore(newcomers, chance);
  if (explored !== undefined) {
    const { fact } = explored;
    row.replaceLast({ ...explored, reason: "EXPLORED", fact: () => ({ kind: "newcomer", like: fact() }) });
  }
  return { newcomers, probability };
}

/** New products that may be drawn for the row's last place, likest first. */
export function newcomersFor(row: Row, sources: Sources): Candidate[] {
  if (!hasPlaceForNewcomer(row, sources)) return [];
  const { input, view, anchors, factor } = sources;
  scoreSimilar(input.catalogue, view.similar, anchors, factor, NEWCOMER_REACH);
  return similarCandidates(input.catalogue, view.similar, anchors, MOST_EXPLORED, newcomerFilter(row, sources));
}

function hasPlaceForNewcomer({ chosen, limit, open }: Row, { input, view }: Sources): boolean {
  if (limit < NEWCOMER_ROW || open > 0 || chosen.at(-1)?.reason === "PINNED") return false;
  return !chosen.some(({ index }) => isNewcomer(input, view, index));
}

function newcomerFilter(row: Row, { input, view, admitted }: Sources): (index: number) => boolean {
  return (index) => admitted(index) && isNewcomer(input, view, index) && row.admits(index) && !row.brandIsFull(index);
}

function isNewcomer({ model, catalogue, now }: NextBestInput, view: ModelView, index: number): boolean {
  const addedAt = catalogue.products[index]?.added_at;
  if (addedAt !== undefined && now - addedAt > NEWCOMER_DAYS * DAY_MS) return false;
  return (model.next.popularity[view.itemOf[index] ?? UNKNOWN] ?? 0) < NEWCOMER_LOOKS;
}

/** What the sources would have given besides: looked for only to explain. */
export function impossibleOnes(relation: Relation, sources: Sources, possible: (product: number) => boolean): number[] {
  const tiers = tiersOf(
    relation,
    withAdmitted(sources, (product) => !possible(product)),
  );
  return [...new Set(tiers.flatMap(({ candidates }) => candidates().map(({ index }) => index)))];
}
