/** The regularised incomplete beta function: the beta distribution, and behind it Student's t. */
import { continuedFraction } from "./continued-fraction.ts";
import { logBeta } from "./gamma-function.ts";

/** Relative step at which a quantile has settled. */
const SETTLED = 1e-15;
/** Halvings at most: from 1 down to the least double there is. */
const MOST_STEPS = 1100;

/**
 * Iₓ(a, b) = P(X ≤ x) for X ~ Beta(a, b): the continued fraction DLMF 8.17.22, on the side where it converges
 * fast.
 *
 * @param x 0–1
 * @param a above 0
 * @param b above 0
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b;
}

/** Even and odd terms of DLMF 8.17.22; its denominators are all 1. */
function fraction(x: number, a: number, b: number): number {
  return continuedFraction(
    (k) => {
      const m = k >> 1;
      return k % 2 === 0
        ? (m * (b - m) * x) / ((a + k - 1) * (a + k))
        : (-(a + m) * (a + b + m) * x) / ((a + k - 1) * (a + k));
    },
    () => 1,
  );
}

/**
 * The x with P(X ≤ x) = p for X ~ Beta(a, b): Newton's method, kept inside a bracket that every step narrows.
 *
 * @param p 0–1
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0)) return Number.NaN;
  if (p === 0 || p === 1) return p;
  const front = logBeta(a, b);
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let step = 0; step < MOST_STEPS; step++) {
    const error = betaCdf(x, a, b) - p;
    if (error > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - front);
    let next = x - error / density;
    // Also where the density is 0 or infinite, and the step therefore no number.
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - x) <= SETTLED * x || next === low || next === high) return next;
    x = next;
  }
  return x;
}
