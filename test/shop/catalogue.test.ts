import { describe, expect, it } from "vitest";
import { buildCatalogue, catalogueFeed, CATALOGUE_SEED } from "../../shop/catalogue/build-catalogue.ts";
import { CATEGORIES } from "../../shop/catalogue/categories.ts";
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import { agree, LANGUAGES } from "../../shop/catalogue/language.ts";
import { PRODUCT_TYPES } from "../../shop/catalogue/product-types.ts";

const catalogue = buildCatalogue();
/** GA4 and Merchant ids may have up to 50 characters. */
const ID_LENGTH = 50;

describe("the catalogue", () => {
  it("has about 240 products in at least six departments, none of them nearly empty", () => {
    expect(catalogue.length).toBeGreaterThan(230);
    expect(catalogue.length).toBeLessThan(260);
    expect(CATEGORIES.length).toBeGreaterThanOrEqual(6);
    for (const category of CATEGORIES) {
      expect(catalogue.filter((entry) => entry.category === category).length).toBeGreaterThanOrEqual(20);
    }
  });

  it("gives each product an id, a page and a title of its own", () => {
    for (const key of [
      (entry: (typeof catalogue)[number]) => entry.product.id,
      (entry: (typeof catalogue)[number]) => entry.slug,
      ...LANGUAGES.map((language) => (entry: (typeof catalogue)[number]) => entry.title[language]),
    ]) {
      expect(new Set(catalogue.map(key)).size).toBe(catalogue.length);
    }
    for (const { product } of catalogue) expect(product.id.length).toBeLessThanOrEqual(ID_LENGTH);
  });

  it("is the same for the same seed, and another for another", () => {
    expect(buildCatalogue(CATALOGUE_SEED)).toEqual(catalogue);
    expect(buildCatalogue(CATALOGUE_SEED + 1)).not.toEqual(catalogue);
  });

  it("asks finite prices, and less on sale than before", () => {
    for (const { product } of catalogue) {
      expect(Number.isFinite(product.price)).toBe(true);
      expect(product.price).toBeGreaterThan(0);
      if (product.sale_price !== undefined) {
        expect(product.sale_price).toBeGreaterThan(0);
        expect(product.sale_price).toBeLessThan(product.price);
      }
      // At most cents: no binary dust on a price tag.
      expect(Math.round(product.price * 100) / 100).toBe(product.price);
    }
  });

  it("has some on sale, some sold out and some to pre-order", () => {
    expect(catalogue.some(({ product }) => product.sale_price !== undefined)).toBe(true);
    for (const availability of ["in_stock", "out_of_stock", "preorder"]) {
      expect(catalogue.some(({ product }) => product.availability === availability)).toBe(true);
    }
  });
});

describe("its texts", () => {
  it("are there in every language, without gaps or double spaces", () => {
    for (const entry of catalogue) {
      for (const language of LANGUAGES) {
        for (const text of [entry.title[language], entry.description[language]]) {
          expect(text).not.toMatch(/undefined|\s\s|^\s|\s$/);
          expect(text.length).toBeGreaterThan(5);
        }
      }
      expect(entry.product.localized?.["es"]?.title).toBe(entry.title.es);
      expect(entry.product.localized?.["zh"]?.link).toBe(`/shop/zh/p/${entry.slug}/`);
    }
  });

  it("are Chinese in Chinese, and not in Spanish or English", () => {
    for (const { description } of catalogue) {
      expect(description.zh).toMatch(/\p{Script=Han}/u);
      expect(description.es + description.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  // "Hechas de nobuk", "Hecho de plumón": the participle follows the noun.
  it("agree in Spanish", () => {
    expect([agree("hecho", "m"), agree("hecho", "f"), agree("hecho", "mp"), agree("hecho", "fp")]).toEqual([
      "hecho",
      "hecha",
      "hechos",
      "hechas",
    ]);
    const boots = catalogue.filter(({ type }) => type.id === "boot");
    for (const { description } of boots) expect(description.es).toContain("Hechas de ");
  });
});

describe("what goes with what", () => {
  it("names only types there are, and never a type itself", () => {
    const ids = new Set(PRODUCT_TYPES.map(({ id }) => id));
    for (const type of PRODUCT_TYPES) {
      expect(type.complements.length).toBeGreaterThan(0);
      for (const complement of type.complements) expect(ids).toContain(complement);
      expect(type.complements).not.toContain(type.id);
    }
  });

  it("stays out of the feed", () => {
    expect(JSON.stringify(catalogueFeed())).not.toContain("complements");
  });
});

describe("the dice", () => {
  it("fall the same way again from the same seed", () => {
    const throwTen = (seed: number) => Array.from({ length: 10 }, createDice(seed).next);
    expect(throwTen(7)).toEqual(throwTen(7));
    expect(throwTen(7)).not.toEqual(throwTen(8));
  });

  it("tell streams apart by name", () => {
    expect(seedOf(1, "visitor", 23)).not.toBe(seedOf(1, "visitor", 32));
  });

  it("favour what weighs more", () => {
    const dice = createDice(1);
    const heavy = Array.from({ length: 1_000 }, () => dice.weighted([1, 3], (weight) => weight)).filter(
      (weight) => weight === 3,
    );
    // Three of four expected; five standard deviations (√(1000·¾·¼) ≈ 13.7) either way.
    expect(heavy.length).toBeGreaterThan(750 - 69);
    expect(heavy.length).toBeLessThan(750 + 69);
  });
});
