/** When a comparison may be made at all: intervals of means lean on the central limit theorem, which takes some data. */
import type { ArmOutcomes } from "./arm-outcomes.ts";

/**
 * Visitors in each arm. CloudWatch Evidently says nothing below a hundred either.
 */
export const LEAST_VISITORS = 100;
/**
 * Visitors of each arm who converted, and who did not. Below some twenty the normal approximation of a skewed count errs by
 * more than the 5 % it should; the A/A bench holds the rule to it.
 */
export const LEAST_CONVERTED = 25;
/** For revenue: orders' values are skewed themselves, so their mean needs more of them. */
export const LEAST_BUYERS = 50;

export type Metric = "conversion" | "revenue";

/** How far an arm is: 1 for enough. */
export function completeness(metric: Metric, { enrolled, converted }: ArmOutcomes): number {
  const least = metric === "conversion" ? LEAST_CONVERTED : LEAST_BUYERS;
  return Math.min(
    1,
    enrolled / LEAST_VISITORS,
    converted / least,
    // Where nearly all convert, those who do not are the rare ones.
    metric === "conversion" ? Math.max(0, enrolled - converted) / least : 1,
  );
}
