import { expect, test } from "vitest";
import { medianInterval } from "../../bench/page-impact/median-interval.ts";

function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, at) => at + 1);
}

test("the ranks are those of the binomial tables", () => {
  // Two-sided 5 %: the sign test's critical values are 0 for n = 6, 1 for 10, 5 for 20 and 7 for 25 (Conover 1999, table A3).
  expect(medianInterval(upTo(6))).toEqual({ median: 3.5, low: 1, high: 6 });
  expect(medianInterval(upTo(10))).toEqual({ median: 5.5, low: 2, high: 9 });
  expect(medianInterval(upTo(20))).toEqual({ median: 10.5, low: 6, high: 15 });
  expect(medianInterval(upTo(25))).toEqual({ median: 13, low: 8, high: 18 });
});

test("too few values have no interval", () => {
  expect(() => medianInterval(upTo(5))).toThrow("5 values are too few");
});
