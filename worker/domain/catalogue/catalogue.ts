/** A site's products, indexed so that a decision reads arrays and never searches. */
import type { Product } from "../../../wire/product.ts";
import { Shelving } from "./shelving.ts";

/** Immutable. Made once per published catalogue; products are named by their index in `products`. */
export interface Catalogue {
  /** In catalogue order, each id once: a repeated id keeps its first place and its last content. */
  readonly products: readonly Product[];
  /** Index by `Product.id`. */
  readonly byId: ReadonlyMap<string, number>;
  /** 1 where it can be bought now: for sale at all, and in stock or for pre- or back-order. */
  readonly sellable: Uint8Array;
  /** Indices of the sellable, in catalogue order. */
  readonly sellableInOrder: Uint32Array;
  /** Natural logarithm of the price to pay now; `NaN` where it is in another currency than most of the catalogue. */
  readonly logPrice: Float64Array;
  /** By `item_category`, the name events carry. */
  readonly categories: Shelving;
  /** By full `product_type`, or by category where that is all there is. */
  readonly leaves: Shelving;
  readonly brands: Shelving;
}

/** Prices below this count as this: a logarithm needs more than 0, and no currency's smallest coin is less. */
const LEAST_PRICE = 0.01;

/** Indexes a catalogue. O(n log n); 10,000 products take some ten milliseconds, once per published catalogue. */
export function indexCatalogue(listed: readonly Product[]): Catalogue {
  const products = withoutRepeats(listed);
  const currency = mostCommon(products.map((product) => product.currency));
  const sellable = Uint8Array.from(products, (product) =>
    product.availability === "out_of_stock" || product.for_sale === false ? 0 : 1,
  );
  const logPrice = Float64Array.from(products, (product) =>
    product.currency === currency ? Math.log(Math.max(priceNow(product), LEAST_PRICE)) : NaN,
  );
  const byCategory = new Shelving(products, categoryOf, sellable, logPrice);
  const byLeaf = new Shelving(products, (product) => product.product_type ?? product.category, sellable, logPrice);
  const byBrand = new Shelving(products, (product) => product.brand, sellable, logPrice);
  return {
    products,
    byId: new Map(products.map((product, index) => [product.id, index])),
    sellable,
    sellableInOrder: Uint32Array.from(products.keys()).filter((index) => sellable[index] === 1),
    logPrice,
    categories: byCategory,
    leaves: byLeaf,
    brands: byBrand,
  };
}

/** Price of one to pay now, in the product's currency. */
export function priceNow(product: Product): number {
  const { price, sale_price: sale } = product;
  return sale !== undefined && sale < price ? sale : price;
}

/** The category shoppers' events name: as given, else the top level of `product_type`. */
function categoryOf(product: Product): string | undefined {
  return product.category ?? product.product_type?.split(">")[0];
}

function withoutRepeats(listed: readonly Product[]): readonly Product[] {
  // A Map keeps a key's first place and its last value.
  return [...new Map(listed.map((product) => [product.id, product])).values()];
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce<[string, number] | undefined>(
    (best, next) => (best && best[1] >= next[1] ? best : next),
    undefined,
  )?.[0];
}
