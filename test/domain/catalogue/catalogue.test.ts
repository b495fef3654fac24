import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue, priceNow } from "../../../worker/domain/catalogue/catalogue.ts";
import { NO_SHELF } from "../../../worker/domain/catalogue/shelving.ts";

function product(id: string, more: Partial<Product> = {}): Product {
  return { id, title: id, link: `/p/${id}`, price: 10, currency: "EUR", availability: "in_stock", ...more };
}

describe("indexCatalogue", () => {
  it("keeps catalogue order and finds by id", () => {
    const catalogue = indexCatalogue([product("b"), product("a")]);
    expect(catalogue.products.map(({ id }) => id)).toEqual(["b", "a"]);
    expect(catalogue.byId.get("a")).toBe(1);
  });

  it("keeps a repeated id at its first place with its last content", () => {
    const catalogue = indexCatalogue([product("a", { price: 1 }), product("b"), product("a", { price: 2 })]);
    expect(catalogue.products.map(({ id, price }) => [id, price])).toEqual([
      ["a", 2],
      ["b", 10],
    ]);
  });

  it("sells what can be ordered now or ahead, and nothing else", () => {
    const catalogue = indexCatalogue([
      product("in", { availability: "in_stock" }),
      product("out", { availability: "out_of_stock" }),
      product("pre", { availability: "preorder" }),
      product("back", { availability: "backorder" }),
    ]);
    expect([...catalogue.sellable]).toEqual([1, 0, 1, 1]);
    expect([...catalogue.sellableInOrder]).toEqual([0, 2, 3]);
  });

  it("sorts a shelf by the price to pay now, cheapest first, ties in catalogue order", () => {
    const catalogue = indexCatalogue([
      product("dear", { category: "Shoes", price: 90 }),
      product("tied", { category: "Shoes", price: 40 }),
      product("reduced", { category: "Shoes", price: 100, sale_price: 20 }),
      product("tied too", { category: "Shoes", price: 40 }),
      product("gone", { category: "Shoes", price: 1, availability: "out_of_stock" }),
    ]);
    expect([...(catalogue.categories.shelfOf(0)?.byPrice ?? [])]).toEqual([2, 1, 3, 0]);
  });

  it("puts products of another currency last on the shelf: their prices compare with none", () => {
    const catalogue = indexCatalogue([
      product("yen", { category: "Shoes", price: 3, currency: "JPY" }),
      product("dear", { category: "Shoes", price: 90 }),
      product("cheap", { category: "Shoes", price: 40 }),
    ]);
    expect([...(catalogue.categories.shelfOf(0)?.byPrice ?? [])]).toEqual([2, 1, 0]);
    expect(catalogue.logPrice[0]).toBeNaN();
  });

  it("finds a category however the page writes it", () => {
    const catalogue = indexCatalogue([
      product("a", { category: "Trail Shoes" }),
      product("b", { category: " trail shoes" }),
    ]);
    expect(catalogue.categories.named("TRAIL SHOES ")).toBe(catalogue.categories.of[1]);
    expect(catalogue.categories.named("Tents")).toBe(NO_SHELF);
  });

  it("takes the top level of product_type where a product names no category", () => {
    const catalogue = indexCatalogue([
      product("a", { product_type: "Shoes > Running" }),
      product("b", { category: "Shoes" }),
    ]);
    expect(catalogue.categories.of[0]).toBe(catalogue.categories.of[1]);
    expect(catalogue.leaves.of[0]).not.toBe(catalogue.leaves.of[1]);
  });

  it("knows the newest of a shelf: by date, then the last listed", () => {
    const catalogue = indexCatalogue([
      product("dated", { category: "Shoes", added_at: 5 }),
      product("first", { category: "Shoes" }),
      product("last", { category: "Shoes" }),
      product("latest", { category: "Shoes", added_at: 9 }),
    ]);
    expect([...(catalogue.categories.shelfOf(0)?.newest ?? [])]).toEqual([3, 0, 2, 1]);
  });

  it("finds the place of a price on a shelf: before the first that costs as much", () => {
    const prices = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(prices, fc.integer({ min: 0, max: 60 }), (list, wanted) => {
        const catalogue = indexCatalogue(list.map((price, i) => product(`p${i}`, { category: "Shoes", price })));
        const shelf = catalogue.categories.shelfOf(0)!;
        const place = catalogue.categories.placeAt(shelf, Math.log(wanted));
        expect(place).toBe(list.filter((price) => price < wanted).length);
      }),
    );
  });

  it("starts in the middle of a shelf where there is no price to go by", () => {
    const catalogue = indexCatalogue([1, 2, 3, 4].map((price) => product(`p${price}`, { category: "Shoes", price })));
    expect(catalogue.categories.placeAt(catalogue.categories.shelfOf(0)!, NaN)).toBe(2);
  });

  it("takes an empty catalogue", () => {
    expect(indexCatalogue([]).sellableInOrder).toHaveLength(0);
  });
});

describe("priceNow", () => {
  it("ignores a sale price that is no reduction", () => {
    expect(priceNow(product("a", { price: 10, sale_price: 12 }))).toBe(10);
    expect(priceNow(product("a", { price: 10, sale_price: 8 }))).toBe(8);
  });
});
