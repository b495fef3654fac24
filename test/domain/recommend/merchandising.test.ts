import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MerchandisingRule } from "../../../wire/definitions.ts";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import {
  LEAST_FACTOR,
  MOST_FACTOR,
  freshness,
  merchandise,
  merchandisingFor,
  rulesMet,
} from "../../../worker/domain/recommend/merchandising.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

function product(id: string, more: Partial<Product> = {}): Product {
  return { id, title: id, link: `/p/${id}`, price: 10, currency: "EUR", availability: "in_stock", ...more };
}

const catalogue = indexCatalogue([
  product("A", { brand: "Sol", category: "Shoes" }),
  product("B", { brand: "Norte", category: "Shoes", custom_label_2: "Overstock" }),
  product("C", { brand: "Sol", category: "Tents", custom_label_0: "clearance" }),
]);

describe("[RE-6] merchandising", () => {
  it("takes out by product, category, brand and label, in any case of letters", () => {
    const out = (rule: Omit<MerchandisingRule, "action">): number[] => [
      ...merchandise([{ action: "exclude", ...rule }], catalogue).excluded,
    ];
    expect(out({ product: "A" })).toEqual([1, 0, 0]);
    expect(out({ category: "shoes" })).toEqual([1, 1, 0]);
    expect(out({ brand: "SOL" })).toEqual([1, 0, 1]);
    expect(out({ label: "Clearance" })).toEqual([0, 0, 1]);
    expect(out({ category: "Boats" })).toEqual([0, 0, 0]);
  });

  it("boosts and buries by the percent it says, the first rule that fits", () => {
    const rules: MerchandisingRule[] = [
      { action: "bury", brand: "Sol", percent: 40 },
      { action: "boost", product: "A", percent: 10 },
    ];
    const { factor } = merchandise(rules, catalogue);
    expect(factor[0]).toBeCloseTo(0.6, 6);
    expect(factor[2]).toBeCloseTo(0.6, 6);
  });

  it("pins in the order given, each once, but nothing that is excluded or not there", () => {
    const rules: MerchandisingRule[] = [
      { action: "pin", product: "C" },
      { action: "pin", product: "A" },
      { action: "pin", product: "C" },
      { action: "pin", product: "gone" },
      { action: "pin", product: "B" },
      { action: "exclude", category: "Shoes", placement: "home" },
    ];
    const definitions = { placements: [], offers: [], holdout: 0, merchandising: rules };
    expect(merchandisingFor(definitions, catalogue, "cart").pinned).toEqual([2, 0, 1]);
    expect(merchandisingFor(definitions, catalogue, "home").pinned).toEqual([2]);
  });

  it("lifts margin above the mean, overstock and what is new a little, and nothing where nothing is known", () => {
    expect([...merchandise([], indexCatalogue([product("A"), product("B")])).factor]).toEqual([1, 1]);
    expect(merchandise([], catalogue).factor[1]).toBeCloseTo(1.1, 6);
    const costed = indexCatalogue([
      product("rich", { cost_of_goods_sold: 2 }),
      product("poor", { cost_of_goods_sold: 8 }),
    ]);
    // Margins 0.8 and 0.2, mean 0.5: both further off than a quarter, so whole.
    const { factor } = merchandise([], costed);
    expect(factor[0]).toBeCloseTo(1.1, 6);
    expect(factor[1]).toBeCloseTo(0.9, 6);
    expect(freshness(NOW, NOW, 0.1)).toBeCloseTo(1.1, 9);
    expect(freshness(NOW - 15 * DAY_MS, NOW, 0.1)).toBeCloseTo(1.05, 9);
    expect(freshness(NOW - 90 * DAY_MS, NOW, 0.1)).toBe(1);
    expect(freshness(undefined, NOW, 0.1)).toBe(1);
  });

  it("lifts them as far as the site says, and not at all where it says 0", () => {
    expect(merchandise([], catalogue, { overstock: 20 }).factor[1]).toBeCloseTo(1.2, 6);
    expect(merchandise([], catalogue, { overstock: 0 }).factor[1]).toBe(1);
    expect(merchandise([], catalogue, { freshness: 0 }).freshness).toBe(0);
  });

  it("says which rules meet a product, by their places in the whole list, as they were used", () => {
    const rules: MerchandisingRule[] = [
      { action: "boost", label: "clearance", placement: "cart" },
      { action: "bury", brand: "sol", percent: 40 },
      { action: "exclude", category: "Tents" },
      { action: "pin", product: "C" },
    ];
    const moved = (rule: number, factor: number) => ({ rule, factor });
    expect(rulesMet(rules, "cart", catalogue, 2)).toEqual({ movedBy: moved(0, 1.25), excludedBy: 2, pinnedBy: 3 });
    expect(rulesMet(rules, "home", catalogue, 2)).toMatchObject({ movedBy: moved(1, 0.6) });
    expect(rulesMet(rules, undefined, catalogue, 1)).toEqual({});
  });

  it("never moves a score beyond its bounds, whatever the rules and the products say", () => {
    const rule = fc.record({
      action: fc.constantFrom<MerchandisingRule["action"][]>("boost", "bury"),
      brand: fc.constantFrom("Sol", "Norte"),
      percent: fc.double({ min: 1, max: 500, noNaN: true }),
    });
    const made = fc.record({
      brand: fc.constantFrom("Sol", "Norte"),
      price: fc.double({ min: 0, max: 1_000, noNaN: true }),
      cost_of_goods_sold: fc.double({ min: 0, max: 5_000, noNaN: true }),
      custom_label_0: fc.constantFrom("overstock", "other"),
      added_at: fc.integer({ min: NOW - 60 * DAY_MS, max: NOW + 60 * DAY_MS }),
    });
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 4 }),
        fc.array(made, { minLength: 1, maxLength: 6 }),
        fc.record({
          margin: fc.double({ min: -5, max: 200, noNaN: true }),
          freshness: fc.double({ min: 0, max: 90, noNaN: true }),
        }),
        (rules, products, boosts) => {
          const indexed = indexCatalogue(products.map((more, i) => product(`p${i}`, more)));
          const { factor, freshness: most } = merchandise(rules, indexed, boosts);
          for (const [index, own] of factor.entries()) {
            const whole = own * freshness(indexed.products[index]?.added_at, NOW, most);
            // A hair of room for 32 bits.
            expect(whole).toBeGreaterThanOrEqual(LEAST_FACTOR * (1 - 1e-6));
            expect(whole).toBeLessThanOrEqual(MOST_FACTOR * (1 + 1e-6));
          }
        },
      ),
    );
  });
});
