import { describe, expect, it } from "vitest";
import type { Condition, ConditionReason } from "../../../wire/condition.ts";
import type { OwnFacts } from "../../../worker/domain/conditions/visitor-facts.ts";
import { ask, DAY, HOUR, MINUTE, NOW } from "./ask.ts";

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
