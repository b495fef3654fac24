import { describe, expect, it } from "vitest";
import { buildCatalogue, catalogueFeed } from "../../shop/catalogue/build-catalogue.ts";
import { CATEGORIES } from "../../shop/catalogue/categories.ts";
import { couponPercent } from "../../shop/catalogue/coupons.ts";
import { demoDefinitions, demoSettings } from "../../shop/catalogue/demo-definitions.ts";
import { LANGUAGES } from "../../shop/catalogue/language.ts";
import { FREE_SHIPPING_FROM } from "../../shop/catalogue/shop-brand.ts";
import { categoryPagePath, heroPath, PAGE_PATHS, shopPath } from "../../shop/pages/site-paths.ts";
import { checkProducts } from "../../worker/intake/check-products.ts";
import { checkDefinitions, checkSettings } from "../../worker/intake/check-settings.ts";

const definitions = demoDefinitions();
const offersIn = (placement: string) => definitions.offers.filter((offer) => offer.placement === placement);

describe("the demo site, as the Worker takes it", () => {
  it("has settings that pass unchanged", () => {
    const settings = demoSettings(["http://localhost:8787"]);
    expect(checkSettings(settings)).toEqual({ ok: true, value: settings });
  });

  it("has definitions that pass unchanged", () => {
    expect(checkDefinitions(definitions)).toEqual({ ok: true, value: definitions });
  });

  it("has a catalogue of which nothing is rejected", () => {
    const products = catalogueFeed();
    expect(checkProducts(products)).toEqual({ products, rejected: [] });
  });
});

describe("the demo's offers", () => {
  it("are written in every language of the shop, each with other words", () => {
    for (const { content } of definitions.offers) {
      expect(Object.keys(content).toSorted()).toEqual([...LANGUAGES].toSorted());
      expect(new Set(Object.values(content).map(({ headline }) => headline)).size).toBe(LANGUAGES.length);
    }
  });

  it("link to pages of the shop in the offer's own language", () => {
    const pages = (language: (typeof LANGUAGES)[number]) => [
      shopPath(language, PAGE_PATHS.cart),
      ...CATEGORIES.map(({ slug }) => shopPath(language, categoryPagePath(slug))),
    ];
    for (const language of LANGUAGES) {
      const links = definitions.offers.flatMap(({ content }) => content[language]?.button?.href ?? []);
      expect(links.length).toBeGreaterThan(0);
      expect(pages(language)).toEqual(expect.arrayContaining(links));
    }
  });

  it("have a banner for each department, and two that are drawn between for camping", () => {
    const banners = Object.groupBy(offersIn("home-hero"), ({ audience }) => audience?.favouriteCategory ?? "any");
    for (const { name, slug } of CATEGORIES) {
      const own = banners[name.en] ?? [];
      expect(own).toHaveLength(slug === "camping" ? 2 : 1);
      expect(new Set(own.map(({ priority }) => priority)).size).toBe(1);
      for (const offer of own) expect(offer.content["en"]?.image?.src).toBe(heroPath(slug));
    }
  });

  it("put the coupon before the cart, and the cart before a department's banner", () => {
    const priority = (id: string) => definitions.offers.find((offer) => offer.id === id)?.priority ?? NaN;
    expect(priority("coupon-nearly")).toBeGreaterThan(priority("cart-waits"));
    expect(priority("cart-waits")).toBeGreaterThan(priority("likes-kitchen"));
  });

  it("give a coupon to hot visitors with an empty cart, a code that the shop takes, the same in every language", () => {
    const coupons = definitions.offers.filter(({ content }) => content["en"]?.coupon !== undefined);
    expect(coupons.length).toBeGreaterThan(0);
    for (const { audience, content } of coupons) {
      // 60 is where the console's "hot" begins (worker/domain, SC-2).
      expect(audience).toEqual({ scoreAtLeast: 60, cart: "empty", notBoughtWithinDays: 30 });
      expect(new Set(Object.values(content).map(({ coupon }) => coupon)).size).toBe(1);
      // The headline promises ten percent.
      expect(couponPercent(content["en"]?.coupon ?? "")).toBe(10);
    }
  });

  it("name the sum from which the shop really delivers free", () => {
    const reminder = offersIn("header-bar").find(({ audience }) => audience?.cart === "filled");
    for (const { headline } of Object.values(reminder?.content ?? {})) {
      expect(headline).toContain(String(FREE_SHIPPING_FROM));
    }
  });
});

describe("the demo's catalogue", () => {
  it("has a page of its own for each product", () => {
    const slugs = buildCatalogue().map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
  });
});
