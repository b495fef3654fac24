/** Who compares many things finds something in one of them by chance: how likely that is, and what to do about it. */

/** Probability that at least one of `comparisons` independent tests at `alpha` errs where nothing differs at all. */
export function chanceOfAnyFalse(comparisons: number, alpha: number): number {
  return -Math.expm1(comparisons * Math.log1p(-alpha));
}

/** Level at which each of several intervals holds so that all hold together (Bonferroni): alpha divided among them. */
export function sharedAlpha(comparisons: number, alpha: number): number {
  return alpha / Math.max(1, comparisons);
}

/**
 * p-values as they are worth among one another (Holm, Scandinavian Journal of Statistics 6, 1979): those at or below
 * alpha may all be believed, with probability alpha that any is false. In the order given. Always-valid p-values stay so.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((_, place) => place).sort((one, other) => pValues[one]! - pValues[other]!);
  const adjusted = pValues.map(() => 1);
  let least = 0;
  for (const [rank, place] of order.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[place]!));
    adjusted[place] = least;
  }
  return adjusted;
}
