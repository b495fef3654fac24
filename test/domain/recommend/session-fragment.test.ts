import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeFragment } from "../../../worker/domain/recommend/session-fragment.ts";
import type { SessionFragment, SessionItem, StoredSession } from "../../../worker/domain/recommend/session-fragment.ts";

const items: fc.Arbitrary<SessionItem[]> = fc.array(
  fc.record({
    itemId: fc.constantFrom("a", "b", "c"),
    at: fc.integer({ min: 0, max: 50 }),
    kind: fc.constantFrom("view", "cart", "purchase"),
  }),
  { maxLength: 5 },
);

function fragment(part: number, list: SessionItem[]): SessionFragment {
  return { key: "k", part, items: list, now: 100 };
}

function mergeAll(fragments: readonly SessionFragment[]): StoredSession | undefined {
  return fragments.reduce<StoredSession | undefined>(
    (stored, next) => mergeFragment(stored, next) ?? stored,
    undefined,
  );
}

const view = (itemId: string, at: number): SessionItem => ({ itemId, at, kind: "view" });

describe("mergeFragment", () => {
  it("ignores a part that was merged before, whatever it now says", () => {
    const stored = mergeAll([fragment(1, [view("a", 1)])]);
    expect(mergeFragment(stored, fragment(1, [view("b", 2)]))).toBeUndefined();
  });

  it("accepts a late part once", () => {
    const stored = mergeAll([fragment(0, [view("a", 1)]), fragment(2, [view("c", 3)])]);
    expect(stored?.missing).toEqual([1]);
    const whole = mergeFragment(stored, fragment(1, [view("b", 2)]));
    expect(whole?.items.map(({ itemId }) => itemId)).toEqual(["a", "b", "c"]);
    expect(mergeFragment(whole, fragment(1, [view("b", 2)]))).toBeUndefined();
  });

  it("in any order and with any repeats, makes the session that each part once makes", () => {
    const cases = fc.array(items, { minLength: 1, maxLength: 8 }).chain((lists) => {
      const once = lists.map((list, part) => fragment(part, list));
      return fc.record({
        once: fc.constant(once),
        shuffled: fc
          .tuple(
            fc.shuffledSubarray(once, { minLength: once.length }),
            fc.array(fc.constantFrom(...once), { maxLength: 10 }),
          )
          .map(([all, again]) => [...all, ...again]),
      });
    });
    fc.assert(
      fc.property(cases, ({ once, shuffled }) => {
        expect(mergeAll(shuffled)).toEqual(mergeAll(once));
      }),
    );
  });

  it("keeps the latest 60 items of an endless session", () => {
    const stored = mergeAll(Array.from({ length: 100 }, (_, part) => fragment(part, [view("a", part)])));
    expect(stored?.items).toHaveLength(60);
    expect(stored?.items[0]?.at).toBe(40);
    expect(stored?.lastAt).toBe(99);
  });

  it("leaves out ids no catalogue can hold, and times that are none", () => {
    const stored = mergeAll([
      fragment(0, [view("", 1), view("x".repeat(51), 1), view("x".repeat(50), 1), view("a", NaN)]),
    ]);
    expect(stored?.items).toEqual([view("x".repeat(50), 1)]);
  });

  it("is not filled with gaps by a wild part number", () => {
    expect(mergeAll([fragment(0, []), fragment(1_000_000_000, [])])?.missing).toHaveLength(32);
  });
});
