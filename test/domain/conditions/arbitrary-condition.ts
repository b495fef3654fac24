/** Random conditions, and visitors to ask them of, around instants at which clocks change. */
import fc from "fast-check";
import type { Condition, ConditionLeaf, NumberTest, Window } from "../../../wire/condition.ts";
import type { BehaviourEvent } from "../../../wire/event.ts";
import { visitorFacts } from "../../../worker/domain/conditions/visitor-facts.ts";
import type { Facts } from "../../../worker/domain/conditions/facts.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import type { Known } from "./reference.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Half-hour steps of the clock, a step at midnight that repeats the evening before, none at all, and the usual. */
export const ZONES = [
  "Europe/Madrid",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Nuuk",
  "Asia/Kolkata",
  "Pacific/Apia",
  "UTC",
];

/** Around changes of clocks in those zones, a leap day, and the new year. */
const ANCHORS = [
  Date.UTC(2026, 9, 25, 1),
  Date.UTC(2027, 2, 28, 1),
  Date.UTC(2026, 10, 1, 6),
  Date.UTC(2026, 3, 4, 15),
  Date.UTC(2026, 9, 3, 15, 30),
  Date.UTC(2026, 9, 25, 1, 0, 0, 1),
  Date.UTC(2028, 1, 29, 0),
  Date.UTC(2026, 11, 31, 23, 59),
];

const zone = fc.option(fc.constantFrom("visitor", "shop", ...ZONES), { nil: undefined });
const withZone = <T extends object>(fields: fc.Arbitrary<T>): fc.Arbitrary<T & { zone?: string }> =>
  fc.tuple(fields, zone).map(([one, named]) => ({ ...one, ...(named !== undefined && { zone: named }) }));

const numberTest = (bound: fc.Arbitrary<number>): fc.Arbitrary<NumberTest> =>
  fc.oneof(
    fc.record({ op: fc.constantFrom("at_least", "more_than", "at_most", "less_than"), value: bound }),
    fc.tuple(bound, bound).map(([a, b]) => ({ op: "between" as const, from: Math.min(a, b), to: Math.max(a, b) })),
  );

const dates = fc.constantFrom("2026-10-24", "2026-10-25", "2026-10-26", "2027-03-28", "2026-11-01", "2028-02-29");
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([h, m]) => `${two(h)}:${two(m)}`);
const dayOfYear = fc.constantFrom("10-24", "10-25", "12-31", "01-01", "02-28", "02-29", "03-01", "11-01");

const window: fc.Arbitrary<Window> = fc.oneof(
  fc.record({
    kind: fc.constant("last" as const),
    duration: fc.record({
      amount: fc.integer({ min: 1, max: 40 }),
      unit: fc.constantFrom("minutes", "hours", "days", "weeks"),
    }),
  }),
  withZone(fc.record({ kind: fc.constant("calendar_days" as const), days: fc.integer({ min: 1, max: 5 }) })),
  fc.constant({ kind: "session" as const }),
  withZone(fc.record({ kind: fc.constant("dates" as const), from: dates })),
  withZone(fc.record({ kind: fc.constant("dates" as const), to: dates })),
);

const times = fc.oneof(
  fc.record({ atLeast: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ atMost: fc.integer({ min: 0, max: 3 }) }),
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }))
    .map(([a, b]) => ({ atLeast: a, atMost: a + b })),
);

const filter = fc.oneof(
  fc.record({
    field: fc.constantFrom("item_category" as const, "item_brand" as const),
    test: fc.record({
      op: fc.constantFrom("equals" as const, "starts_with" as const),
      value: fc.constantFrom("boots", "Alba", "T"),
    }),
  }),
  fc.record({ field: fc.constant("value" as const), test: numberTest(fc.integer({ min: 0, max: 300 })) }),
);

const names = fc.constantFrom("view_item", "add_to_cart", "identify");
const dayRange = fc
  .tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 0, max: 20 }))
  .map(([from, more]) => ({ from, to: from + more }));

/** Leaves by what makes them turn, so that each kind gets its share of tries. */
export const FAMILIES: Record<string, fc.Arbitrary<ConditionLeaf>> = {
  counts: fc.oneof(
    fc.record(
      {
        kind: fc.constant("event" as const),
        name: names,
        times,
        within: window,
        where: fc.array(filter, { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ["kind", "name"] },
    ),
    fc.record({ kind: fc.constant("event" as const), name: names, times, within: window }),
  ),
  sessions: fc.record({
    kind: fc.constant("event" as const),
    name: names,
    times,
    within: fc.constant({ kind: "session" as const }),
  }),
  ages: fc.record({
    kind: fc.constant("property" as const),
    name: fc.constantFrom("event_count" as const, "days_since_first_event" as const, "days_since_last_event" as const),
    test: numberTest(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 20, noNaN: true }))),
  }),
  dates: fc
    .tuple(fc.constantFrom("anniversary" as const, "days_from_today" as const), withZone(dayRange))
    .map(([op, range]) => ({ kind: "trait" as const, name: "born", test: { op, ...range } })),
  scores: fc.oneof(
    fc.record({ kind: fc.constant("score" as const), test: numberTest(fc.integer({ min: 1, max: 100 })) }),
    fc.record({
      kind: fc.constant("score_band" as const),
      in: fc.subarray(["cold" as const, "warm" as const, "hot" as const], { minLength: 1 }),
    }),
  ),
  clocks: withZone(fc.record({ kind: fc.constant("time_of_day" as const), from: clock, to: clock })),
  calendars: fc.oneof(
    withZone(
      fc.record({
        kind: fc.constant("weekday" as const),
        days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      }),
    ),
    withZone(
      fc.tuple(dates, fc.option(clock, { nil: undefined }), fc.boolean()).map(([date, time, isFrom]) => ({
        kind: "date_range" as const,
        [isFrom ? "from" : "to"]: time === undefined ? date : `${date}T${time}`,
      })),
    ),
    withZone(fc.record({ kind: fc.constant("season" as const), from: dayOfYear, to: dayOfYear })),
  ),
  site: fc.oneof(
    fc.constant<ConditionLeaf>({ kind: "moment", name: "hesitation" }),
    fc.constant<ConditionLeaf>({ kind: "signal", name: "weather", test: { op: "equals", value: "rain" } }),
    fc.constant<ConditionLeaf>({ kind: "geography", countries: ["ES"] }),
  ),
  segments: fc.constantFrom("near", "far").map((id) => ({ kind: "segment" as const, id })),
};

const leaf = fc.oneof(...Object.values(FAMILIES));
const plainLeaf = leaf.filter((one) => one.kind !== "segment");

function tree(of: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      of,
      fc.record({ kind: fc.constant("all" as const), of: fc.array(tie("node"), { maxLength: 3 }) }),
      fc.record({ kind: fc.constant("any" as const), of: fc.array(tie("node"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant("not" as const), of: tie("node") }),
    ),
  })).node;
}

export const condition: fc.Arbitrary<Condition> = tree(leaf);

export interface Case {
  condition: Condition;
  known: Known;
  facts: Facts;
  now: number;
}

/** Instants that are interesting beside those of the visitor's events. */
const jitter = fc.oneof(
  fc.integer({ min: -3 * DAY, max: 3 * DAY }),
  fc.integer({ min: -90, max: 90 }).map((minutes) => minutes * MINUTE),
  fc.constantFrom(0, 1, -1, DAY, -DAY),
);

export const caseOf = (asked: fc.Arbitrary<Condition>): fc.Arbitrary<Case> =>
  fc
    .record({
      condition: asked,
      near: tree(plainLeaf),
      far: tree(plainLeaf),
      anchor: fc.constantFrom(...ANCHORS),
      offset: jitter,
      events: fc.array(
        fc.record({
          name: names,
          ago: fc.oneof(
            fc.integer({ min: 0, max: 20 * DAY }),
            fc.integer({ min: 0, max: 90 }).map((minutes) => minutes * MINUTE),
            fc.integer({ min: 0, max: 10 }).map((days) => days * DAY),
          ),
          category: fc.constantFrom("Boots", "Tents"),
          brand: fc.constantFrom("Alba", "Norte"),
          value: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
        }),
        // Fewer than are remembered one by one, so that the plain count is the truth.
        { maxLength: 16 },
      ),
      visitorZone: fc.option(fc.constantFrom(...ZONES), { nil: undefined }),
      shopZone: fc.constantFrom(...ZONES),
      country: fc.option(fc.constantFrom("ES", "FR"), { nil: undefined }),
      moment: fc.tuple(jitter, fc.integer({ min: 1, max: DAY })),
      signal: fc.tuple(fc.constantFrom("rain", "sun"), jitter),
    })
    .map(
      ({ condition: one, near, far, anchor, offset, events: made, moment, signal, visitorZone, shopZone, country }) => {
        const now = anchor + offset;
        const events = made.map(({ name, ago, category, brand, value }, index): BehaviourEvent => ({
          id: `event-${index}`,
          name,
          at: now - ago,
          params: {
            items: [{ item_id: `p${index}`, item_category: category, item_brand: brand }],
            ...(value !== undefined && { value }),
            ...(name === "identify" && { user_id: "c", traits: { born: index % 2 ? "2000-02-29" : "2026-11-02" } }),
          },
        }));
        // Two statements of one instant have no newer: leave one.
        const distinct = events.filter((one, index) => events.findIndex(({ at }) => at === one.at) === index);
        const segments = [
          { id: "near", when: near },
          { id: "far", when: { kind: "not" as const, of: far } },
        ];
        const known: Known = {
          events: distinct,
          shopZone,
          ...(visitorZone !== undefined && { visitorZone }),
          ...(country !== undefined && { country }),
          moments: [{ name: "hesitation", since: now + moment[0], until: now + moment[0] + moment[1] }],
          signals: new Map([["weather", { value: signal[0], until: now + signal[1] }]]),
          segments,
        };
        const facts = visitorFacts(
          foldEvents(emptyProfile(), distinct),
          { segments: segments.map(({ id, when }) => ({ id, condition: { version: 1, when } })) },
          {
            shopZone,
            surroundings: {
              ...(visitorZone !== undefined && { zone: visitorZone }),
              ...(country !== undefined && { country }),
            },
            moments: known.moments,
            signals: known.signals,
          },
        );
        return { condition: one, known, facts, now };
      },
    );

function two(number: number): string {
  return String(number).padStart(2, "0");
}
