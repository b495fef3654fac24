/** The gamma function and its relatives, on the log scale: the gamma function itself overflows at 171. */

/** From here Stirling's series with eight terms is exact to the last digit. */
const STIRLING_FROM = 12;
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
/** B₂ₖ / (2k(2k−1)), k = 1 … 8: the coefficients of Stirling's series (DLMF 5.11.1). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400] as const;

/**
 * ln Γ(x) by Stirling's series (DLMF 5.11.1), after raising the argument by Γ(x+1) = x·Γ(x) (DLMF 5.5.1).
 *
 * @param x above 0
 * @returns NaN where x is not above 0
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let product = 1;
  let raised = x;
  while (raised < STIRLING_FROM) {
    product *= raised;
    raised += 1;
  }
  return stirlingRest(raised) + (raised - 0.5) * Math.log(raised) - raised + HALF_LOG_TWO_PI - Math.log(product);
}

/** What Stirling's formula lacks of ln Γ(x): 1/(12x) − 1/(360x³) + …; for x ≥ 12. */
function stirlingRest(x: number): number {
  const square = 1 / (x * x);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + STIRLING[k]!;
  return sum / x;
}

/**
 * ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a+b) (DLMF 5.12.1). Where one or both are large, Stirling's main terms are
 * taken together first: apart they are large, nearly cancel, and take the last digits with them.
 */
export function logBeta(a: number, b: number): number {
  if (!(a > 0 && b > 0)) return Number.NaN;
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  const sum = a + b;
  if (large < STIRLING_FROM) return logGamma(a) + logGamma(b) - logGamma(sum);
  // ln Γ(large) − ln Γ(sum), without what is common to both.
  const ratio =
    stirlingRest(large) - stirlingRest(sum) - (large - 0.5) * Math.log1p(small / large) - small * (Math.log(sum) - 1);
  if (small < STIRLING_FROM) return logGamma(small) + ratio;
  return (
    stirlingRest(small) +
    stirlingRest(large) -
    stirlingRest(sum) +
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) -
    (small - 0.5) * Math.log1p(large / small) -
    large * Math.log1p(small / large)
  );
}
