import { describe, expect, it } from "vitest";
import type { Product } from "../../../wire/product.ts";
import { PRODUCT_NEWS_MS, productNews } from "../../../worker/domain/catalogue/product-news.ts";

const NOW = Date.UTC(2026, 10, 22);
const product = (id: string, changes: Partial<Product> = {}): Product => ({
  id,
  title: id,
  link: `/${id}`,
  price: 100,
  currency: "EUR",
  availability: "in_stock",
  ...changes,
});

describe("news of products", () => {
  it("is what came back, and what became cheaper to buy now", () => {
    const before = [
      product("back", { availability: "out_of_stock" }),
      product("sale"),
      product("dearer"),
      product("other"),
    ];
    const after = [
      product("back"),
      product("sale", { sale_price: 80 }),
      product("dearer", { price: 120 }),
      product("other", { price: 90, currency: "USD" }),
      product("new"),
    ];
    expect([...productNews(new Map(), before, after, NOW)]).toEqual([
      ["back", { backAt: NOW }],
      ["sale", { droppedAt: NOW }],
    ]);
  });

  it("lasts a fortnight, and goes with its product", () => {
    const known = new Map([
      ["a", { backAt: NOW - PRODUCT_NEWS_MS + 1, droppedAt: NOW - PRODUCT_NEWS_MS }],
      ["b", { backAt: NOW - 1 }],
    ]);
    expect([...productNews(known, [], [product("a")], NOW)]).toEqual([["a", { backAt: NOW - PRODUCT_NEWS_MS + 1 }]]);
  });
});
