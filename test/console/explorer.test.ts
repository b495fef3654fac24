import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareRows } from "../../console/products/compare-rows.ts";
import { changeExplorerQuery, explorerQuery, questionOf } from "../../console/products/explorer-query.ts";
import { askedQuery, changeProductQuery, productQuery } from "../../console/products/product-query.ts";

describe("two rows", () => {
  it("are told apart product by product: new, gone, up, down, the same", () => {
    const { current, previous } = compareRows(["a", "b", "c", "d"], ["a", "c", "x", "b"]);
    expect(Object.fromEntries(current)).toEqual({
      a: { kind: "same" },
      b: { kind: "up", by: 2 },
      c: { kind: "down", by: 1 },
      d: { kind: "new" },
    });
    expect(previous.get("x")).toEqual({ kind: "gone" });
    expect(previous.get("b")).toEqual({ kind: "up", by: 2 });
  });
});

describe("the explorer's address", () => {
  it("holds any ids there are, commas and all", () => {
    const ids = fc.array(fc.string({ minLength: 1, maxLength: 20, unit: "binary" }), { maxLength: 20 });
    fc.assert(
      fc.property(ids, ids, (viewed, cart) => {
        const query = new URLSearchParams("lang=es");
        changeExplorerQuery(query, { viewed, cart });
        const read = explorerQuery(new URLSearchParams(query.toString()));
        expect([read.viewed, read.cart]).toEqual([viewed, cart]);
        expect(query.get("lang")).toBe("es");
      }),
    );
  });

  it("that somebody mistyped is read as far as it goes", () => {
    expect(explorerQuery(new URLSearchParams("viewed=%2525E0,b&who=nobody&relation=x"))).toMatchObject({
      viewed: ["%E0", "b"],
      who: "picked",
      relation: "",
    });
    expect(explorerQuery(new URLSearchParams([["viewed", "%"]])).viewed).toEqual(["%"]);
  });

  it("asks nothing where nobody is chosen, and by the page where that is wanted", () => {
    const asked = { merchandising: [], productBoosts: {}, ownVisitor: undefined, locale: "en" };
    const query = explorerQuery(new URLSearchParams("viewed=a,b&onpage=1&placement=row&why=z&compare=previous"));
    expect(questionOf({ ...query, who: "me" }, asked)).toBeUndefined();
    expect(questionOf({ ...query, who: "visitor" }, asked)).toBeUndefined();
    expect(questionOf({ ...query, who: "me" }, { ...asked, ownVisitor: "visitor-1" })).toMatchObject({
      session: { visitor: "visitor-1" },
    });
    expect(questionOf(query, asked)).toEqual({
      session: { viewed: ["a", "b"], cart: [] },
      page: { itemId: "b" },
      placement: "row",
      merchandising: [],
      productBoosts: {},
      product: "z",
      compare: "previous",
      locale: "en",
    });
  });
});

describe("the catalogue's address", () => {
  it("begins at the first page again when anything else changes", () => {
    const query = new URLSearchParams("q=boot&page=4");
    changeProductQuery(query, { category: "Shoes" });
    expect(productQuery(query)).toMatchObject({ text: "boot", category: "Shoes", page: 1 });
    changeProductQuery(query, { page: 2 });
    expect(query.toString()).toBe("q=boot&category=Shoes&page=2");
    expect(askedQuery(productQuery(query))).toBe("limit=50&offset=50&order=catalogue&text=boot&category=Shoes");
  });

  it("that nobody wrote so is not believed", () => {
    expect(productQuery(new URLSearchParams("page=-1&state=sold&order=price"))).toMatchObject({
      page: 1,
      state: "",
      order: "catalogue",
    });
  });
});
