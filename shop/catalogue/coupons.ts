/** Codes the shop's cart takes, with what they take off, in percent of the goods. */
const COUPONS: Readonly<Record<string, number>> = { TRAIL10: 10, THANKS10: 10 };

/** Each visitor who is offered one gets a code of their own from this pool. */
export const WELCOME_BACK_POOL = "welcome-back";
const WELCOME_BACK_PERCENT = 10;
/** More than a demo gives away, and few enough to be uploaded at once. */
const WELCOME_BACK_CODES = 500;
const WELCOME_BACK = /^BACK-(\d{4})$/;

/** The codes of the pool. */
export function welcomeBackCodes(): string[] {
  return Array.from({ length: WELCOME_BACK_CODES }, (_, n) => `BACK-${String(n).padStart(4, "0")}`);
}

/** Percent off for a code as a person types it; 0 for one that is not ours. */
export function couponPercent(typed: string): number {
  const code = typed.trim().toUpperCase();
  const number = WELCOME_BACK.exec(code)?.[1];
  if (number !== undefined) return Number(number) < WELCOME_BACK_CODES ? WELCOME_BACK_PERCENT : 0;
  return COUPONS[code] ?? 0;
}
