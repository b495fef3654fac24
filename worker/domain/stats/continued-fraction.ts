/** Continued fractions, by which the tails of distributions are reckoned. */

/** Relative change at which it has settled: a few units of the last digit, which never stops moving. */
const SETTLED = 1e-15;
/** Terms at most: near a distribution's mean it takes some √parameter of them, and parameters of 10⁸ are met. */
const MOST_TERMS = 100_000;
/** Keeps it from dividing by 0. */
const TINY = 1e-300;

/**
 * 1 / (d(0) + n(1)/(d(1) + n(2)/(d(2) + …))), by Lentz's method as changed by Thompson & Barnett (J. Comput. Phys. 64, 1986).
 *
 * @param numerator n(k), k = 1, 2, …
 * @param denominator d(k), k = 0, 1, …
 */
export function continuedFraction(numerator: (k: number) => number, denominator: (k: number) => number): number {
  let c = 1 / TINY;
  let d = 1 / nonZero(denominator(0));
  let value = d;
  for (let k = 1; k < MOST_TERMS; k++) {
    const [above, below] = [numerator(k), denominator(k)];
    d = 1 / nonZero(above * d + below);
    c = nonZero(below + above / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= SETTLED) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
