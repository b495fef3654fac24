import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONDITION_LIMITS } from "../../../wire/condition-limits.ts";
import type { ConditionProblem } from "../../../wire/condition.ts";
import { checkCondition } from "../../../worker/domain/conditions/check-condition.ts";

function problemsOf(when: unknown): ConditionProblem[] {
  const checked = checkCondition({ version: 1, when });
  return checked.ok ? [] : checked.problems;
}

const view = { kind: "event", name: "view_item" };
const week = { kind: "last", duration: { amount: 7, unit: "days" } };

describe("[CO-7] what cannot be evaluated is refused, with its place and what to do", () => {
  it.each<[string, unknown, string, RegExp]>([
    ["a kind nobody knows", { kind: "eval", code: "1" }, "/when/kind", /is not known; use all, any, not, property/],
    [
      "a key nobody knows",
      { ...view, tiems: { atLeast: 1 } },
      "/when/tiems",
      /is not known here; use kind, name, times/,
    ],
    ["a key of every object", { kind: "constructor" }, "/when/kind", /is not known/],
    ["no kind", {}, "/when", /with a kind/],
    ["a list instead", [view], "/when", /must be an object/],
    ["an empty any", { kind: "any", of: [] }, "/when/of", /not empty/],
    ["a zone that does not exist", { kind: "weekday", days: [1], zone: "Europe/Atlantis" }, "/when/zone", /IANA/],
    ["an offset for a zone", { kind: "weekday", days: [1], zone: "+01:00" }, "/when/zone", /IANA/],
    ["a weekday 0", { kind: "weekday", days: [0] }, "/when/days/0", /from 1 to 7/],
    ["an hour 24", { kind: "time_of_day", from: "24:00", to: "06:00" }, "/when/from", /HH:MM/],
    ["30 February", { kind: "season", from: "02-30", to: "03-01" }, "/when/from", /a day that exists/],
    ["29 February of a common year", { kind: "date_range", from: "2027-02-29" }, "/when/from", /a date that exists/],
    ["a range backwards", { kind: "date_range", from: "2027-03-02", to: "2027-03-01" }, "/when/to", /not be before/],
    ["a range without ends", { kind: "date_range" }, "/when", /from, to or both/],
    [
      "a score that is no number",
      { kind: "score", test: { op: "at_least", value: NaN } },
      "/when/test/value",
      /1 to 100/,
    ],
    ["a score above 100", { kind: "score", test: { op: "at_least", value: 101 } }, "/when/test/value", /1 to 100/],
    ["bounds backwards", { kind: "score", test: { op: "between", from: 60, to: 20 } }, "/when/test/to", /not be less/],
    [
      "a test nobody knows",
      { kind: "trait", name: "a", test: { op: "matches", value: ".*" } },
      "/when/test/op",
      /one of/,
    ],
    [
      "a value that is an object",
      { kind: "trait", name: "a", test: { op: "equals", value: {} } },
      "/when/test/value",
      /a text, a number/,
    ],
    [
      "more times than are remembered",
      { ...view, within: week, times: { atLeast: 21 } },
      "/when/times/atLeast",
      /at most 20 with within or where/,
    ],
    ["times backwards", { ...view, times: { atLeast: 3, atMost: 2 } }, "/when/times/atMost", /not be less/],
    ["times without a number", { ...view, times: {} }, "/when/times", /atLeast, atMost or both/],
    [
      "a window too long",
      { ...view, within: { kind: "last", duration: { amount: 1_826, unit: "days" } } },
      "/when/within/duration/amount",
      /from 1 to 1825/,
    ],
    ["a window nobody knows", { ...view, within: { kind: "lunar" } }, "/when/within/kind", /one of/],
    [
      "half a minute",
      { ...view, within: { kind: "last", duration: { amount: 0.5, unit: "minutes" } } },
      "/when/within/duration/amount",
      /whole/,
    ],
    [
      "a filter nobody knows",
      { ...view, where: [{ field: "colour", test: { op: "equals", value: "red" } }] },
      "/when/where/0/field",
      /one of/,
    ],
    ["an event's name with a space", { ...view, name: "view item" }, "/when/name", /event name/],
    [
      "an affinity for nothing",
      { kind: "affinity", to: "brand", name: "Alba" },
      "/when",
      /at least one of minShare, maxRank/,
    ],
    ["a country in words", { kind: "geography", countries: ["Spain"] }, "/when/countries/0", /ISO 3166-1/],
    ["nowhere", { kind: "geography" }, "/when", /countries, regions/],
    ["a text too long", { kind: "trait", name: "x".repeat(201), test: { op: "exists" } }, "/when/name", /1 to 200/],
    [
      "a list too long",
      { kind: "trait", name: "a", test: { op: "in", values: Array.from({ length: 101 }, () => 1) } },
      "/when/test/values",
      /1 to 100/,
    ],
    ["a key that a pointer must escape", { ...view, "a/b~c": 1 }, "/when/a~1b~0c", /not known/],
  ])("%s", (_what, when, path, detail) => {
    const [first] = problemsOf(when);
    expect(first?.path).toBe(path);
    expect(first?.detail).toMatch(detail);
  });

  it("groups too deep, or too many parts, without walking the rest", () => {
    let deep: unknown = view;
    for (let i = 0; i <= CONDITION_LIMITS.depth; i++) deep = { kind: "not", of: deep };
    expect(problemsOf(deep)).toEqual([
      { path: `/when${"/of".repeat(8)}`, detail: "lies deeper than 8 groups; flatten it" },
    ]);
    const wide = { kind: "all", of: Array.from({ length: 1_000_000 }, () => view) };
    expect(problemsOf(wide)).toEqual([
      { path: "/when/of/99", detail: "is one more than the 100 parts a condition may have" },
    ]);
    expect(problemsOf({ kind: "all", of: Array.from({ length: 99 }, () => view) })).toEqual([]);
  });

  it("documents too long, however few their parts", () => {
    const values = Array.from({ length: 100 }, (_, i) => `${i}`.padEnd(60, "x"));
    const long = { kind: "trait", name: "a", test: { op: "in", values } };
    expect(problemsOf({ kind: "all", of: [long, long] })).toEqual([]);
    expect(problemsOf({ kind: "all", of: [long, long, long] })).toEqual([
      { path: "", detail: expect.stringMatching(/^has \d+ characters as JSON; at most 16384 are read$/) as string },
    ]);
  });

  it("another version, and no document at all", () => {
    for (const json of [
      undefined,
      null,
      1,
      "x",
      [],
      { when: view },
      { version: 2, when: view },
      { version: 1, when: view, more: 1 },
    ]) {
      const checked = checkCondition(json);
      expect(checked.ok).toBe(false);
      if (!checked.ok) expect(checked.problems).toHaveLength(1);
    }
  });

  it("tells all problems at once, up to twenty", () => {
    expect(
      problemsOf({
        kind: "all",
        of: [
          { kind: "moment", name: "" },
          { kind: "device", in: [] },
        ],
      }),
    ).toHaveLength(2);
    expect(problemsOf({ kind: "all", of: Array.from({ length: 50 }, () => ({})) })).toHaveLength(20);
  });

  it("never throws, whatever is sent", () => {
    fc.assert(
      fc.property(
        fc.anything({ maxDepth: 4 }),
        fc.constantFrom("all", "any", "not", "event", "trait", "campaign", "offer"),
        (noise, kind) => {
          for (const json of [
            noise,
            { version: 1, when: noise },
            {
              version: 1,
              when: { kind, of: noise, test: noise, name: noise, times: noise, within: noise, where: noise },
            },
          ]) {
            expect(typeof checkCondition(json).ok).toBe("boolean");
          }
        },
      ),
    );
  });
});
