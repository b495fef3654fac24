/** Between which values a median lies, whatever the values' distribution: by the signs alone. */
import { median } from "../statistics.ts";

/** Chance at most that the true median lies outside. */
const ERROR = 0.05;

export interface MedianInterval {
  median: number;
  low: number;
  high: number;
}

/**
 * The order statistics around the median that cover it with at least 95 % (the sign test turned round; W. J. Conover:
 * "Practical Nonparametric Statistics", 3rd ed., 1999, section 3.2).
 *
 * @throws RangeError with fewer than 6 values, of which none can cover so much.
 */
export function medianInterval(values: readonly number[]): MedianInterval {
  const n = values.length;
  const sorted = Float64Array.from(values).sort();
  // The greatest rank below which so few values lie by chance, each being on either side of the median by a coin's toss.
  let probability = 0.5 ** n;
  let below = probability;
  let rank = 0;
  while (2 * below <= ERROR) {
    rank++;
    probability *= (n - rank + 1) / rank;
    below += probability;
  }
  if (rank === 0) throw new RangeError(`${n} values are too few for an interval of ${1 - ERROR}`);
  return { median: median(values), low: sorted[rank - 1]!, high: sorted[n - rank]! };
}
