/** From `low` to `high`, both included; an end that nothing bounds is infinite. */
export interface Interval {
  low: number;
  high: number;
}
