/**
 * Intervals that hold at every look: with probability 1 − alpha the truth lies in all of them, from the first to the
 * last, however often one looks and whatever makes one stop.
 *
 * Chosen: asymptotic confidence sequences by a normal mixture (Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas,
 * "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics 52, 2024; the boundary
 * is Robbins's of 1970). Why these:
 * - they need n, sum and sum of squares only, so that days and shards add up in any order;
 * - they need two moments and a little, no bound: an order's value has none, which rules out the betting sequences of
 *   Waudby-Smith & Ramdas (JRSS B 86, 2024), which moreover depend on the order of observations;
 * - with the variance known they are the mSPRT of Johari, Koomen, Pekelis & Walsh (Operations Research 70, 2022), whose
 *   variance here is estimated at each look.
 * They hold from a first look that comes late enough for the central limit theorem: `enoughData` in `experiments`
 * says when. A rate by itself has an exact sequence: `rate-sequence.ts`.
 */
import type { Interval } from "./interval.ts";
import { withPooledVariance, type Moments } from "./moments.ts";

export interface SequenceOptions {
  /** Probability of ever being wrong, such as 0.05. */
  alpha: number;
  /**
   * Observations, all arms together, at which the interval should be narrowest. Fixed before the first look: not to be
   * moved once data are seen. Tenfold too small costs an eighth in width, tenfold too large a quarter.
   */
  tunedFor: number;
}

/**
 * How many standard errors the interval reaches to either side after `n` observations:
 * √(2(nρ²+1)/(nρ²) · ln(√(nρ²+1)/α)), with ρ² = (−2 ln α + ln(−2 ln α + 1)) / tunedFor, which makes it narrowest
 * there (Waudby-Smith et al. 2024, Theorem 2.2 and the section on tuning).
 *
 * @returns ∞ before the first observation
 */
export function boundary(n: number, { alpha, tunedFor }: SequenceOptions): number {
  if (!(alpha > 0 && alpha < 1 && tunedFor > 0)) throw new RangeError(`alpha ${alpha}, tuned for ${tunedFor}`);
  if (!(n > 0)) return Infinity;
  const time = n * mixingVariance(alpha, tunedFor);
  return Math.sqrt((2 * (time + 1)) / time) * Math.sqrt(0.5 * Math.log1p(time) - Math.log(alpha));
}

function mixingVariance(alpha: number, tunedFor: number): number {
  const twice = -2 * Math.log(alpha);
  return (twice + Math.log(twice + 1)) / tunedFor;
}

/**
 * The always-valid p-value of an estimate `z` standard errors from the hypothesis: the least alpha at which the
 * sequence tuned as given excludes it, (√(nρ²+1)) · e^(−z²·nρ²/(2(nρ²+1))), at most 1.
 */
export function alwaysValidP(z: number, n: number, { alpha, tunedFor }: SequenceOptions): number {
  const time = n * mixingVariance(alpha, tunedFor);
  return Math.min(1, Math.exp(0.5 * Math.log1p(time) - (z * z * time) / (2 * (time + 1))));
}

/** For one mean. */
export function meanSequence(moments: Moments, options: SequenceOptions): Interval {
  return around(moments.mean, Math.sqrt(moments.variance / moments.n), moments.n, options);
}

/**
 * For treatment's mean − control's, visitors being assigned at shares that do not change. Arms of unequal size are
 * welcome: each arm's variance counts as at least that of both together.
 */
export function differenceSequence(control: Moments, treatment: Moments, options: SequenceOptions): Interval {
  const error = errorOfDifference(control, treatment);
  return around(treatment.mean - control.mean, error, control.n + treatment.n, options);
}

/** Standard error of treatment's mean − control's, as the sequences of difference and lift reckon it. */
export function errorOfDifference(control: Moments, treatment: Moments): number {
  const [a, b] = withPooledVariance([control, treatment]);
  return Math.sqrt(a!.variance / a!.n + b!.variance / b!.n);
}

function around(centre: number, error: number, n: number, options: SequenceOptions): Interval {
  const half = boundary(n, options) * error;
  if (Number.isNaN(half) || half === Infinity) return { low: -Infinity, high: Infinity };
  return { low: centre - half, high: centre + half };
}

/**
 * For the lift, treatment's mean / control's − 1: every ratio r whose difference `treatment − r·control` the sequence
 * does not tell from 0 (Fieller, JRSS B 16, 1954, with the boundary above in place of the t quantile). It excludes 0
 * exactly when `differenceSequence` does.
 *
 * @returns `undefined` while control's mean itself cannot be told from 0: the ratio has no bounds yet
 */
export function liftSequence(control: Moments, treatment: Moments, options: SequenceOptions): Interval | undefined {
  const square = boundary(control.n + treatment.n, options) ** 2;
  const [below, above] = withPooledVariance([control, treatment]);
  const a = control.mean ** 2 - (square * below!.variance) / control.n;
  const b = control.mean * treatment.mean;
  const c = treatment.mean ** 2 - (square * above!.variance) / treatment.n;
  if (!(a > 0 && control.mean > 0) || !Number.isFinite(c)) return undefined;
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  return { low: (b - root) / a - 1, high: (b + root) / a - 1 };
}
