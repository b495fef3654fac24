import { expect, it } from "vitest";
import { median, percentile, rounded } from "../../bench/statistics.ts";

// By hand, with definition 7 of Hyndman and Fan: rank p·(n−1), counted from 0, between neighbours in proportion.
it("takes the middle value, whatever the order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([100, 20, 3])).toBe(20);
});

it("takes the mean of the two middle values of an even number", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

it("interpolates percentiles between the nearest ranks", () => {
  // n = 5: rank 0.95·4 = 3.8, so 40 + 0.8·(50 − 40).
  expect(percentile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48, 12);
  // n = 4: rank 0.25·3 = 0.75, so 1 + 0.75·(3 − 1).
  expect(percentile([7, 1, 5, 3], 0.25)).toBeCloseTo(2.5, 12);
});

it("gives the least and the greatest at the ends, and the one value there is", () => {
  expect(percentile([3, 1, 2], 0)).toBe(1);
  expect(percentile([3, 1, 2], 1)).toBe(3);
  expect(percentile([7], 0.99)).toBe(7);
});

it("refuses what has no percentile", () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
  expect(() => percentile([1], 95)).toThrow(RangeError);
});

it("rounds to digits after the point", () => {
  expect(rounded(1.23456, 2)).toBe(1.23);
  expect(rounded(1234.5, 0)).toBe(1235);
});
