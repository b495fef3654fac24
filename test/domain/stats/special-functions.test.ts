import fc from "fast-check";
import jstat from "jstat";
import { describe, expect, it } from "vitest";
import { logBeta, logGamma } from "../../../worker/domain/stats/gamma-function.ts";
import { betaCdf, betaQuantile } from "../../../worker/domain/stats/incomplete-beta.ts";
import { chiSquareTail, lowerGammaRatio, upperGammaRatio } from "../../../worker/domain/stats/incomplete-gamma.ts";
import { normalCdf, normalQuantile } from "../../../worker/domain/stats/normal.ts";
import { studentTCdf, studentTQuantile, welchTest } from "../../../worker/domain/stats/student-t.ts";
import { momentsOf, type Moments } from "../../../worker/domain/stats/moments.ts";

/** Relative error. */
function off(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), Number.MIN_VALUE);
}

/** Iₓ(a, b) of whole a and b at x per cent: P(Bin(a+b−1, x) ≥ a) (DLMF 8.17.5), in whole numbers, divided once. */
function binomialTail(a: number, b: number, percent: number): number {
  const n = a + b - 1;
  const [x, y] = [BigInt(percent), BigInt(100 - percent)];
  let choose = 1n;
  let sum = 0n;
  for (let k = 0; k <= n; k++) {
    if (k > 0) choose = (choose * BigInt(n - k + 1)) / BigInt(k);
    if (k >= a) sum += choose * x ** BigInt(k) * y ** BigInt(n - k);
  }
  const digits = 10n ** 20n;
  const whole = 100n ** BigInt(n);
  // Scaled up before the division, so that a small tail keeps twenty digits.
  const shift = BigInt(Math.max(0, whole.toString().length - sum.toString().length));
  return Number((sum * digits * 10n ** shift) / whole) / Number(digits) / 10 ** Number(shift);
}

describe("ln Γ", () => {
  it("is that of factorials and of ½", () => {
    // Γ(n) = (n−1)!, Γ(½) = √π (DLMF 5.4.1, 5.4.6).
    let factorial = 1;
    for (let n = 2; n <= 170; n++) {
      factorial *= n - 1;
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(1e-13 * Math.max(1, Math.log(factorial)));
    }
    expect(logGamma(0.5)).toBeCloseTo(0.5 * Math.log(Math.PI), 14);
  });

  it("is that of thirds and quarters", () => {
    // OEIS A073005 and A068466.
    expect(Math.exp(logGamma(1 / 3))).toBeCloseTo(2.678938534707747, 13);
    expect(Math.exp(logGamma(1 / 4))).toBeCloseTo(3.625609908221908, 13);
  });

  it("agrees with jstat", () => {
    for (const x of [1e-6, 0.01, 0.3, 3.7, 11.9, 12.1, 55.5, 1e3, 1e6, 1e9]) {
      expect(off(logGamma(x), jstat.gammaln(x))).toBeLessThan(1e-9);
    }
    expect(logGamma(0)).toBeNaN();
  });
});

describe("ln B", () => {
  it("is symmetric, and B(a, 1) = 1/a, for arguments small and huge", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e8, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e8, noNaN: true }),
        (a, b) => {
          expect(logBeta(a, b)).toBe(logBeta(b, a));
          // B(a, b+1) = B(a, b)·b/(a+b) (DLMF 5.12.1 with 5.5.1).
          expect(Math.abs(logBeta(a, b + 1) - logBeta(a, b) - Math.log(b / (a + b)))).toBeLessThan(
            1e-9 + 1e-15 * Math.abs(logBeta(a, b)),
          );
        },
      ),
    );
    for (const a of [0.1, 3, 40, 1e5, 1e8]) expect(Math.abs(logBeta(a, 1) + Math.log(a))).toBeLessThan(1e-11);
  });
});

describe("the incomplete gamma function", () => {
  it("of shape 1 is the exponential, of shape ½ the error function", () => {
    for (const x of [0.01, 0.5, 1.9, 2.1, 10, 100])
      expect(off(upperGammaRatio(1, x), Math.exp(-x))).toBeLessThan(1e-13);
    // erf(1) = 0.84270 07929 49714 86934 (DLMF 7.2, Abramowitz & Stegun table 7.1).
    expect(lowerGammaRatio(0.5, 1)).toBeCloseTo(0.8427007929497149, 14);
  });

  it("gives the chi-square table", () => {
    // NIST/SEMATECH e-Handbook 1.3.6.7.4, upper 0.05 and 0.001: given to three decimals, hence the tolerance.
    for (const [degrees, x05, x001] of [
      [1, 3.841, 10.828],
      [2, 5.991, 13.816],
      [10, 18.307, 29.588],
      [100, 124.342, 149.449],
    ] as const) {
      expect(chiSquareTail(x05, degrees)).toBeCloseTo(0.05, 4);
      expect(chiSquareTail(x001, degrees)).toBeCloseTo(0.001, 5);
    }
    expect(chiSquareTail(0, 3)).toBe(1);
  });

  it("agrees with jstat, and both tails make 1", () => {
    for (const a of [0.3, 1, 4.5, 30, 400]) {
      for (const ratio of [0.2, 0.9, 1, 1.2, 3]) {
        const x = a * ratio;
        expect(Math.abs(lowerGammaRatio(a, x) - jstat.lowRegGamma(a, x))).toBeLessThan(1e-9);
        expect(lowerGammaRatio(a, x) + upperGammaRatio(a, x)).toBeCloseTo(1, 13);
      }
    }
    expect(upperGammaRatio(-1, 1)).toBeNaN();
  });
});

describe("the normal distribution", () => {
  it("has the values of Abramowitz & Stegun, table 26.1", () => {
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(2)).toBeCloseTo(0.977249868051821, 14);
    expect(normalCdf(0)).toBe(0.5);
    // Far tail, table 26.2: −log₁₀ Q(10) = 23.11805.
    expect(-Math.log10(normalCdf(-10))).toBeCloseTo(23.11805, 5);
  });

  it("has the quantiles of everybody's tables", () => {
    // NIST/SEMATECH e-Handbook 1.3.6.7.1, to more digits as R's qnorm prints them.
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489, 12);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(1.1)).toBeNaN();
  });

  it("goes back and forth", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-13);
      }),
    );
  });
});

describe("the beta distribution", () => {
  it("is what it is where it is elementary", () => {
    for (const x of [0.001, 0.2, 0.5, 0.97]) {
      expect(off(betaCdf(x, 1, 1), x)).toBeLessThan(1e-14);
      expect(off(betaCdf(x, 3, 1), x ** 3)).toBeLessThan(1e-13);
      expect(off(betaCdf(x, 1, 4), 1 - (1 - x) ** 4)).toBeLessThan(1e-12);
      // Arcsine law (DLMF 8.17.6): Iₓ(½, ½) = (2/π)·asin(√x).
      expect(off(betaCdf(x, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeLessThan(1e-13);
    }
  });

  it("is a binomial's tail", () => {
    // P(Bin(10, 0.3) ≥ 4) = I₀.₃(4, 7) = 0.3503892816, by summing the terms (DLMF 8.17.5).
    expect(betaCdf(0.3, 4, 7)).toBeCloseTo(0.3503892816, 10);
  });

  it("is the exact sum of binomial terms to 1e-12", () => {
    for (const [a, b, percent] of [
      [2, 2, 30],
      [17, 230, 7],
      [100, 900, 9],
      [1, 1000, 1],
      [300, 300, 52],
    ] as const) {
      expect(off(betaCdf(percent / 100, a, b), binomialTail(a, b, percent))).toBeLessThan(1e-12);
    }
  });

  it("agrees with jstat to what that promises, and its quantiles lead back", () => {
    for (const [a, b] of [
      [0.5, 3],
      [2, 2],
      [17, 230],
      [1, 1000],
      [500, 20_000],
    ] as const) {
      for (const p of [0.001, 0.025, 0.3, 0.5, 0.9, 0.999]) {
        const x = betaQuantile(p, a, b);
        expect(Math.abs(betaCdf(x, a, b) - p)).toBeLessThan(1e-11);
        // Its continued fraction stops at 3e-7, relative.
        expect(off(jstat.beta.cdf(x, a, b), p)).toBeLessThan(3e-7);
        expect(off(x, jstat.beta.inv(p, a, b))).toBeLessThan(1e-6);
      }
    }
  });

  it("keeps its digits where a million have converted", () => {
    // Symmetric: P(X ≤ ½) = ½ for Beta(a, a), whatever a.
    expect(betaCdf(0.5, 1e6, 1e6)).toBeCloseTo(0.5, 10);
    const x = betaQuantile(0.975, 1e6, 5e7);
    // By the normal approximation: mean 0.0196078, standard deviation √(p(1−p)/5.1e7) = 1.9415e-5.
    expect(x).toBeCloseTo(0.0196078 + 1.96 * 1.9415e-5, 6);
  });

  it("refuses what is no distribution", () => {
    expect(betaCdf(0.5, 0, 1)).toBeNaN();
    expect(betaQuantile(2, 1, 1)).toBeNaN();
    expect(betaQuantile(0, 2, 2)).toBe(0);
    expect(betaQuantile(1, 2, 2)).toBe(1);
  });
});

describe("Student's t", () => {
  it("has the table's quantiles", () => {
    // NIST/SEMATECH e-Handbook 1.3.6.7.2, upper 0.025, three decimals.
    for (const [degrees, t] of [
      [1, 12.706],
      [5, 2.571],
      [30, 2.042],
      [100, 1.984],
    ] as const) {
      expect(studentTQuantile(0.975, degrees)).toBeCloseTo(t, 3);
      expect(studentTQuantile(0.025, degrees)).toBeCloseTo(-t, 3);
    }
    expect(studentTQuantile(0.5, 7)).toBe(0);
  });

  it("of one degree is Cauchy's", () => {
    for (const t of [-3, -0.4, 0, 1, 8]) expect(studentTCdf(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 13);
  });

  it("of two degrees is t/(2√(2+t²)) above a half", () => {
    for (const t of [-4, -1, 0, 0.3, 2.5])
      expect(studentTCdf(t, 2)).toBeCloseTo(0.5 + t / (2 * Math.sqrt(2 + t * t)), 13);
  });

  it("agrees with jstat to what that promises", () => {
    for (const t of [-4, -1, 0.3, 2.5]) {
      for (const degrees of [3, 12.7, 400]) {
        expect(off(studentTCdf(t, degrees), jstat.studentt.cdf(t, degrees))).toBeLessThan(3e-7);
      }
    }
  });
});

describe("Welch's test", () => {
  const moments = (values: number[]): Moments =>
    momentsOf({
      n: values.length,
      sum: values.reduce((sum, one) => sum + one, 0),
      sumOfSquares: values.reduce((sum, one) => sum + one * one, 0),
    });

  it("gives what R gives for its own sleep data", () => {
    // R, example(t.test): t.test(extra ~ group, data = sleep): t = -1.8608, df = 17.776, p-value = 0.07939,
    // 95 percent confidence interval -3.3654832 0.2054832 for group 1 − group 2.
    const one = moments([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const two = moments([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const test = welchTest(one, two, 0.05)!;
    expect(test.t).toBeCloseTo(1.8608, 4);
    expect(test.degrees).toBeCloseTo(17.776, 3);
    expect(test.pValue).toBeCloseTo(0.07939, 5);
    expect(test.interval.low).toBeCloseTo(-0.2054832, 6);
    expect(test.interval.high).toBeCloseTo(3.3654832, 6);
  });

  it("says nothing of nothing", () => {
    expect(welchTest(moments([1]), moments([1, 2]), 0.05)).toBeUndefined();
    expect(welchTest(moments([1, 1]), moments([2, 2]), 0.05)).toBeUndefined();
  });
});
