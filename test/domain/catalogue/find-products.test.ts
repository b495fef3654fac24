import { describe, expect, it } from "vitest";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import { compareCatalogues } from "../../../worker/domain/catalogue/compare-catalogues.ts";
import { findProducts } from "../../../worker/domain/catalogue/find-products.ts";
import type { ProductSearch } from "../../../worker/domain/catalogue/find-products.ts";
import { buildModel } from "../../../worker/domain/recommend/build-model.ts";

const NOW = 1_800_000_000_000;

function product(id: string, title: string, more: Partial<Product> = {}): Product {
  return { id, title, link: `/p/${id}`, price: 10, currency: "EUR", availability: "in_stock", ...more };
}

const catalogue = indexCatalogue([
  product("1", "Café chair", { brand: "Sol", category: "Home", added_at: NOW - 2 }),
  product("2", "Trail chair", { brand: "Norte", category: "Camp", added_at: NOW - 1 }),
  product("chair", "Tent", { category: "Camp", availability: "out_of_stock" }),
  product("4", "Lamp", { for_sale: false, localized: { zh: { title: "露营灯", link: "/zh/4" } } }),
]);
const model = buildModel({
  sessions: [{ items: [{ itemId: "2", at: NOW, kind: "view" }] }],
  now: NOW,
  version: 1,
});

function find(search: Partial<ProductSearch>): string[] {
  const all: ProductSearch = { text: "", order: "catalogue", offset: 0, limit: 10, ...search };
  return findProducts(catalogue, model, all).products.map(({ id }) => id);
}

describe("looking through a catalogue", () => {
  it("finds words in any order, case and accent, and in any language", () => {
    expect(find({ text: "CHAIR cafe" })).toEqual(["1"]);
    expect(find({ text: "露营" })).toEqual(["4"]);
    expect(find({ text: "chair home norte" })).toEqual([]);
  });

  it("puts an id that is typed whole first, then titles that begin so", () => {
    expect(find({ text: "chair" })).toEqual(["chair", "1", "2"]);
    expect(find({ text: "trail" })).toEqual(["2"]);
  });

  it("narrows by category, brand and state, orders, and pages", () => {
    expect(find({ category: "camp" })).toEqual(["2", "chair"]);
    expect(find({ brand: "SOL" })).toEqual(["1"]);
    expect(find({ brand: "nobody" })).toEqual([]);
    expect(find({ state: "not_for_sale" })).toEqual(["4"]);
    expect(find({ order: "looks" })[0]).toBe("2");
    expect(find({ order: "newest" }).slice(0, 2)).toEqual(["2", "1"]);
    expect(find({ offset: 1, limit: 2 })).toEqual(["2", "chair"]);
    expect(find({ offset: 9 })).toEqual([]);
    expect(find({ ids: ["4", "gone", "1"] })).toEqual(["4", "1"]);
  });
});

describe("two catalogues", () => {
  it("are compared product by product, whatever the order of products and fields", () => {
    const before = [
      product("a", "A"),
      product("b", "B", { localized: { es: { title: "B", link: "/b" } } }),
      product("c", "C"),
    ];
    const { id, title, ...rest } = before[1]!;
    const after = [product("d", "D"), { ...rest, title, id }, product("a", "A", { price: 11 })];
    expect(compareCatalogues(before, after)).toEqual({ added: 1, changed: 1, unchanged: 1, gone: 1 });
    expect(compareCatalogues([], after)).toEqual({ added: 3, changed: 0, unchanged: 0, gone: 0 });
    expect(compareCatalogues(before, [])).toEqual({ added: 0, changed: 0, unchanged: 0, gone: 3 });
  });
});
