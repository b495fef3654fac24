import { describe, expect, it } from "vitest";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import { cardFor } from "../../../worker/domain/catalogue/product-card.ts";

const TENT: Product = {
  id: "tent",
  title: "Tent",
  link: "/en/tent",
  image_link: "/tent.webp",
  brand: "Norte",
  category: "Camping",
  price: 200,
  sale_price: 150,
  currency: "EUR",
  availability: "in_stock",
  localized: { es: { title: "Tienda", link: "/es/tienda" }, zh: { title: "帐篷", link: "/zh/tent" } },
};
const PLAIN: Product = {
  id: "rope",
  title: "Rope",
  link: "/rope",
  price: 9,
  currency: "EUR",
  availability: "in_stock",
};
const catalogue = indexCatalogue([TENT, PLAIN]);

describe("cardFor", () => {
  it("shows every field a card has", () => {
    expect(cardFor(catalogue, 0, "en")).toEqual({
      id: "tent",
      title: "Tent",
      link: "/en/tent",
      imageLink: "/tent.webp",
      brand: "Norte",
      category: "Camping",
      price: 200,
      salePrice: 150,
      currency: "EUR",
    });
  });

  it("leaves out what the product has not, rather than sending undefined", () => {
    expect(Object.keys(cardFor(catalogue, 1, undefined)).toSorted()).toEqual([
      "currency",
      "id",
      "link",
      "price",
      "title",
    ]);
  });

  it.each([
    ["es-419", "Tienda"],
    ["ES", "Tienda"],
    ["zh-Hant-TW", "帐篷"],
    ["zh_CN", "帐篷"],
    ["fr", "Tent"],
    ["", "Tent"],
    ["constructor", "Tent"],
    [undefined, "Tent"],
  ])("by the primary subtag of %s has the title %s", (locale, title) => {
    expect(cardFor(catalogue, 0, locale).title).toBe(title);
  });

  it("refuses an index the catalogue has not", () => {
    expect(() => cardFor(catalogue, 2, "en")).toThrow(RangeError);
  });
});
