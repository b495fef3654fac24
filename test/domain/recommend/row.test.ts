import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import type { Candidate } from "../../../worker/domain/recommend/candidate.ts";
import { Row } from "../../../worker/domain/recommend/row.ts";

function product(id: number, brand: string, kind: string): Product {
  const facts = { price: 10, currency: "EUR", availability: "in_stock" as const };
  return { id: `p${id}`, title: `p${id}`, link: `/p/${id}`, brand, product_type: kind, ...facts };
}

function candidate(index: number, score: number): Candidate {
  return { index, reason: "SESSION_NEIGHBOURS", fact: () => ({ kind: "related" }), score };
}

describe("[RE-7] a row", () => {
  it("prefers, of products about as good, the one of another brand and kind", () => {
    const catalogue = indexCatalogue([
      product(0, "Sol", "Boots"),
      product(1, "Sol", "Boots"),
      product(2, "Luz", "Socks"),
    ]);
    const row = new Row(catalogue, 4, new Map());
    row.fill([candidate(0, 1), candidate(1, 0.9), candidate(2, 0.8)]);
    expect(row.chosen.map(({ index }) => index)).toEqual([0, 2, 1]);
  });

  it("never puts a product before one that is better by a quarter, brand's share aside", () => {
    // A fifth off at most: 0.8 · 1.25 = 1.
    const facts = fc.record({
      kind: fc.constantFrom("Boots", "Socks"),
      score: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 12 }), (list) => {
        const catalogue = indexCatalogue(list.map(({ kind }, i) => product(i, `brand ${i}`, kind)));
        const row = new Row(catalogue, list.length, new Map());
        row.fill(list.map(({ score }, i) => candidate(i, score)).sort((a, b) => b.score - a.score));
        expect(row.chosen).toHaveLength(list.length);
        let least = Infinity;
        for (const { score } of row.chosen) {
          expect(score).toBeLessThanOrEqual(least * 1.25 + 1e-9);
          least = Math.min(least, score);
        }
      }),
    );
  });

  it("gives back what the last place's product counted for when another takes it", () => {
    const catalogue = indexCatalogue([0, 1, 2].map((id) => product(id, "Sol", "Boots")));
    const row = new Row(catalogue, 2, new Map());
    row.fill([candidate(0, 1)]);
    row.replaceLast(candidate(1, 0.5));
    expect([row.admits(0), row.admits(1), row.brandIsFull(2)]).toEqual([true, false, true]);
  });
});
