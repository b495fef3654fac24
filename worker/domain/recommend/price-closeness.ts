/** Shoppers compare prices by ratio: 10 € against 20 € is the step that 100 € against 200 € is. */

/** Difference of log prices at which closeness falls to 1/e: 0.4 is a price half as high again. */
const LOG_PRICE_SCALE = 0.4;

/** 1 for equal prices, falling towards 0 as their ratio grows; 0 where either is `NaN`, unknown. */
export function priceCloseness(logPrice: number, other: number): number {
  const closeness = Math.exp(-Math.abs(logPrice - other) / LOG_PRICE_SCALE);
  return Number.isNaN(closeness) ? 0 : closeness;
}
