import { describe, expect, it } from "vitest";
import {
  alwaysValidP,
  boundary,
  differenceSequence,
  liftSequence,
  meanSequence,
} from "../../../worker/domain/stats/confidence-sequence.ts";
import { momentsOfRate, momentsOf } from "../../../worker/domain/stats/moments.ts";
import { rateSequence } from "../../../worker/domain/stats/rate-sequence.ts";

const OPTIONS = { alpha: 0.05, tunedFor: 10_000 };

describe("the boundary", () => {
  it("is the formula of Waudby-Smith et al. 2024, Theorem 2.2", () => {
    // ρ² = (−2 ln 0.05 + ln(−2 ln 0.05 + 1))/10000 = (5.991465 + ln 6.991465)/10000 = 7.936156e-4 (computed in Python).
    // At n = 10000: time 7.936156, √(2·8.936156/7.936156 · (½ ln 8.936156 + 2.995732)) = 3.03521.
    expect(boundary(10_000, OPTIONS)).toBeCloseTo(3.03521, 5);
  });

  it("is infinite before the first observation", () => {
    expect(boundary(0, OPTIONS)).toBe(Infinity);
  });

  it("is narrowest in standard errors of the mean near the size it is tuned for", () => {
    const width = (tunedFor: number) => boundary(10_000, { alpha: 0.05, tunedFor });
    expect(width(10_000)).toBeLessThan(width(1_000));
    expect(width(10_000)).toBeLessThan(width(100_000));
    // "Tenfold too small costs an eighth in width, tenfold too large a quarter."
    expect(width(1_000) / width(10_000)).toBeCloseTo(1.1, 1);
    expect(width(100_000) / width(10_000)).toBeCloseTo(1.27, 2);
  });

  it("gives a p-value of alpha exactly where the interval touches the hypothesis", () => {
    expect(alwaysValidP(boundary(777, OPTIONS), 777, OPTIONS)).toBeCloseTo(0.05, 12);
  });

  it("is the mSPRT of Johari, Koomen, Pekelis & Walsh where the variance is known", () => {
    // 1/p = √(V/(V+nτ²))·exp(n²τ²θ̂²/(2V(V+nτ²))), with the mixing variance τ² in units of V: ρ² = 7.936154601737565e-4.
    const [n, effect, variance] = [4_000, 0.05, 0.7];
    const mixing = 7.936154601737565e-4 * variance;
    const ratio =
      Math.sqrt(variance / (variance + n * mixing)) *
      Math.exp((n ** 2 * mixing * effect ** 2) / (2 * variance * (variance + n * mixing)));
    expect(alwaysValidP(effect / Math.sqrt(variance / n), n, OPTIONS)).toBeCloseTo(1 / ratio, 12);
  });

  it("refuses an alpha or a size that is none", () => {
    expect(() => boundary(1, { alpha: 0, tunedFor: 1 })).toThrow(RangeError);
    expect(() => boundary(1, { alpha: 0.05, tunedFor: 0 })).toThrow(RangeError);
  });
});

describe("sequences of means", () => {
  it("lie around the mean and the difference", () => {
    const moments = momentsOf({ n: 400, sum: 800, sumOfSquares: 5_200 });
    const { low, high } = meanSequence(moments, OPTIONS);
    expect((low + high) / 2).toBeCloseTo(2, 12);
    const difference = differenceSequence(momentsOfRate(30, 1000), momentsOfRate(50, 1000), OPTIONS);
    expect((difference.low + difference.high) / 2).toBeCloseTo(0.02, 12);
  });

  it("bound nothing before there is anything", () => {
    expect(differenceSequence(momentsOfRate(0, 0), momentsOfRate(0, 0), OPTIONS)).toEqual({
      low: -Infinity,
      high: Infinity,
    });
  });
});

describe("the lift", () => {
  it("[ST-4] excludes 0 exactly when the difference does", () => {
    for (let treated = 60; treated < 160; treated++) {
      const control = momentsOfRate(100, 5000);
      const treatment = momentsOfRate(treated, 5000);
      const difference = differenceSequence(control, treatment, OPTIONS);
      const lift = liftSequence(control, treatment, OPTIONS)!;
      expect(lift.low > 0).toBe(difference.low > 0);
      expect(lift.high < 0).toBe(difference.high < 0);
    }
  });

  it("has no bounds while the control's rate cannot be told from 0", () => {
    expect(liftSequence(momentsOfRate(3, 1000), momentsOfRate(30, 1000), OPTIONS)).toBeUndefined();
  });
});

describe("the sequence of one rate", () => {
  it("holds where the mixture's ratio is below 1/alpha, and nowhere else", () => {
    // n = 2, s = 1: B(1.5, 1.5)/B(.5, .5) = (π/8)/π = 1/8, so p(1−p) > 0.05/8: p = (1 ± √(1 − 0.025))/2.
    const { low, high } = rateSequence(1, 2, 0.05);
    expect(low).toBeCloseTo((1 - Math.sqrt(1 - 0.025)) / 2, 12);
    expect(high).toBeCloseTo((1 + Math.sqrt(1 - 0.025)) / 2, 12);
  });

  it("knows nothing before the first visitor, and one side where all or none converted", () => {
    expect(rateSequence(0, 0, 0.05)).toEqual({ low: 0, high: 1 });
    expect(rateSequence(0, 100, 0.05).low).toBe(0);
    expect(rateSequence(100, 100, 0.05).high).toBe(1);
  });

  it("refuses more conversions than visitors", () => {
    expect(() => rateSequence(3, 2, 0.05)).toThrow("3 of 2");
  });
});
