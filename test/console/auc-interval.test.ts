import { expect, it } from "vitest";
import { aucInterval } from "../../console/score/auc-interval.ts";

it("is Hanley and McNeil's", () => {
  // 0.893 of 51 and 58: 0.893 · 0.107 = 0.0956, 50 · (0.8067 − 0.7974) = 0.4618, 57 · (0.8425 − 0.7974) = 2.5693; their
  // sum by 51 · 58 is 0.001057, whose root is 0.0325.
  const { low, high } = aucInterval(0.893, 51, 58);
  expect((high - low) / 2 / 1.96).toBeCloseTo(0.0325, 4);
});

it("ends within the scale, and narrows with more visits", () => {
  expect(aucInterval(1, 5, 5)).toEqual({ low: 1, high: 1 });
  expect(aucInterval(0.95, 2, 10).high).toBe(1);
  const width = (buyers: number): number => aucInterval(0.8, buyers, 100).high - aucInterval(0.8, buyers, 100).low;
  expect(width(100)).toBeLessThan(width(10));
});
