/** What of many observations a mean and its uncertainty need: three sums, which add in any order. */

/** Sums of observations. JSON-safe; two of them add field by field. */
export interface Sums {
  n: number;
  sum: number;
  sumOfSquares: number;
}

export interface Moments {
  n: number;
  mean: number;
  /** With n − 1 in the denominator; 0 for fewer than two observations. */
  variance: number;
}

/** Mean and variance of observations known by their sums. Rounding may leave a variance a hair below 0: that is 0. */
export function momentsOf({ n, sum, sumOfSquares }: Sums): Moments {
  if (!(n > 0)) return { n: 0, mean: 0, variance: 0 };
  const mean = sum / n;
  return { n, mean, variance: n < 2 ? 0 : Math.max(0, (sumOfSquares - sum * mean) / (n - 1)) };
}

/** The moments of `conversions` ones among `n` observations of 0 or 1. */
export function momentsOfRate(conversions: number, n: number): Moments {
  return momentsOf({ n, sum: conversions, sumOfSquares: conversions });
}

/**
 * The same arms, none with less variance than all have together, each around its own mean.
 *
 * Why: orders' values are skewed, and a small arm that has not met its rare large order yet has both too small a mean and
 * too small a variance, which would make a hold-out of a tenth look worse with false certainty (A/A tests of such an arm
 * erred in one of nine). What the large arm has met, the small one may yet meet.
 */
export function withPooledVariance(arms: readonly Moments[]): Moments[] {
  let squares = 0;
  let degrees = 0;
  for (const { n, variance } of arms) {
    squares += variance * Math.max(0, n - 1);
    degrees += Math.max(0, n - 1);
  }
  const pooled = degrees > 0 ? squares / degrees : 0;
  return arms.map((arm) => ({ ...arm, variance: Math.max(arm.variance, pooled) }));
}
