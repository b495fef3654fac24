import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDefinitions } from "../../../worker/domain/definitions/compare-definitions.ts";

const offer = (id: string, rest: object = {}) => ({ id, name: `The ${id}`, priority: 1, ...rest });

describe("two versions of definitions", () => {
  it("differ in nothing from themselves, whatever the order of keys and things", () => {
    const one = { offers: [offer("a"), offer("b")], holdout: 0.1 };
    const other = { holdout: 0.1, offers: [{ priority: 1, name: "The b", id: "b" }, offer("a")] };
    expect(compareDefinitions(one, other)).toEqual([]);
  });

  it("are compared thing by thing, and field by field within one", () => {
    const before = { offers: [offer("a", { content: { en: { headline: "Old" } } }), offer("gone")], holdout: 0 };
    const after = {
      offers: [offer("new"), offer("a", { content: { en: { headline: "New" }, es: {} } })],
      holdout: 0.1,
    };
    expect(compareDefinitions(before, after)).toEqual([
      { kind: "added", collection: "offers", id: "new", name: "The new" },
      {
        kind: "changed",
        collection: "offers",
        id: "a",
        name: "The a",
        fields: [
          { path: "content.en.headline", before: "Old", after: "New" },
          { path: "content.es", after: {} },
        ],
      },
      { kind: "removed", collection: "offers", id: "gone", name: "The gone" },
      { kind: "changed", collection: "holdout", fields: [{ path: "", before: 0, after: 0.1 }] },
    ]);
  });

  it("tell of a collection one of them does not have", () => {
    expect(compareDefinitions({}, { segments: [offer("s")] })).toEqual([
      { kind: "added", collection: "segments", id: "s", name: "The s" },
    ]);
  });

  it("differ whenever their JSON does, and only then", () => {
    const things = fc.uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c"), value: fc.jsonValue() }), {
      selector: ({ id }) => id,
    });
    const sorted = (list: { id: string }[]) =>
      JSON.stringify(
        list.toSorted((x, y) => (x.id < y.id ? -1 : 1)),
        ordered,
      );
    fc.assert(
      fc.property(things, things, (x, y) => {
        const differ = compareDefinitions({ offers: x }, { offers: y }).length > 0;
        expect(differ).toBe(sorted(x) !== sorted(y));
      }),
    );
  });
});

/** Keys in order, so that equal JSON reads equal. */
function ordered(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
