import { describe, expect, it } from "vitest";
import type { Condition, ProductState } from "../../../wire/condition.ts";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import type { OwnFacts, SiteFacts } from "../../../worker/domain/conditions/visitor-facts.ts";
import { ask, DAY, event, HOUR, MINUTE, NOW } from "./ask.ts";

describe("what a condition can know", () => {
  it("[CO-3] knows the state of the products a visitor has to do with", () => {
    const product = (id: string, changes: Partial<Product> = {}): Product => ({
      id,
      title: id,
      link: `/${id}`,
      category: "Boots",
      brand: "Alba",
      price: 100,
      currency: "EUR",
      availability: "in_stock",
      ...changes,
    });
    const site: SiteFacts = {
      catalogue: indexCatalogue([
        product("boot-1", { availability: "out_of_stock" }),
        product("boot-2", { sale_price: 80 }),
        product("boot-3", { quantity: 3 }),
        product("tent-1", { category: "Tents" }),
        product("lamp-1", { quantity: 0 }),
      ]),
      news: new Map([
        // Looked at two minutes ago: one change is older than that, one newer.
        ["tent-1", { backAt: NOW - 3 * MINUTE, droppedAt: NOW - MINUTE }],
      ]),
    };
    const is = (among: "cart" | "viewed" | "bought", state: ProductState, more = {}) =>
      ask({ kind: "product", among, is: state, ...more }, {}, site);
    expect(is("viewed", "on_sale").reasons.fact).toBe("boot-2 among viewed is on sale");
    expect(is("cart", "on_sale").reasons.fact).toBe("no product among cart is on sale");
    expect(is("cart", "low_stock").holds).toBe(true);
    expect(is("bought", "low_stock").holds).toBe(false);
    expect(is("viewed", "out_of_stock").holds).toBe(true);
    expect(is("viewed", "out_of_stock", { brand: "Norte" }).holds).toBe(false);
    expect(is("viewed", "in_stock", { category: "tents" }).holds).toBe(true);
    expect(is("bought", "listed").holds).toBe(true);
    expect(is("viewed", "back_in_stock").holds).toBe(false);
    expect(is("viewed", "price_dropped")).toMatchObject({ holds: true, next: NOW - MINUTE + 14 * DAY });
    expect(is("viewed", "price_dropped", { category: "Boots" }).holds).toBe(false);
  });

  it("[CO-3] knows what was done with an offer, from the events or from whoever keeps it better", () => {
    const promotion = (name: string, ago: number) => event(name, ago, { promotion_id: "ten-off" });
    const events = [
      promotion("view_promotion", 3 * HOUR),
      promotion("view_promotion", HOUR),
      promotion("select_promotion", HOUR),
    ];
    const seen: Condition = { kind: "offer", offer: "ten-off", did: "seen", times: { atLeast: 2 } };
    const lately: Condition = { ...seen, within: { kind: "last", duration: { amount: 2, unit: "hours" } } };
    expect(ask(seen, {}, {}, events).reasons).toMatchObject({
      holds: true,
      fact: "seen offer ten-off 2 times, wanted at least 2",
    });
    expect(ask({ ...lately, times: { atMost: 0 } }, {}, {}, events)).toMatchObject({ holds: false, next: NOW + HOUR });
    expect(ask({ ...seen, did: "dismissed", times: { atMost: 0 } }, {}, {}, events).holds).toBe(true);
    const kept: OwnFacts = {
      offers: (offer, did) =>
        offer === "ten-off" && did === "seen" ? { at: [NOW - 1], count: 40 } : { at: [], count: 0 },
    };
    expect(ask(seen, kept).holds).toBe(true);
    expect(ask(lately, kept).reasons).toMatchObject({ holds: false, atLeast: true });
  });

  it("[PR-11] says so where it remembers less than was asked for", () => {
    const searches = Array.from({ length: 30 }, (_, i) =>
      event("search", i * MINUTE, { search_term: i < 5 ? "tent" : "boots" }),
    );
    const boots = { where: [{ field: "label" as const, test: { op: "equals" as const, value: "boots" } }] };
    const last = (amount: number) => ({ kind: "last" as const, duration: { amount, unit: "minutes" as const } });
    const count = (more: object) =>
      ask({ kind: "event", name: "search", times: { atLeast: 20 }, ...more }, {}, {}, searches).reasons;
    expect(count({})).toMatchObject({ holds: true, fact: "search 30 times, wanted at least 20" });
    expect(count({ within: last(20) })).toEqual({
      kind: "event",
      holds: true,
      fact: "search 20 times within 20 minutes, wanted at least 20",
    });
    expect(count({ within: last(25) })).toMatchObject({ holds: true, atLeast: true });
    expect(count(boots)).toMatchObject({
      holds: false,
      atLeast: true,
      fact: "search at least 15 times, wanted at least 20",
    });
  });
});
