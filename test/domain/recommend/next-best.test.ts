import { describe, expect, it } from "vitest";
import type { Relation } from "../../../wire/definitions.ts";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import type { Catalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import { JUST_BOUGHT_DAYS } from "../../../worker/domain/recommend/barred.ts";
import { buildModel } from "../../../worker/domain/recommend/build-model.ts";
import { EXPLORE_SHARE } from "../../../worker/domain/recommend/explore.ts";
import { nextBest } from "../../../worker/domain/recommend/next-best.ts";
import type { Interest, NextBest, NextBestInput, RecommendPage } from "../../../worker/domain/recommend/next-best.ts";
import { EMPTY_MODEL } from "../../../worker/domain/recommend/recommend-model.ts";
import type { RecommendModel } from "../../../worker/domain/recommend/recommend-model.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;
const STRANGER: Interest = { recent: [], cart: [], bought: [], categories: [], brands: [] };

function product(id: string, more: Partial<Product> = {}): Product {
  return { id, title: `The ${id}`, link: `/p/${id}`, price: 10, currency: "EUR", availability: "in_stock", ...more };
}

/** A model of visits, each a word of one-letter products. */
function modelOf(...visits: string[]): RecommendModel {
  const sessions = visits.map((visit) => ({
    items: visit.split("").map((itemId, i) => ({ itemId, at: NOW - 1_000 + i, kind: "view" as const })),
  }));
  return buildModel({ sessions, now: NOW, version: 1 });
}

function ask(catalogue: Catalogue, more: Partial<NextBestInput> = {}): NextBest {
  return nextBest({
    model: EMPTY_MODEL,
    catalogue,
    interest: STRANGER,
    page: {},
    limit: 4,
    now: NOW,
    explain: true,
    ...more,
  });
}

/** [id, reason] of the chosen. */
function chosen(catalogue: Catalogue, answer: NextBest): [string, string][] {
  return answer.chosen.map(({ index, reason }) => [catalogue.products[index]!.id, reason]);
}

/** Reason by id of the lost. */
function lost(catalogue: Catalogue, answer: NextBest): Record<string, string> {
  return Object.fromEntries(answer.lost.map(({ index, reason }) => [catalogue.products[index]!.id, reason]));
}

const view = (itemId: string, at = NOW): { itemId: string; at: number } => ({ itemId, at });

describe("nextBest falls back", () => {
  const catalogue = indexCatalogue("ABCD".split("").map((id) => product(id)));

  it("from what is viewed after to popular to catalogue order", () => {
    // Seen with A: B. Seen at all, besides: C. D was never seen. No category or brand, so nothing is similar.
    const answer = ask(catalogue, { model: modelOf("AB", "AB", "C"), page: { itemId: "A" } });
    expect(chosen(catalogue, answer)).toEqual([
      ["B", "CO_VISITED"],
      ["C", "POPULAR"],
      ["D", "CATALOGUE_ORDER"],
    ]);
    expect(answer.chosen.map(({ why }) => why)).toEqual([
      "viewed after The A in 2 visits",
      "popular: looked at once",
      "next in the catalogue",
    ]);
  });

  it("to catalogue order where nothing at all is known", () => {
    expect(chosen(catalogue, ask(catalogue, { limit: 2 }))).toEqual([
      ["A", "CATALOGUE_ORDER"],
      ["B", "CATALOGUE_ORDER"],
    ]);
  });

  it("to nothing only where nothing is for sale", () => {
    const soldOut = indexCatalogue([product("A", { availability: "out_of_stock" })]);
    expect(ask(soldOut).chosen).toEqual([]);
    expect(ask(indexCatalogue([])).chosen).toEqual([]);
  });
});

describe("nextBest by visits like this one", () => {
  it("lets the last product looked at say more than those before", () => {
    const catalogue = indexCatalogue("ABXY".split("").map((id) => product(id)));
    const interest = { ...STRANGER, recent: [view("B"), view("A")] };
    const answer = ask(catalogue, { model: modelOf("AX", "BY"), interest, limit: 2 });
    expect(chosen(catalogue, answer).map(([id]) => id)).toEqual(["Y", "X"]);
  });

  it("starts from the page's product rather than from earlier looks", () => {
    const catalogue = indexCatalogue("ABXY".split("").map((id) => product(id)));
    const interest = { ...STRANGER, recent: [view("B")] };
    const answer = ask(catalogue, { model: modelOf("AX", "BY"), interest, page: { itemId: "A" }, limit: 1 });
    expect(chosen(catalogue, answer)).toEqual([["X", "CO_VISITED"]]);
  });

  it("starts from the cart on a cart page", () => {
    const catalogue = indexCatalogue("ABXY".split("").map((id) => product(id)));
    const interest = { ...STRANGER, recent: [view("B", NOW - DAY_MS)] };
    const answer = ask(catalogue, { model: modelOf("AX", "BY"), interest, page: { cartItemIds: ["A"] }, limit: 1 });
    expect(chosen(catalogue, answer)).toEqual([["X", "CO_VISITED"]]);
  });

  it("starts from a product the catalogue lists no more, by its id", () => {
    const catalogue = indexCatalogue([product("X"), product("Y")]);
    const answer = ask(catalogue, { model: modelOf("AY"), page: { itemId: "A" }, limit: 1 });
    expect(chosen(catalogue, answer)).toEqual([["Y", "CO_VISITED"]]);
    expect(answer.chosen[0]?.why).toBe("viewed after A in 1 visit");
  });

  it("does not go on from what was just bought: its likes are no longer wanted", () => {
    const catalogue = indexCatalogue("ABXY".split("").map((id) => product(id)));
    const interest = { ...STRANGER, recent: [view("B"), view("A")], bought: [view("B", NOW - DAY_MS)] };
    const answer = ask(catalogue, { model: modelOf("AX", "BY"), interest, limit: 1 });
    expect(chosen(catalogue, answer)).toEqual([["X", "CO_VISITED"]]);
  });

  it.each<[string, Partial<Interest>]>([
    ["brand", { brands: [{ name: "norte", share: 0.6 }] }],
    ["category", { categories: [{ name: "Tents", share: 0.6 }] }],
    ["price", { typicalPrice: 80 }],
  ])("prefers, of products that go equally well, the %s this visitor likes", (_, liked) => {
    const catalogue = indexCatalogue([
      product("A"),
      product("X", { brand: "Sol", category: "Shoes", price: 20 }),
      product("Y", { brand: "Norte", category: "Tents", price: 90 }),
    ]);
    const model = modelOf("AX", "AY");
    const idsFor = (interest: Interest): string[] =>
      chosen(catalogue, ask(catalogue, { model, interest, page: { itemId: "A" }, limit: 2 })).map(([id]) => id);
    expect(idsFor(STRANGER)).toEqual(["X", "Y"]);
    expect(idsFor({ ...STRANGER, ...liked })).toEqual(["Y", "X"]);
  });

  it("prefers, of products that go equally well, the one not looked at yet", () => {
    const catalogue = indexCatalogue("AXY".split("").map((id) => product(id)));
    const interest = { ...STRANGER, recent: [view("X")] };
    const answer = ask(catalogue, { model: modelOf("AX", "AY"), interest, page: { itemId: "A" }, limit: 2 });
    expect(chosen(catalogue, answer).map(([id]) => id)).toEqual(["Y", "X"]);
  });
});

describe("nextBest by content", () => {
  const shoes = { category: "Shoes", product_type: "Shoes > Trail" };
  const catalogue = indexCatalogue([
    product("tent", { category: "Camping", price: 100 }),
    product("boot", { category: "Shoes", product_type: "Shoes > Boots", price: 100 }),
    product("far", { ...shoes, price: 400 }),
    product("near", { ...shoes, price: 110 }),
    product("page", { ...shoes, brand: "Sol", price: 100 }),
    product("same-brand", { ...shoes, brand: "Sol", price: 110 }),
  ]);

  it("ranks kind, brand and price, and says so", () => {
    const answer = ask(catalogue, { page: { itemId: "page" } });
    expect(chosen(catalogue, answer)).toEqual([
      ["same-brand", "SIMILAR_CONTENT"],
      ["near", "SIMILAR_CONTENT"],
      ["boot", "SIMILAR_CONTENT"],
      ["far", "SIMILAR_CONTENT"],
    ]);
    expect(answer.chosen.map(({ why }) => why)).toEqual([
      "like The page: same kind (Shoes > Trail), same brand (Sol), 10 % dearer",
      "like The page: same kind (Shoes > Trail), 10 % dearer",
      "like The page: same category (Shoes), same price",
      "like The page: same kind (Shoes > Trail), 300 % dearer",
    ]);
  });

  it("[RE-8] reaches a product added a minute ago, with the probability it says", () => {
    const visits = Array.from({ length: 20 }, () => "ABCDEF");
    const known = "ABCDEF".split("").map((id) => product(id, { ...shoes, added_at: NOW - 400 * DAY_MS }));
    // Sixty at the page's own price: the new one stands far from the page's product on the shelf, wherever that is.
    const crowd = Array.from({ length: 60 }, (_, i) => product(`old${i}`, { ...shoes, added_at: NOW - 400 * DAY_MS }));
    const grown = indexCatalogue([...known, ...crowd, product("new", { ...shoes, added_at: NOW - 60_000 })]);
    const asked = { model: modelOf(...visits), page: { itemId: "A" }, limit: 4 };
    const tried = ask(grown, { ...asked, chance: EXPLORE_SHARE - 1e-9 });
    expect(chosen(grown, tried).at(-1)).toEqual(["new", "EXPLORED"]);
    expect(chosen(grown, tried)).toHaveLength(4);
    expect(tried.probability).toBeCloseTo(EXPLORE_SHARE, 12);
    const usual = ask(grown, { ...asked, chance: EXPLORE_SHARE });
    expect(chosen(grown, usual).map(([id]) => id)).not.toContain("new");
    expect(usual.probability).toBeCloseTo(1 - EXPLORE_SHARE, 12);
  });

  it("[RE-8] shows a new product at once where visitors know of too few others", () => {
    const grown = indexCatalogue([product("A", shoes), product("new", { ...shoes, added_at: NOW - 60_000 })]);
    expect(chosen(grown, ask(grown, { page: { itemId: "A" } }))).toEqual([["new", "SIMILAR_CONTENT"]]);
  });
});

describe("[RE-2] nextBest by relation", () => {
  const stove = { category: "Camp", product_type: "Camp > Stoves" };
  const pan = { category: "Camp", product_type: "Camp > Pans" };
  const catalogue = indexCatalogue([
    product("stove", stove),
    product("pan", pan),
    product("mat", { category: "Camp", product_type: "Camp > Mats" }),
    product("stove-2", { ...stove, price: 90 }),
    product("stove-3", { ...stove, price: 11 }),
  ]);
  const ids = ["stove", "pan", "stove-2"];
  const at = (offset: number, kind: "view" | "purchase") =>
    ids.slice(0, kind === "view" ? 3 : 2).map((itemId, i) => ({ itemId, at: NOW - offset + i, kind }));
  const model = buildModel({
    sessions: [1, 2, 3].map((n) => ({ items: [...at(n * 10_000, "view"), ...at(n * 10_000 - 5_000, "purchase")] })),
    now: NOW,
    version: 1,
  });
  const rowFor = (relation: Relation, page: RecommendPage = { itemId: "stove" }, interest = STRANGER) =>
    chosen(catalogue, ask(catalogue, { model, page, relation, interest, limit: 3 }));

  it("names what does the same job as alternatives, as compared by visitors first", () => {
    expect(rowFor("alternatives").map(([id]) => id)).toEqual(["stove-2", "stove-3", "pan"]);
  });

  it("names what is bought with it as complements, and says how often", () => {
    expect(rowFor("complements")[0]).toEqual(["pan", "BOUGHT_TOGETHER"]);
    const answer = ask(catalogue, { model, page: { cartItemIds: ["stove"] } });
    expect(answer.chosen[0]?.why).toBe("bought with The stove in 3 orders");
  });

  it("names complements of what was bought last where nothing lies in the cart", () => {
    const bought = { ...STRANGER, bought: [view("stove", NOW - DAY_MS)] };
    expect(rowFor("complements", {}, bought)[0]).toEqual(["pan", "BOUGHT_TOGETHER"]);
  });

  it("falls back to the other sources, so that no relation leaves places open", () => {
    for (const relation of ["next", "alternatives", "complements", "again"] as const) {
      expect(rowFor(relation, {})).toHaveLength(3);
    }
  });
});

describe("nextBest for a stranger", () => {
  const catalogue = indexCatalogue([
    ..."AB".split("").map((id) => product(id, { category: "Tents" })),
    ..."XY".split("").map((id) => product(id, { category: "Shoes" })),
  ]);

  it("shows what is popular in the page's category first, then what is popular", () => {
    const model = modelOf("A", "A", "A", "B", "X", "Y", "Y");
    const answer = ask(catalogue, { model, page: { category: "shoes" } });
    expect(chosen(catalogue, answer).map(([id]) => id)).toEqual(["Y", "X", "A", "B"]);
    expect(answer.chosen[0]?.why).toBe("popular in Shoes: looked at 2 times");
    expect(answer.chosen[2]?.why).toBe("popular: looked at 3 times");
  });

  it("shows the favourite category first, where only that is known", () => {
    const interest = { ...STRANGER, categories: [{ name: "Shoes", share: 0.6 }] };
    expect(chosen(catalogue, ask(catalogue, { interest })).map(([id]) => id)).toEqual(["X", "Y", "A", "B"]);
    const model = modelOf("A", "A", "Y");
    expect(chosen(catalogue, ask(catalogue, { interest, model })).map(([id]) => id)).toEqual(["Y", "A", "X", "B"]);
  });
});

describe("nextBest keeps variety", () => {
  it("[RE-7] takes at most half of a row from one brand while others fit as well", () => {
    // All six go with P; the four of Sol better, as they are seen next to it more often.
    const brandOf = (id: string): string => ("ABCD".includes(id) ? "Sol" : "Norte");
    const catalogue = indexCatalogue(
      "PABCDXY".split("").map((id) => product(id, id === "P" ? {} : { brand: brandOf(id) })),
    );
    const model = modelOf(..."ABCD".split("").flatMap((id) => [`P${id}`, `P${id}`, `P${id}`]), "PX", "PY");
    const answer = ask(catalogue, { model, page: { itemId: "P" } });
    expect(chosen(catalogue, answer).map(([id]) => id)).toEqual(["A", "B", "X", "Y"]);
    const unrivalled = ask(catalogue, { model, page: { itemId: "P" }, limit: 6 });
    expect(chosen(catalogue, unrivalled).map(([id]) => id)).toEqual(["A", "B", "C", "X", "Y", "D"]);
  });
});

describe("nextBest never shows", () => {
  const catalogue = indexCatalogue([
    product("A"),
    product("B", { availability: "out_of_stock" }),
    product("C"),
    product("D"),
    product("E"),
    product("F"),
  ]);
  const model = modelOf("ABCDEF", "ABCDEF");
  const page: RecommendPage = { itemId: "A" };

  it("what is sold out, just bought, on the page or in the cart, and says why", () => {
    const interest = { ...STRANGER, bought: [view("C", NOW - 3 * DAY_MS)], cart: ["D"] };
    const answer = ask(catalogue, { model, interest, page, limit: 1 });
    expect(chosen(catalogue, answer)).toEqual([["E", "CO_VISITED"]]);
    expect(lost(catalogue, answer)).toEqual({
      A: "ON_THIS_PAGE",
      B: "OUT_OF_STOCK",
      C: "JUST_BOUGHT",
      D: "IN_CART",
      F: "LOWER_PRIORITY",
    });
    expect(answer.lost.map(({ detail }) => detail)).toEqual([
      "bought 3 days ago",
      "this page is about it",
      "it is in the cart already",
      "not available now",
      "ranked 2 of 2, the row holds 1",
    ]);
  });

  it("a purchase for so many days, and not a moment longer", () => {
    const boughtAgo = (ms: number): string[] => {
      const interest = { ...STRANGER, bought: [view("C", NOW - ms)] };
      return chosen(catalogue, ask(catalogue, { model, interest, page })).map(([id]) => id);
    };
    expect(boughtAgo(JUST_BOUGHT_DAYS * DAY_MS - 1)).not.toContain("C");
    expect(boughtAgo(JUST_BOUGHT_DAYS * DAY_MS)).toContain("C");
  });

  it("what lies in the page's own cart, which stands for the visitor's", () => {
    const interest = { ...STRANGER, cart: ["C"] };
    const ids = chosen(catalogue, ask(catalogue, { model, interest, page: { cartItemIds: ["D"] } })).map(([id]) => id);
    expect(ids).toContain("C");
    expect(ids).not.toContain("D");
  });

  it("explanations nobody asked for", () => {
    expect(ask(catalogue, { model, page, explain: false }).lost).toEqual([]);
  });
});
