import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chancesOfBestMean, chancesOfBestRate } from "../../../worker/domain/stats/best-of.ts";
import { logBeta } from "../../../worker/domain/stats/gamma-function.ts";
import { randomStream } from "../../../worker/domain/stats/random-stream.ts";
import { sampleBeta } from "../../../worker/domain/stats/sampling.ts";

/**
 * P(B > A) for whole aB, exactly: Σ_{i<aB} B(aA + i, bA + bB) / ((bB + i)·B(1 + i, bB)·B(aA, bA)) (Miller, "Formulas for
 * Bayesian A/B testing", 2015, from Cook, "Exact calculation of beta inequalities", 2005).
 */
function exactly(aA: number, bA: number, aB: number, bB: number): number {
  let sum = 0;
  for (let i = 0; i < aB; i++) {
    sum += Math.exp(logBeta(aA + i, bA + bB) - Math.log(bB + i) - logBeta(1 + i, bB) - logBeta(aA, bA));
  }
  return sum;
}

describe("the chance to be best", () => {
  it("of two rates is the exact sum's to 0.003", () => {
    for (const [aA, bA, aB, bB] of [
      [1, 1, 1, 1],
      [11, 91, 21, 81],
      [1, 500, 1, 20],
      [40, 2000, 55, 2000],
      [400, 600, 1, 1],
      [3, 3000, 9, 4000],
    ] as const) {
      const [a, b] = chancesOfBestRate([
        { a: aA, b: bA },
        { a: aB, b: bB },
      ]);
      expect(Math.abs(b! - exactly(aA, bA, aB, bB))).toBeLessThan(0.003);
      expect(a! + b!).toBeCloseTo(1, 12);
    }
  });

  it("of many rates is that of many draws to 0.01", () => {
    const random = randomStream(3);
    const draws = 5_000;
    for (let round = 0; round < 12; round++) {
      const beliefs = Array.from({ length: 2 + Math.floor(random() * 9) }, () => {
        const seen = Math.exp(random() * 9);
        const rate = [0.5, 0.05, 0.01][round % 3]! * (0.7 + 0.6 * random());
        return { a: 1 + seen * rate, b: 1 + seen * (1 - rate) };
      });
      const won = beliefs.map(() => 0);
      for (let draw = 0; draw < draws; draw++) {
        const values = beliefs.map(({ a, b }) => sampleBeta(a, b, random));
        won[values.indexOf(Math.max(...values))]! += 1;
      }
      // 0.01 and three standard errors of the draws, √(¼/5000) = 0.0071 each.
      for (const [arm, chance] of chancesOfBestRate(beliefs).entries()) {
        expect(Math.abs(chance - won[arm]! / draws)).toBeLessThan(0.01 + 3 * 0.0071);
      }
    }
  });

  it("of two means is the normal distribution's", () => {
    // Means 1 apart, spreads 3 and 4: Φ(1/5) = 0.5792597 (Abramowitz & Stegun, table 26.1).
    const [better] = chancesOfBestMean([
      { mean: 2, spread: 3 },
      { mean: 1, spread: 4 },
    ]);
    expect(better).toBeCloseTo(0.5792597, 7);
  });

  it("of three means alike is a third, and an arm that never wins has none", () => {
    for (const chance of chancesOfBestMean([1, 1, 1].map((mean) => ({ mean, spread: 2 })))) {
      expect(chance).toBeCloseTo(1 / 3, 6);
    }
    const [low, high] = chancesOfBestMean([0, 100, 50].map((mean) => ({ mean, spread: 1 })));
    expect([low, high]).toEqual([0, 1]);
  });

  it("sums to 1 whatever is believed", () => {
    const belief = fc.record({
      a: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      b: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(belief, { minLength: 1, maxLength: 12 }), (beliefs) => {
        const chances = chancesOfBestRate(beliefs);
        expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        for (const chance of chances) expect(chance).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("refuses what is no belief", () => {
    expect(() => chancesOfBestRate([{ a: Number.NaN, b: 1 }])).toThrow(RangeError);
    expect(() => chancesOfBestMean([{ mean: 1, spread: 0 }])).toThrow(RangeError);
  });
});
