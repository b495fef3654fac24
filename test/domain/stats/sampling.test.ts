import { describe, expect, it } from "vitest";
import { momentsOf } from "../../../worker/domain/stats/moments.ts";
import { randomStream } from "../../../worker/domain/stats/random-stream.ts";
import { sampleBeta, sampleGamma, sampleNormal } from "../../../worker/domain/stats/sampling.ts";

const DRAWS = 40_000;

/** Mean and variance of so many draws. */
function drawn(draw: () => number) {
  let [sum, sumOfSquares] = [0, 0];
  for (let i = 0; i < DRAWS; i++) {
    const value = draw();
    sum += value;
    sumOfSquares += value * value;
  }
  return momentsOf({ n: DRAWS, sum, sumOfSquares });
}

describe("a random stream", () => {
  it("gives the same numbers for the same seed, and others for another", () => {
    const [one, same, other] = [randomStream(42), randomStream(42), randomStream(43)];
    const first = Array.from({ length: 100 }, one);
    expect(Array.from({ length: 100 }, same)).toEqual(first);
    expect(Array.from({ length: 100 }, other)).not.toEqual(first);
  });

  it("is uniform in [0, 1), in tenths and in its lowest bits", () => {
    const random = randomStream(1);
    const tenths = Array.from({ length: 10 }, () => 0);
    let [odd, outside] = [0, 0];
    for (let i = 0; i < DRAWS; i++) {
      const value = random();
      if (!(value >= 0 && value < 1)) outside += 1;
      tenths[Math.floor(value * 10)]! += 1;
      odd += (value * 2 ** 53) % 2;
    }
    expect(outside).toBe(0);
    // χ² of 9 degrees lies below 27.877 with probability 0.999 (NIST table); the seed is fixed, so it always does.
    const expected = DRAWS / 10;
    expect(tenths.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(27.877);
    expect(Math.abs(odd / DRAWS - 0.5)).toBeLessThan(3.3 * Math.sqrt(0.25 / DRAWS));
  });
});

describe("draws have their distribution's mean and variance", () => {
  // Each within 4 standard errors, √(variance/n) for the mean; for the variance within a twentieth.
  it.each([
    ["normal", () => sampleNormal, 0, 1],
    ["gamma of shape 0.3", () => (random: () => number) => sampleGamma(0.3, random), 0.3, 0.3],
    ["gamma of shape 7", () => (random: () => number) => sampleGamma(7, random), 7, 7],
    // a/(a+b), ab/((a+b)²(a+b+1)).
    ["Beta(2, 3)", () => (random: () => number) => sampleBeta(2, 3, random), 0.4, 0.04],
    ["Beta(0.5, 0.5)", () => (random: () => number) => sampleBeta(0.5, 0.5, random), 0.5, 0.125],
  ] as const)("%s", (_, make, mean, variance) => {
    const random = randomStream(9);
    const sample = make();
    const moments = drawn(() => sample(random));
    expect(Math.abs(moments.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(moments.variance / variance - 1)).toBeLessThan(0.05);
  });

  it("a shape that is none is refused", () => {
    expect(() => sampleGamma(0, randomStream(1))).toThrow(RangeError);
    expect(() => sampleGamma(Number.NaN, randomStream(1))).toThrow(RangeError);
  });
});
