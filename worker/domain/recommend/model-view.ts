/** A model as seen from a catalogue: the join of the two, made once for each pair, so that no decision makes it. */
import type { Catalogue } from "../catalogue/catalogue.ts";
import { RepeatKinds } from "./again/repeat-model.ts";
import { ComplementCandidates } from "./complements/complement-features.ts";
import type { RecommendModel } from "./recommend-model.ts";
import { RankWorkspace } from "./session-model/rank-next.ts";
import { itemNumberOf } from "./session-model/session-model.ts";
import { Scoreboard } from "./scoreboard.ts";

export interface ModelView {
  /** By product index: item number in the model, or `UNKNOWN`. */
  readonly itemOf: Int32Array;
  /** By item number of the session model: product index, or `UNKNOWN`. */
  readonly productOf: Int32Array;
  /** By item number of the complements: product index, or `UNKNOWN`. */
  readonly productOfComplement: Int32Array;
  /** How often and when products are bought again, those of the catalogue by their category too. */
  readonly repeatKinds: RepeatKinds;
  /** Whether the session model has met the product. */
  readonly isKnown: (itemId: string) => boolean;
  /** Indices of sellable products with any popularity, most popular first, ties in catalogue order. */
  readonly popular: Uint32Array;
  /** The same within each category. */
  readonly popularIn: readonly Uint32Array[];
  /** One decision's working space. A decision never awaits, so no two share it. */
  readonly workspace: RankWorkspace;
  readonly complementCandidates: ComplementCandidates;
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

function join(model: RecommendModel, catalogue: Catalogue): ModelView {
  const { next, complements, repeats } = model;
  const products = catalogue.products.length;
  const itemOf = new Int32Array(products).fill(UNKNOWN);
  const productOf = productsOf(next.itemIds, catalogue);
  for (const [item, product] of productOf.entries()) if (product !== UNKNOWN) itemOf[product] = item;
  const lately = (product: number): number => next.recentClicksOf[itemOf[product]!] ?? 0;
  const clicks = (product: number): number => next.popularity[itemOf[product]!] ?? 0;
  const popular = catalogue.sellableInOrder
    .filter((product) => clicks(product) > 0)
    .sort((a, b) => lately(b) - lately(a) || clicks(b) - clicks(a) || a - b);
  const inCategory: number[][] = catalogue.categories.shelves.map(() => []);
  for (const product of popular) inCategory[catalogue.categories.of[product] ?? UNKNOWN]?.push(product);
  return {
    itemOf,
    productOf,
    productOfComplement: productsOf(complements.itemIds, catalogue),
    repeatKinds: new RepeatKinds(repeats, (itemId) => {
      const product = catalogue.byId.get(itemId);
      return product === undefined ? undefined : catalogue.categories.shelfOf(product)?.name;
    }),
    isKnown: (itemId) => itemNumberOf(next, itemId) >= 0,
    popular,
    popularIn: inCategory.map((members) => Uint32Array.from(members)),
    workspace: new RankWorkspace(next.itemIds.length),
    complementCandidates: new ComplementCandidates(complements.itemIds.length),
    similar: new Scoreboard(products),
  };
}

function productsOf(itemIds: readonly string[], { byId }: Catalogue): Int32Array {
  return Int32Array.from(itemIds, (id) => byId.get(id) ?? UNKNOWN);
}
