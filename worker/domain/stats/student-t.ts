/** Student's t distribution, and Welch's comparison of two means at one time fixed in advance. */
import { betaCdf, betaQuantile } from "./incomplete-beta.ts";
import type { Interval } from "./interval.ts";
import type { Moments } from "./moments.ts";

/**
 * P(T ≤ t), from the incomplete beta function (Abramowitz & Stegun 26.7.1).
 *
 * @param degrees of freedom, above 0, not necessarily whole
 */
export function studentTCdf(t: number, degrees: number): number {
  const tail = 0.5 * betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** The t with P(T ≤ t) = p. */
export function studentTQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  const tail = p < 0.5 ? p : 1 - p;
  const x = betaQuantile(2 * tail, degrees / 2, 0.5);
  const t = Math.sqrt((degrees * (1 - x)) / x);
  return p < 0.5 ? -t : t;
}

export interface WelchTest {
  /** Treatment's mean − control's. */
  difference: number;
  t: number;
  /** Welch–Satterthwaite, rarely whole. */
  degrees: number;
  /** Two-sided. */
  pValue: number;
  interval: Interval;
}

/**
 * Welch's t-test: unequal variances, one look. Who looks every day and stops at the first good day is wrong far more
 * often than `alpha`; confidence sequences are for that.
 *
 * Source: Welch, "The generalization of 'Student's' problem…", Biometrika 34 (1947).
 *
 * @returns `undefined` where an arm has fewer than two observations, or neither varies
 */
export function welchTest(control: Moments, treatment: Moments, alpha: number): WelchTest | undefined {
  const a = control.variance / control.n;
  const b = treatment.variance / treatment.n;
  if (control.n < 2 || treatment.n < 2 || !(a + b > 0)) return undefined;
  const difference = treatment.mean - control.mean;
  const error = Math.sqrt(a + b);
  const degrees = (a + b) ** 2 / (a ** 2 / (control.n - 1) + b ** 2 / (treatment.n - 1));
  const t = difference / error;
  const half = studentTQuantile(1 - alpha / 2, degrees) * error;
  return {
    difference,
    t,
    degrees,
    pValue: betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5),
    interval: { low: difference - half, high: difference + half },
  };
}
