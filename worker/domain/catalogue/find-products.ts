/** A catalogue as people look through it: searched, narrowed, a page at a time. */
import type { ListedProduct, ProductsAnswer, ListingState } from "../../../wire/catalogue.ts";
import type { Product } from "../../../wire/product.ts";
import { UNKNOWN, viewOf } from "../recommend/model-view.ts";
import type { RecommendModel } from "../recommend/recommend-model.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Shelving } from "./shelving.ts";

export interface ProductSearch {
  /** Words that must all be found in id, titles, brand or category, regardless of case and accents; "" for all. */
  text: string;
  category?: string;
  brand?: string;
  state?: ListingState;
  /** Only these. */
  ids?: readonly string[];
  /** `looks`: those looked at most first; `newest`: those added last first. With a text, better matches come first. */
  order: "catalogue" | "looks" | "newest";
  /** Products passed over, and how many are wanted. */
  offset: number;
  limit: number;
}

/** Names of categories and brands listed: past that a list is no help, and a search is. */
const NAMES_LISTED = 200;

/** O(n) in the products; some 50 ms with a text at 43,000 of them. */
export function findProducts(
  catalogue: Catalogue,
  model: RecommendModel,
  search: ProductSearch,
): Omit<ProductsAnswer, "version"> {
  const { products } = catalogue;
  const { itemOf } = viewOf(model, catalogue);
  const looksAt = (index: number): number => model.next.popularity[itemOf[index] ?? UNKNOWN] ?? 0;
  const found = ordered(matching(catalogue, search), catalogue, search, looksAt);
  const page = found.slice(search.offset, search.offset + search.limit);
  return {
    total: products.length,
    matching: found.length,
    offset: search.offset,
    products: page.map((index): ListedProduct => ({
      ...products[index]!,
      sellable: catalogue.sellable[index] === 1,
      looks: looksAt(index),
    })),
    categories: namesOf(catalogue.categories),
    brands: namesOf(catalogue.brands),
    states: statesOf(products),
  };
}

export function stateOf({ for_sale: forSale, availability }: Product): ListingState {
  return forSale === false ? "not_for_sale" : availability;
}

/** Indices, in catalogue order. */
function matching(catalogue: Catalogue, { text, category, brand, state, ids }: ProductSearch): number[] {
  const { products, byId, categories, brands } = catalogue;
  const words = folded(text).split(/\s+/).filter(Boolean);
  const isOf = (shelving: Shelving, name: string | undefined): ((index: number) => boolean) => {
    if (name === undefined) return () => true;
    const shelf = shelving.named(name);
    return (index) => shelf >= 0 && shelving.of[index] === shelf;
  };
  const [isOfCategory, isOfBrand] = [isOf(categories, category), isOf(brands, brand)];
  const candidates = ids === undefined ? products.keys() : ids.flatMap((id) => byId.get(id) ?? []);
  return [...candidates].filter((index) => {
    const product = products[index]!;
    if (state !== undefined && stateOf(product) !== state) return false;
    if (!isOfCategory(index) || !isOfBrand(index)) return false;
    if (words.length === 0) return true;
    const said = wordsOf(product);
    return words.every((word) => said.includes(word));
  });
}

function ordered(
  found: number[],
  { products }: Catalogue,
  { text, order }: ProductSearch,
  looksAt: (index: number) => number,
): number[] {
  const wanted = folded(text.trim());
  // An id typed whole is meant; a title that begins so is likelier meant than one that holds it somewhere.
  const closeness = (index: number): number => {
    const { id, title } = products[index]!;
    return folded(id) === wanted ? 2 : folded(title).startsWith(wanted) ? 1 : 0;
  };
  const rank =
    order === "looks"
      ? looksAt
      : order === "newest"
        ? (index: number) => products[index]!.added_at ?? 0
        : (_index: number) => 0;
  if (wanted === "" && order === "catalogue") return found;
  const keyed = found.map((index) => ({ index, close: wanted === "" ? 0 : closeness(index), rank: rank(index) }));
  return keyed.sort((a, b) => b.close - a.close || b.rank - a.rank || a.index - b.index).map(({ index }) => index);
}

function wordsOf({ id, title, brand, category, product_type: type, localized }: Product): string {
  const titles = Object.values(localized ?? {}).map((text) => text.title);
  return folded([id, title, ...titles, brand, category, type].filter(Boolean).join("\n"));
}

/** Without case and accents, so that "cafe" finds "Café". */
function folded(text: string): string {
  const lower = text.toLowerCase();
  // Most texts have none, and taking letters apart costs ten times as much as looking.
  return /^[\n -~]*$/.test(lower) ? lower : lower.normalize("NFD").replaceAll(/\p{Mn}/gu, "");
}

function namesOf({ shelves, of }: Shelving): { name: string; count: number }[] {
  const counts = shelves.map(() => 0);
  for (const shelf of of) if (shelf >= 0) counts[shelf]!++;
  return shelves
    .map(({ name }, shelf) => ({ name, count: counts[shelf]! }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, NAMES_LISTED);
}

function statesOf(products: readonly Product[]): Record<ListingState, number> {
  const states = { in_stock: 0, out_of_stock: 0, preorder: 0, backorder: 0, not_for_sale: 0 };
  for (const product of products) states[stateOf(product)]++;
  return states;
}
