/** A model as seen from a catalogue: the join of the two, made once for each pair, so that no decision makes it. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { RecommendModel } from "./recommend-model.ts";
import { Scoreboard } from "./scoreboard.ts";

export interface ModelView {
  /** By product index: item number in the model, or `UNKNOWN`. */
  readonly itemOf: Int32Array;
  /** By item number: product index, or `UNKNOWN`. */
  readonly productOf: Int32Array;
  /** Indices of sellable products with any popularity, most popular first, ties in catalogue order. */
  readonly popular: Uint32Array;
  /** The same within each category. */
  readonly popularIn: readonly Uint32Array[];
  /** One decision's working space. A decision never awaits, so no two share it. */
  readonly coVisited: Scoreboard;
  readonly similar: Scoreboard;
}

/** In `itemOf` and `productOf`: the other side has never heard of it. */
export const UNKNOWN = -1;

const views = new WeakMap<RecommendModel, WeakMap<Catalogue, ModelView>>();

/**
 * The view of this model from this catalogue. The first call for a pair sorts the catalogue (some ten milliseconds
 * at 10,000 products), the later ones look it up; call it when either is loaded and no visitor waits for it.
 */
export function viewOf(model: RecommendModel, catalogue: Catalogue): ModelView {
  let byCatalogue = views.get(model);
  if (!byCatalogue) views.set(model, (byCatalogue = new WeakMap()));
  let view = byCatalogue.get(catalogue);
  if (!view) byCatalogue.set(catalogue, (view = join(model, catalogue)));
  return view;
}

/** The item's number in the model, or `UNKNOWN`; also for products the catalogue no longer lists. */
export function itemNumber(model: RecommendModel, itemId: string): number {
  const { itemIds } = model;
  let low = 0;
  let high = itemIds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((itemIds[middle] ?? "") < itemId) low = middle + 1;
    else high = middle;
  }
  return itemIds[low] === itemId ? low : UNKNOWN;
}

function join(model: RecommendModel, catalogue: Catalogue): ModelView {
  const products = catalogue.products.length;
  const itemOf = new Int32Array(products).fill(UNKNOWN);
  const productOf = new Int32Array(model.itemIds.length).fill(UNKNOWN);
  for (const [item, id] of model.itemIds.entries()) {
    const product = catalogue.byId.get(id);
    if (product === undefined) continue;
    itemOf[product] = item;
    productOf[item] = product;
  }
  const popularity = (product: number): number => model.popularity[itemOf[product] ?? UNKNOWN] ?? 0;
  const popular = catalogue.sellableInOrder
    .filter((product) => popularity(product) > 0)
    .sort((a, b) => popularity(b) - popularity(a) || a - b);
  const inCategory: number[][] = catalogue.categories.shelves.map(() => []);
  for (const product of popular) inCategory[catalogue.categories.of[product] ?? UNKNOWN]?.push(product);
  return {
    itemOf,
    productOf,
    popular,
    popularIn: inCategory.map((members) => Uint32Array.from(members)),
    coVisited: new Scoreboard(products),
    similar: new Scoreboard(products),
  };
}
