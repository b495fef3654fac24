/** The regularised incomplete gamma function, and the chi-square distribution, which is one of its faces. */
import { continuedFraction } from "./continued-fraction.ts";
import { logGamma } from "./gamma-function.ts";

/** A term so small against the sum that it changes no digit. */
const SETTLED = 1e-16;
/** Terms at most. Near x = a it takes some √a of them; a of a million needs 10⁴. */
const MOST_TERMS = 100_000;

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the upper tail: by the series DLMF 8.11.4 below a + 1, else by the continued fraction
 * DLMF 8.9.2.
 *
 * @param a above 0
 * @param x 0 or above
 */
export function upperGammaRatio(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** P(a, x) = γ(a, x) / Γ(a), the lower tail. */
export function lowerGammaRatio(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * SETTLED) break;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

function upperFraction(a: number, x: number): number {
  const fraction = continuedFraction(
    (k) => k * (a - k),
    (k) => x + 2 * k + 1 - a,
  );
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/**
 * P(X > x) for a chi-square variable: Q(k/2, x/2) (Abramowitz & Stegun 26.4.19).
 *
 * @param degrees of freedom, above 0
 */
export function chiSquareTail(x: number, degrees: number): number {
  return x <= 0 ? 1 : upperGammaRatio(degrees / 2, x / 2);
}
