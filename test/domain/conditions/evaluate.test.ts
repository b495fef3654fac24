import { describe, expect, it } from "vitest";
import type { Condition, ConditionReason, ProductState } from "../../../wire/condition.ts";
import type { BehaviourEvent } from "../../../wire/event.ts";
import type { Product } from "../../../wire/product.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import { checkCondition } from "../../../worker/domain/conditions/check-condition.ts";
import { evaluate, holds } from "../../../worker/domain/conditions/evaluate.ts";
import { nextChange } from "../../../worker/domain/conditions/next-change.ts";
import { visitorFacts, type OwnFacts, type SiteFacts } from "../../../worker/domain/conditions/visitor-facts.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";

const NOW = Date.UTC(2026, 10, 22, 9, 30); // A Sunday, 10:30 in Madrid.
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
let ids = 0;

function event(
  name: string,
  ago: number,
  params: BehaviourEvent["params"] = {},
  url = "https://s.example/",
): BehaviourEvent {
  return { id: `event-${ids++}`, name, at: NOW - ago, params, page: { url, locale: "es-MX" } };
}

function view(id: string, category: string, brand: string, ago: number, price = 100): BehaviourEvent {
  return event("view_item", ago, {
    items: [{ item_id: id, item_category: category, item_brand: brand, price }],
    value: price,
  });
}

const SHOPPER = [
  event("page_view", 9 * DAY, {}, "https://s.example/?utm_source=mail&utm_medium=email&utm_campaign=may/june"),
  view("boot-1", "Boots", "Alba", 9 * DAY),
  event("purchase", 8 * DAY, {
    transaction_id: "o1",
    value: 80,
    items: [{ item_id: "lamp-1", item_category: "Lamps" }],
  }),
  event("purchase", 8 * DAY - 1000, {
    transaction_id: "o1",
    value: 80,
    items: [{ item_id: "lamp-1", item_category: "Lamps" }],
  }),
  event("identify", 2 * DAY, {
    user_id: "c-7",
    traits: {
      shoe_size: 15,
      plan: "Gold",
      birthday: "1990-11-25",
      lease_end: "2027-01-01",
      "interest:Boots": true,
      vip: true,
    },
  }),
  event("page_view", 5 * MINUTE, {}, "https://s.example/returns/how?x=1"),
  view("boot-2", "Boots", "Alba", 4 * MINUTE, 120),
  view("boot-3", "Boots", "Norte", 3 * MINUTE, 60),
  view("tent-1", "Tents", "Alba", 2 * MINUTE, 400),
  event("search", MINUTE, { search_term: "Trail boots" }),
  event("add_to_cart", MINUTE, {
    items: [{ item_id: "boot-3", item_category: "Boots", item_brand: "Norte", price: 60, quantity: 2 }],
    value: 120,
  }),
];

function ask(condition: Condition, own: OwnFacts = {}, site: SiteFacts = {}, events = SHOPPER) {
  expect(checkCondition({ version: 1, when: condition })).toMatchObject({ ok: true });
  const facts = visitorFacts(foldEvents(emptyProfile(), events), site, own);
  const answer = evaluate(condition, facts, NOW);
  expect(holds(condition, facts, NOW)).toBe(answer.holds);
  return { ...answer, next: nextChange(condition, facts, NOW) };
}

const fact = (reason: ConditionReason) => reason.fact;

describe("the condition language", () => {
  it("[CO-1] groups: all of nothing holds for everybody, not turns, any needs one", () => {
    const yes: Condition = { kind: "all", of: [] };
    expect(ask(yes).holds).toBe(true);
    expect(ask({ kind: "not", of: yes }).holds).toBe(false);
    expect(ask({ kind: "any", of: [{ kind: "not", of: yes }, yes] }).holds).toBe(true);
    expect(ask({ kind: "all", of: [{ kind: "not", of: yes }, yes] }).holds).toBe(false);
  });

  it.each<[string, Condition, boolean, string]>([
    [
      "a count",
      { kind: "property", name: "session_count", test: { op: "at_least", value: 3 } },
      true,
      "session count 4, wanted at least 3",
    ],
    [
      "orders, reloaded",
      { kind: "property", name: "order_count", test: { op: "equals", value: 1 } },
      true,
      "order count 1, wanted 1",
    ],
    [
      "pieces in the cart",
      { kind: "property", name: "cart_pieces", test: { op: "between", from: 1, to: 2 } },
      true,
      "cart pieces 2, wanted 1 to 2",
    ],
    [
      "age of the last order",
      { kind: "property", name: "days_since_last_order", test: { op: "more_than", value: 8 } },
      false,
      "days since last order 8, wanted more than 8",
    ],
    [
      "who they are",
      { kind: "property", name: "identified", test: { op: "equals", value: true } },
      true,
      "identified true, wanted true",
    ],
    [
      "a trait",
      { kind: "trait", name: "shoe_size", test: { op: "in", values: [14, 15] } },
      true,
      "shoe_size is 15, wanted 14 or 15",
    ],
    [
      "a trait, in any case",
      { kind: "trait", name: "plan", test: { op: "equals", value: "gold" } },
      true,
      "plan is Gold, wanted gold",
    ],
    [
      "a trait's beginning",
      { kind: "trait", name: "plan", test: { op: "starts_with", value: "si" } },
      false,
      "plan is Gold, wanted beginning with si",
    ],
    [
      "a trait nobody stated",
      { kind: "trait", name: "toString", test: { op: "exists" } },
      false,
      "toString is unknown, wanted any",
    ],
    [
      "a birthday in three days",
      { kind: "trait", name: "birthday", test: { op: "anniversary", from: -3, to: 0 } },
      true,
      "birthday is 1990-11-25, wanted -3 to 0 days from its day of the year",
    ],
    [
      "a lease that ends in 30 to 60 days",
      { kind: "trait", name: "lease_end", test: { op: "days_from_today", from: 30, to: 60 } },
      true,
      "lease_end is 2027-01-01, wanted 30 to 60 days from today",
    ],
    [
      "taste by rank",
      { kind: "affinity", to: "category", name: "boots", maxRank: 1 },
      true,
      "category boots: rank 1, wanted liked best",
    ],
    [
      "taste by share",
      { kind: "affinity", to: "brand", name: "Alba", minShare: 0.9 },
      false,
      "brand Alba: share 0.4, wanted share at least 0.9",
    ],
    [
      "did",
      {
        kind: "event",
        name: "view_item",
        times: { atLeast: 3 },
        within: { kind: "last", duration: { amount: 5, unit: "minutes" } },
      },
      true,
      "view_item 3 times within 5 minutes, wanted at least 3",
    ],
    [
      "did not",
      {
        kind: "event",
        name: "purchase",
        times: { atMost: 0 },
        within: { kind: "last", duration: { amount: 1, unit: "weeks" } },
      },
      true,
      "purchase 0 times within 1 weeks, wanted none",
    ],
    [
      "an order, reported twice, once",
      { kind: "event", name: "purchase", times: { atMost: 1 } },
      true,
      "purchase 1 times, wanted at most 1",
    ],
    [
      "where, of one item",
      {
        kind: "event",
        name: "view_item",
        times: { atLeast: 2 },
        within: { kind: "session" },
        where: [
          { field: "item_category", test: { op: "equals", value: "Boots" } },
          { field: "item_brand", test: { op: "equals", value: "Alba" } },
        ],
      },
      false,
      "view_item 1 times in this session, wanted at least 2",
    ],
    [
      "where, by worth",
      {
        kind: "event",
        name: "view_item",
        times: { atLeast: 2, atMost: 2 },
        where: [{ field: "value", test: { op: "more_than", value: 100 } }],
      },
      true,
      "view_item 2 times, wanted 2 to 2",
    ],
    [
      "a search",
      { kind: "event", name: "search", where: [{ field: "label", test: { op: "contains", value: "BOOT" } }] },
      true,
      "search 1 times, wanted at least 1",
    ],
    [
      "a page",
      {
        kind: "event",
        name: "page_view",
        within: { kind: "calendar_days", days: 1 },
        where: [{ field: "label", test: { op: "starts_with", value: "/returns" } }],
      },
      true,
      "page_view 1 times today, wanted at least 1",
    ],
    [
      "an event between dates",
      { kind: "event", name: "view_item", within: { kind: "dates", from: "2026-11-13", to: "2026-11-13" } },
      true,
      "view_item 1 times from 2026-11-13 to 2026-11-13, wanted at least 1",
    ],
    [
      "a stated interest",
      { kind: "preference", about: "interest", name: "Boots", is: "wanted" },
      true,
      "interest Boots is wanted, wanted wanted",
    ],
    ["a language by its root", { kind: "language", in: ["ES"] }, true, "language is es-MX, wanted ES"],
    [
      "a campaign in a window",
      {
        kind: "campaign",
        source: { op: "equals", value: "Mail" },
        name: { op: "equals", value: "may/june" },
        within: { kind: "last", duration: { amount: 10, unit: "days" } },
      },
      true,
      "campaign mail/email/may/june within 10 days, as wanted",
    ],
    [
      "no campaign in this session",
      { kind: "campaign", medium: { op: "equals", value: "email" } },
      false,
      "campaign unknown, not as wanted",
    ],
    ["a moment that is not", { kind: "moment", name: "hesitation" }, false, "not in a moment of hesitation"],
  ])("finds %s", (_what, condition, expected, words) => {
    const { holds: answer, reasons } = ask(condition);
    expect({ holds: answer, fact: fact(reasons) }).toEqual({ holds: expected, fact: words });
  });

  it("[CO-2] asks the clock in the visitor's zone, else in the shop's, else in the zone it names", () => {
    const morning: Condition = { kind: "time_of_day", from: "10:00", to: "11:00" };
    expect(ask(morning, { surroundings: { zone: "Europe/Madrid" }, shopZone: "America/New_York" }).holds).toBe(true);
    expect(ask(morning, { shopZone: "Europe/Madrid" }).holds).toBe(true);
    expect(ask({ ...morning, zone: "shop" }, { surroundings: { zone: "Europe/Madrid" } }).holds).toBe(false);
    expect(ask({ ...morning, zone: "Europe/Madrid" }).holds).toBe(true);
    const night: Condition = { kind: "time_of_day", from: "22:00", to: "11:00", zone: "Europe/Madrid" };
    // Holds until 11:00 in Madrid, half an hour from now.
    expect(ask(night)).toMatchObject({ holds: true, next: NOW + 30 * MINUTE });
    expect(ask({ kind: "weekday", days: [7] })).toMatchObject({ holds: true, next: Date.UTC(2026, 10, 23) });
    expect(ask({ kind: "date_range", from: "2026-11-22", to: "2026-11-22T10:30", zone: "Europe/Madrid" }).holds).toBe(
      false,
    );
    expect(ask({ kind: "season", from: "11-20", to: "01-06" })).toMatchObject({ holds: true });
  });

  it("[CO-3] knows what the page, the edge and the site say", () => {
    const own: OwnFacts = {
      consent: { analytics: false, personalization: true },
      surroundings: { country: "ES", region: "ES-CN", device: "mobile" },
      moments: [{ name: "hesitation", since: NOW - 1, until: NOW + 5 }],
      signals: new Map([
        ["weather", { value: "rain", until: NOW + HOUR }],
        ["old", { value: 1, until: NOW }],
      ]),
    };
    expect(ask({ kind: "consent", to: "analytics", is: "denied" }, own).holds).toBe(true);
    expect(ask({ kind: "geography", countries: ["FR"], regions: ["ES-CN"] }, own).holds).toBe(true);
    expect(ask({ kind: "device", in: ["tablet"] }, own).holds).toBe(false);
    expect(ask({ kind: "moment", name: "hesitation" }, own)).toMatchObject({ holds: true, next: NOW + 5 });
    expect(ask({ kind: "signal", name: "weather", test: { op: "equals", value: "RAIN" } }, own)).toMatchObject({
      holds: true,
      next: NOW + HOUR,
    });
    expect(ask({ kind: "signal", name: "old", test: { op: "exists" } }, own)).toMatchObject({ holds: false });
  });

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

  it("[CO-4] a segment is what its own condition says, and a missing one has no members", () => {
    const segments = [
      {
        id: "gold",
        condition: {
          version: 1 as const,
          when: { kind: "trait", name: "plan", test: { op: "equals", value: "gold" } } as Condition,
        },
      },
    ];
    const { holds: answer, reasons } = ask({ kind: "segment", id: "gold" }, {}, { segments });
    expect(answer).toBe(true);
    expect(reasons.of?.[0]).toMatchObject({ kind: "trait", holds: true });
    expect(ask({ kind: "segment", id: "gone" }, {}, { segments }).holds).toBe(false);
  });

  it("[CO-5] says when the answer changes by time alone", () => {
    const week: Condition = {
      kind: "event",
      name: "search",
      times: { atMost: 0 },
      within: { kind: "last", duration: { amount: 7, unit: "days" } },
    };
    expect(ask(week)).toMatchObject({ holds: false, next: NOW - MINUTE + 7 * DAY });
    // Somewhere else it never matters: time does not move a visitor.
    expect(ask({ kind: "all", of: [week, { kind: "geography", countries: ["ES"] }] }).next).toBeUndefined();
    expect(ask({ kind: "any", of: [week, { kind: "all", of: [] }] }).next).toBeUndefined();
  });
});
