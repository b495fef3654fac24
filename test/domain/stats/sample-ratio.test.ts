import { describe, expect, it } from "vitest";
import { chanceOfAnyFalse, holmAdjusted, sharedAlpha } from "../../../worker/domain/stats/many-comparisons.ts";
import { randomStream } from "../../../worker/domain/stats/random-stream.ts";
import { sampleRatioChiSquare, sampleRatioP } from "../../../worker/domain/stats/sample-ratio.ts";

describe("[ST-5] the sample ratio", () => {
  it("by χ² is the textbook's", () => {
    // Mendel's peas, 315 : 108 : 101 : 32 for 9 : 3 : 3 : 1: χ² = 0.470, 3 degrees, p = 0.925 (NIST Dataplot's example).
    const { statistic, degrees, pValue } = sampleRatioChiSquare([315, 108, 101, 32], [9, 3, 3, 1]);
    expect(statistic).toBeCloseTo(0.47, 2);
    expect(degrees).toBe(3);
    expect(pValue).toBeCloseTo(0.925, 3);
  });

  it("is one over the Bayes factor of a Dirichlet against the shares meant", () => {
    // One visitor, half and half: the mixture gives ½, as the shares do: factor 1.
    expect(sampleRatioP([1, 0], [1, 1])).toBeCloseTo(1, 9);
    // 3,000 of 5,600 at half and half, Dirichlet(1250, 1250), computed in 50 digits with mpmath.
    expect(sampleRatioP([3000, 2600], [0.5, 0.5])).toBeCloseTo(9.198118716398636e-5, 12);
  });

  it("stays above alpha in 999 of 1,000 sound experiments, looked at after every hundred visitors", () => {
    const random = randomStream(11);
    let alarms = 0;
    for (let experiment = 0; experiment < 1000; experiment++) {
      const counts: [number, number] = [0, 0];
      let least = 1;
      for (let look = 0; look < 50; look++) {
        for (let visitor = 0; visitor < 100; visitor++) counts[random() < 0.3 ? 0 : 1] += 1;
        least = Math.min(least, sampleRatioP(counts, [0.3, 0.7]));
      }
      if (least <= 0.05) alarms += 1;
    }
    // At most 5 % in expectation; 1,000 experiments may show 3 standard errors, √(0.05·0.95/1000) = 0.0069 each, more.
    expect(alarms / 1000).toBeLessThan(0.05 + 3 * 0.0069);
  });

  it("refuses shares of nothing, and counts that are none", () => {
    expect(() => sampleRatioP([1, 2], [0.5])).toThrow(RangeError);
    expect(() => sampleRatioP([1, 2], [1, 0])).toThrow(RangeError);
    expect(() => sampleRatioP([1, Number.NaN], [1, 1])).toThrow(RangeError);
  });
});

describe("many comparisons", () => {
  it("find something by chance in two of five reports with ten arms", () => {
    // 1 − 0.95¹⁰ = 0.4012631.
    expect(chanceOfAnyFalse(10, 0.05)).toBeCloseTo(0.4012631, 7);
    expect(sharedAlpha(10, 0.05)).toBe(0.005);
    expect(sharedAlpha(0, 0.05)).toBe(0.05);
  });

  it("are adjusted as R's p.adjust does", () => {
    // R > p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"): 0.03 0.06 0.06 0.02, as in its documentation's formula.
    expect(holmAdjusted([0.01, 0.04, 0.03, 0.005])).toEqual(
      [0.03, 0.06, 0.06, 0.02].map((one) => expect.closeTo(one, 12)),
    );
    expect(holmAdjusted([0.9, 0.8])).toEqual([1, 1]);
    expect(holmAdjusted([])).toEqual([]);
  });
});
