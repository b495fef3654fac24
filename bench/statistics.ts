/** What a benchmark says of its measurements: medians and percentiles, never averages, which one hiccup moves. */

/**
 * The value below which the share `p` of the values lies, interpolated linearly between the two nearest ranks
 * (definition 7 of Hyndman and Fan: "Sample quantiles in statistical packages", The American Statistician 50, 1996).
 *
 * @param p 0–1.
 * @throws RangeError where there is no value, or `p` is no share.
 */
export function percentile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new RangeError("no values");
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not between 0 and 1`);
  const sorted = Float64Array.from(values).sort();
  const rank = p * (sorted.length - 1);
  const below = sorted[Math.floor(rank)]!;
  const above = sorted[Math.ceil(rank)]!;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** The middle value; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Rounded for printing and JSON: measurements have no more digits than this that mean anything. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
