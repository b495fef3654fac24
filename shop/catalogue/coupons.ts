/** Codes the shop's cart takes, with what they take off, in percent of the goods. */
const COUPONS: Readonly<Record<string, number>> = { TRAIL10: 10, THANKS10: 10 };

/** Percent off for a code as a person types it; 0 for one that is not ours. */
export function couponPercent(typed: string): number {
  return COUPONS[typed.trim().toUpperCase()] ?? 0;
}
