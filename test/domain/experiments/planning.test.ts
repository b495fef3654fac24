import { describe, expect, it } from "vitest";
import {
  halfWidthAfter,
  visitorsForAnyLook,
  visitorsForOneLook,
  type Plan,
} from "../../../worker/domain/experiments/planning.ts";

const PLAN: Plan = { mean: 0.1, variance: 0.09, lift: 0.1, power: 0.8, treated: 0.5, alpha: 0.05 };

describe("planning", () => {
  it("for one look is the textbook's sample size", () => {
    // (1.959964 + 0.8416212)²·0.09·4 / 0.01² = 7.848879·3600 = 28255.97, both arms together.
    expect(visitorsForOneLook(PLAN)).toBe(28_256);
    // A hold-out of a tenth: 1/0.9 + 1/0.1 = 11.11 in place of 4.
    expect(visitorsForOneLook({ ...PLAN, treated: 0.9 })).toBe(
      Math.ceil((7.848879 * 0.09 * (1 / 0.9 + 1 / 0.1)) / 0.0001),
    );
  });

  it("for any number of looks takes about twice as many", () => {
    const ratio = visitorsForAnyLook(PLAN) / visitorsForOneLook(PLAN);
    expect(ratio).toBeGreaterThan(1.5);
    expect(ratio).toBeLessThan(2);
  });

  it("finds half the width that a plan leads to", () => {
    const visitors = visitorsForAnyLook({ ...PLAN, power: 0.5 });
    // At power ½ the boundary itself is what the difference sought just reaches.
    expect(halfWidthAfter(visitors, PLAN, { alpha: 0.05, tunedFor: visitors })).toBeCloseTo(0.01, 6);
  });

  it("refuses to plan for nothing", () => {
    expect(() => visitorsForOneLook({ ...PLAN, lift: 0 })).toThrow(RangeError);
    expect(() => visitorsForAnyLook({ ...PLAN, treated: 1 })).toThrow(RangeError);
  });
});
