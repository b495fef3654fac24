/** Draws from distributions. Chance comes in as a stream, so that every draw can be had again. */
import type { RandomStream } from "./random-stream.ts";

/** Standard normal, by Marsaglia's polar method (Marsaglia & Bray, SIAM Review 6, 1964). */
export function sampleNormal(random: RandomStream): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/**
 * Gamma with this shape and scale 1, by Marsaglia & Tsang, "A simple method for generating gamma variables", ACM TOMS
 * 26 (2000); below shape 1 by their U^(1/shape).
 *
 * @throws RangeError unless the shape is a number above 0
 */
export function sampleGamma(shape: number, random: RandomStream): number {
  if (!(shape > 0 && shape < Infinity)) throw new RangeError(`gamma of shape ${shape}: it must be above 0`);
  // 1 − u is never 0, whose power would be a gamma of exactly 0.
  if (shape < 1) return sampleGamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = sampleNormal(random);
    const root = 1 + c * z;
    if (root <= 0) continue;
    const v = root ** 3;
    const u = random();
    if (u < 1 - 0.0331 * z ** 4 || Math.log(u) < 0.5 * z * z + d * (1 - v + Math.log(v))) return d * v;
  }
}

/** Beta(a, b), as the share of one gamma in two (Devroye, "Non-Uniform Random Variate Generation", 1986, IX.3). */
export function sampleBeta(a: number, b: number, random: RandomStream): number {
  const x = sampleGamma(a, random);
  const y = sampleGamma(b, random);
  // Both underflow where a and b are tiny: then all the mass lies at the ends, in the proportion a : b.
  if (x + y === 0) return random() < a / (a + b) ? 1 : 0;
  return x / (x + y);
}
