/** Were visitors divided as they were meant to be? If not, something loses some of them, and no comparison holds. */
import { logGamma } from "./gamma-function.ts";
import { chiSquareTail } from "./incomplete-gamma.ts";

/**
 * How firmly the alternative keeps to the intended shares, in visitors: shares a point off (0.51 for 0.5) are the most
 * looked for, since √(0.5·0.5/2500) = 0.01.
 */
const CONCENTRATION = 2500;

/**
 * The always-valid p-value of a sample ratio: one may look after every visitor, and with probability alpha it ever falls
 * to alpha where the shares are right.
 *
 * It is 1 over the Bayes factor of a Dirichlet around the intended shares against those shares themselves (Lindon &
 * Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022; arXiv 2011.03567, 2020).
 *
 * @param counts visitors in each group
 * @param shares intended, above 0; need not sum to 1
 */
export function sampleRatioP(counts: readonly number[], shares: readonly number[]): number {
  const { visitors, expected } = checkedGroups(counts, shares);
  let logFactor = logGamma(CONCENTRATION) - logGamma(CONCENTRATION + visitors);
  for (const [group, count] of counts.entries()) {
    const weight = CONCENTRATION * expected[group]!;
    logFactor += logGamma(weight + count) - logGamma(weight) - count * Math.log(expected[group]!);
  }
  return Math.min(1, Math.exp(-logFactor));
}

export interface ChiSquareTest {
  statistic: number;
  degrees: number;
  pValue: number;
}

/**
 * Pearson's χ² test of the same, for one look at a time fixed in advance. Holds where every group expects five visitors
 * or more (Cochran, Biometrics 10, 1954).
 */
export function sampleRatioChiSquare(counts: readonly number[], shares: readonly number[]): ChiSquareTest {
  const { visitors, expected } = checkedGroups(counts, shares);
  let statistic = 0;
  for (const [group, count] of counts.entries()) {
    const mean = visitors * expected[group]!;
    if (mean > 0) statistic += (count - mean) ** 2 / mean;
  }
  const degrees = counts.length - 1;
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees) };
}

function checkedGroups(counts: readonly number[], shares: readonly number[]) {
  if (counts.length < 2 || counts.length !== shares.length) {
    throw new RangeError(`${counts.length} counts for ${shares.length} shares: at least two of each`);
  }
  if (counts.some((count) => !(count >= 0)) || shares.some((share) => !(share > 0))) {
    throw new RangeError(`counts ${counts.join(", ")} for shares ${shares.join(", ")}`);
  }
  const whole = shares.reduce((sum, share) => sum + share, 0);
  return {
    visitors: counts.reduce((sum, count) => sum + count, 0),
    expected: shares.map((share) => share / whole),
  };
}
