/** The normal distribution. */
import { lowerGammaRatio, upperGammaRatio } from "./incomplete-gamma.ts";

const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Abramowitz & Stegun 26.2.23: a first guess of the quantile, wrong by 4.5e-4 at most. */
const GUESS_TOP = [2.515517, 0.802853, 0.010328] as const;
const GUESS_BOTTOM = [1.432788, 0.189269, 0.001308] as const;
/** Halley's method trebles the digits each time: 3, 9, 27. */
const HALLEY_STEPS = 2;

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_TWO_PI;
}

/** P(Z ≤ z): half of Q(1/2, z²/2) on the side of the tail (DLMF 7.11.2), so that small tails keep their digits. */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (Math.abs(z) < 1) return 0.5 * (1 + Math.sign(z) * lowerGammaRatio(0.5, 0.5 * z * z));
  const tail = 0.5 * upperGammaRatio(0.5, 0.5 * z * z);
  return z < 0 ? tail : 1 - tail;
}

/**
 * The z with P(Z ≤ z) = p: first guess of Abramowitz & Stegun 26.2.23, sharpened by Halley's method.
 *
 * @param p 0–1; gives −∞ and ∞ at the ends
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  const [c0, c1, c2] = GUESS_TOP;
  const [d1, d2, d3] = GUESS_BOTTOM;
  let z = (c0 + t * (c1 + t * c2)) / (1 + t * (d1 + t * (d2 + t * d3))) - t;
  for (let step = 0; step < HALLEY_STEPS; step++) {
    const newton = (normalCdf(z) - p) / normalDensity(z);
    z -= newton / (1 + 0.5 * z * newton);
  }
  return z;
}
