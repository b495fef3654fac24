import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import { JUST_BOUGHT_DAYS } from "../../../worker/domain/recommend/barred.ts";
import { buildModel } from "../../../worker/domain/recommend/build-model.ts";
import { nextBest } from "../../../worker/domain/recommend/next-best.ts";
import type { NextBestInput } from "../../../worker/domain/recommend/next-best.ts";
import type { RecommendModel } from "../../../worker/domain/recommend/recommend-model.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

/** A model of visits, each a list of product ids. */
function modelOf(visits: string[][]): RecommendModel {
  const sessions = visits.map((visit) => ({
    items: visit.map((itemId, i) => ({ itemId, at: NOW - 1_000 + i, kind: "view" as const })),
  }));
  return buildModel({ sessions, now: NOW, version: 1 });
}

const ids = "ABCDEFGHIJKL".split("");
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
const inputs: fc.Arbitrary<NextBestInput> = fc.record({
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
});

describe("nextBest, whatever is asked", () => {
  it("shows each product once, none barred, and as many as wanted while enough may be sold", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { catalogue, interest, page, limit } = input;
        const cart = page.cartItemIds ?? interest.cart;
        const justBought = interest.bought
          .filter(({ at }) => NOW - at < JUST_BOUGHT_DAYS * DAY_MS)
          .map(({ itemId }) => itemId);
        const allowed = catalogue.products
          .filter(({ availability }) => availability !== "out_of_stock")
          .map(({ id }) => id)
          .filter((id) => id !== page.itemId && !cart.includes(id) && !justBought.includes(id));
        const answer = nextBest(input).chosen.map(({ index }) => catalogue.products[index]!.id);
        expect(new Set(answer).size).toBe(answer.length);
        for (const id of answer) expect(allowed).toContain(id);
        expect(answer).toHaveLength(Math.min(limit, allowed.length));
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same answer to the same question, whatever was asked between", () => {
    fc.assert(
      fc.property(inputs, inputs, (one, other) => {
        const first = nextBest(one);
        nextBest({ ...other, model: one.model, catalogue: one.catalogue });
        expect(nextBest(one)).toEqual(first);
        const rebuilt = { ...one, model: { ...one.model }, catalogue: indexCatalogue(one.catalogue.products) };
        expect(nextBest(rebuilt)).toEqual(first);
      }),
    );
  });

  it("says of every chosen and every lost product why, and never both of one", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const answer = nextBest({ ...input, explain: true });
        const shown = new Set(answer.chosen.map(({ index }) => index));
        for (const { why } of answer.chosen) expect(why).toMatch(/^[a-z].*\w\)?$/);
        for (const { index, detail } of answer.lost) {
          expect(shown).not.toContain(index);
          expect(detail).not.toBe("");
        }
      }),
    );
  });
});
