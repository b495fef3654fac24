import { describe, expect, it } from "vitest";
import { buildComplements } from "../../../worker/domain/recommend/complements/build-complements.ts";
import {
  ComplementCandidates,
  DEFAULT_COMPLEMENT_WEIGHTS,
} from "../../../worker/domain/recommend/complements/complement-features.ts";
import type { Owned } from "../../../worker/domain/recommend/complements/complement-features.ts";
import { itemNumberOf } from "../../../worker/domain/recommend/session-model/session-model.ts";
import { learnWeights } from "../../../worker/domain/recommend/complements/learn-weights.ts";
import { ordersOf } from "../../../worker/domain/recommend/complements/orders.ts";
import type { Order } from "../../../worker/domain/recommend/complements/orders.ts";
import { rankComplements } from "../../../worker/domain/recommend/complements/rank-complements.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

function order(ids: string, at = NOW): Order {
  return { itemIds: ids.split(""), at };
}

function ranked(orders: Order[], basket: string, owned: Owned[] = [], filter?: (item: number) => boolean): string[] {
  const model = buildComplements(orders, NOW);
  const items = basket.split("").map((id) => itemNumberOf(model, id));
  const found = rankComplements(model, items, owned, 20, new ComplementCandidates(model.itemIds.length), filter);
  return found.map(({ item }) => model.itemIds[item]!);
}

describe("orders", () => {
  it("are the purchases of a session that lie a moment apart, each product once, in the order of lines", () => {
    const at = (itemId: string, ms: number) => ({ itemId, at: NOW + ms, kind: "purchase" as const });
    const items = [
      at("c", 0),
      at("a", 1),
      at("c", 2),
      at("b", 60_000),
      { itemId: "v", at: NOW, kind: "view" as const },
    ];
    expect(ordersOf(items)).toEqual([
      { itemIds: ["c", "a"], at: NOW },
      { itemIds: ["b"], at: NOW + 60_000 },
    ]);
  });
});

describe("[RE-3] complements", () => {
  it("are what is bought with the basket, more often first, and never the basket itself", () => {
    const orders = [order("AB"), order("AB"), order("AB"), order("AC"), order("DE")];
    expect(ranked(orders, "A")).toEqual(["B", "C"]);
    expect(ranked(orders, "AB")).toEqual(["C"]);
    expect(ranked(orders, "D")).toEqual(["E"]);
  });

  it("count what stands next to each other in an order for more than what stands far apart", () => {
    const orders = [order("AXCDEY"), order("AXDCEY"), order("AXEDCY")];
    expect(ranked(orders, "A")[0]).toBe("X");
  });

  it("have a nearness of at most 1: the cosine 1 shrunk by n/(n+2) for two always bought together", () => {
    const { proximity } = buildComplements([order("AB"), order("AB")], NOW);
    expect([...proximity]).toEqual([0.5, 0.5]);
  });

  it("bring in what the customer bought before, and it the more the more often", () => {
    const orders = [order("AB"), order("AB"), order("CD"), order("EF")];
    const model = buildComplements(orders, NOW);
    const own = (id: string, times: number): Owned => ({ item: itemNumberOf(model, id), times, age: 40 * DAY_MS });
    expect(ranked(orders, "A", [own("C", 1), own("E", 9)])).toEqual(expect.arrayContaining(["C", "E"]));
    const found = ranked(orders, "A", [own("C", 1), own("E", 9)]);
    expect(found.indexOf("E")).toBeLessThan(found.indexOf("C"));
  });

  it("leave out what the filter refuses, before anything is ranked", () => {
    const orders = [order("AB"), order("AB"), order("AC")];
    const { itemIds } = buildComplements(orders, NOW);
    expect(ranked(orders, "A", [], (item) => itemIds[item] !== "B")).toEqual(["C"]);
  });

  it("are none of a basket nobody bought with anything", () => {
    expect(ranked([order("A"), order("BC")], "A")).toEqual([]);
    expect(ranked([], "")).toEqual([]);
  });
});

describe("learnWeights", () => {
  const orders = Array.from({ length: 40 }, (_, i) => order(i % 2 ? "AB" : "CD", NOW - i * DAY_MS));
  const model = buildComplements(orders, NOW);
  const number = (id: string): number => itemNumberOf(model, id);

  it("keeps the defaults where there is too little to learn from", () => {
    const few = [{ basket: [number("A")], hidden: number("B"), owned: [] }];
    expect([...learnWeights(model, few)]).toEqual([...Float32Array.from(DEFAULT_COMPLEMENT_WEIGHTS)]);
  });

  it("moves the weights towards what came true, and leaves those of features that never occurred", () => {
    // The customer always takes what they own rather than what goes with A: E is theirs, B goes with A.
    const owned = [{ item: number("C"), times: 3, age: DAY_MS }];
    const examples = Array.from({ length: 400 }, () => ({ basket: [number("A")], hidden: number("C"), owned }));
    const weights = learnWeights(model, examples);
    expect(weights[6]!).toBeGreaterThan(DEFAULT_COMPLEMENT_WEIGHTS[6]!);
    const anonymous = learnWeights(
      model,
      Array.from({ length: 400 }, () => ({ basket: [number("A")], hidden: number("B"), owned: [] })),
    );
    expect(anonymous.slice(5)).toEqual(Float32Array.from(DEFAULT_COMPLEMENT_WEIGHTS.slice(5)));
  });
});
