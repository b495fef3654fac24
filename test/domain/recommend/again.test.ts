import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AGAIN_SHARE, DUE_FROM, LAPSED_AFTER, duenessOf } from "../../../worker/domain/recommend/again/due-again.ts";
import { RepeatKinds, buildRepeats } from "../../../worker/domain/recommend/again/repeat-model.ts";
import type { PurchaseOf } from "../../../worker/domain/recommend/again/repeat-model.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

function bought(itemId: string, times: number, againDays?: number): PurchaseOf[] {
  return Array.from({ length: times }, () => ({ itemId, ...(againDays !== undefined && { againDays }) }));
}

describe("[RE-4] which products are bought again", () => {
  const purchases = [
    ...bought("coffee", 100),
    ...bought("coffee", 100, 30),
    ...bought("tent", 200),
    ...bought("new-coffee", 1),
  ];
  const category: Record<string, string> = { coffee: "Food", "new-coffee": "Food", tent: "Camping" };
  const kinds = new RepeatKinds(buildRepeats(purchases), (id) => category[id]);

  it("is told by the share of purchases that are repeats, and their typical gap", () => {
    expect(kinds.of("coffee").share).toBeCloseTo(0.5, 1);
    expect(kinds.of("coffee").days).toBeCloseTo(30, 0);
    expect(kinds.of("tent").share).toBeLessThan(AGAIN_SHARE);
  });

  it("a product with little history takes from its category, and that from the shop", () => {
    expect(kinds.of("new-coffee").share).toBeGreaterThan(0.4);
    expect(kinds.of("never-heard-of").share).toBeLessThan(kinds.of("new-coffee").share);
  });

  it("does not count an order split over one day as a repeat", () => {
    expect([...buildRepeats(bought("a", 3, 0)).again]).toEqual([0]);
  });
});

describe("[RE-4] when it is due", () => {
  const monthly = { share: 0.5, days: 30 };

  it("once about the interval has passed, and not for ever", () => {
    const due = (days: number): boolean => duenessOf(monthly, [NOW - days * DAY_MS], NOW).due;
    expect(due(1)).toBe(false);
    expect(due(30 * DUE_FROM - 1)).toBe(false);
    expect(due(30)).toBe(true);
    expect(due(30 * LAPSED_AFTER + 1)).toBe(false);
  });

  it("never for what is not of that kind", () => {
    expect(duenessOf({ share: AGAIN_SHARE / 2, days: 30 }, [NOW - 30 * DAY_MS], NOW).due).toBe(false);
  });

  it("moves to the customer's own pace: (2·30 + 40) / (2 + 4) days after five purchases ten days apart", () => {
    const times = [50, 40, 30, 20, 10].map((days) => NOW - days * DAY_MS);
    expect(duenessOf(monthly, times, NOW).everyDays).toBeCloseTo(100 / 6, 9);
    expect(duenessOf(monthly, times.toReversed(), NOW)).toEqual(duenessOf(monthly, times, NOW));
  });

  it("is most timely exactly when due, and never outside 0–1", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 800 }), { minLength: 1, maxLength: 6 }), (days) => {
        const { timeliness, due } = duenessOf(
          monthly,
          days.map((one) => NOW - one * DAY_MS),
          NOW,
        );
        expect(timeliness).toBeGreaterThanOrEqual(0);
        expect(timeliness).toBeLessThanOrEqual(1);
        expect(timeliness > 0).toBe(due);
      }),
    );
  });
});
