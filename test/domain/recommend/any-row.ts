/** Whatever a row may be asked for: any model, catalogue, visitor and page, for property tests. */
import fc from "fast-check";
import type { Relation } from "../../../wire/definitions.ts";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import { buildModel } from "../../../worker/domain/recommend/build-model.ts";
import type { NextBestInput } from "../../../worker/domain/recommend/next-best.ts";
import type { RecommendModel } from "../../../worker/domain/recommend/recommend-model.ts";

export const NOW = 1_800_000_000_000;
export const DAY_MS = 86_400_000;

/** A model of visits, each a list of product ids. */
function modelOf(visits: string[][]): RecommendModel {
  const sessions = visits.map((visit, v) => ({
    // Every third visit is an order, and every other of those a repeat, so that all relations have something to say.
    items: visit.map((itemId, i) => ({
      itemId,
      at: NOW - 1_000 + i,
      kind: v % 3 === 0 ? ("purchase" as const) : ("view" as const),
      ...(v % 6 === 0 && { againDays: 10 }),
    })),
  }));
  return buildModel({ sessions, now: NOW, version: 1 });
}

export const ids = "ABCDEFGHIJKL".split("");
const products: fc.Arbitrary<Product[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom(...ids),
      category: fc.constantFrom("Shoes", "Tents", undefined),
      brand: fc.constantFrom("Sol", "Norte", undefined),
      price: fc.integer({ min: 0, max: 200 }),
      currency: fc.constantFrom("EUR", "EUR", "USD"),
      availability: fc.constantFrom("in_stock" as const, "out_of_stock" as const, "preorder" as const),
    }),
    { selector: ({ id }) => id, maxLength: ids.length },
  )
  .map((list) =>
    list.map(({ category, brand, ...rest }) => ({
      title: rest.id,
      link: `/p/${rest.id}`,
      ...rest,
      ...(category && { category }),
      ...(brand && { brand }),
    })),
  );

const touch = fc.record({
  itemId: fc.constantFrom(...ids, "gone"),
  at: fc.integer({ min: NOW - 60 * DAY_MS, max: NOW }),
});
export const inputs: fc.Arbitrary<NextBestInput> = fc.record({
  model: fc.array(fc.array(fc.constantFrom(...ids, "?"), { maxLength: 6 }), { maxLength: 12 }).map(modelOf),
  catalogue: products.map(indexCatalogue),
  interest: fc.record(
    {
      recent: fc.array(touch, { maxLength: 5 }),
      cart: fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
      bought: fc.array(touch, { maxLength: 3 }),
      categories: fc.constantFrom([], [{ name: "Tents", share: 0.7 }]),
      brands: fc.constantFrom([], [{ name: "Sol", share: 0.7 }]),
      typicalPrice: fc.integer({ min: 0, max: 200 }),
    },
    { requiredKeys: ["recent", "cart", "bought", "categories", "brands"] },
  ),
  page: fc.record(
    {
      itemId: fc.constantFrom(...ids, "gone"),
      category: fc.constantFrom("Shoes", "Boats"),
      cartItemIds: fc.array(fc.constantFrom(...ids), { maxLength: 3 }),
    },
    { requiredKeys: [] },
  ),
  limit: fc.integer({ min: 0, max: 8 }),
  now: fc.constant(NOW),
  explain: fc.boolean(),
  relation: fc.constantFrom<Relation[]>("next", "alternatives", "complements", "again"),
  chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
