/** What a customer has bought and is due to buy again. */
import type { RepeatKind } from "./repeat-model.ts";
import { LEAST_AGAIN_DAYS } from "./repeat-model.ts";

const DAY_MS = 86_400_000;

/**
 * From this share of repeats a product is the kind that is bought again. Books, coats and lamps stay below a twentieth;
 * at online_retail_II, a wholesaler, nearly everything is above it.
 */
export const AGAIN_SHARE = 0.1;

/** In intervals since the last purchase: due from here, and beyond there they buy it elsewhere or no more. */
export const DUE_FROM = 0.8;
export const LAPSED_AFTER = 3;

/** Purchases that the product's own interval counts for beside the customer's. */
const PRIOR_PURCHASES = 2;

export interface Dueness {
  readonly due: boolean;
  /** Days between this customer's purchases, as expected. */
  readonly everyDays: number;
  /** Days since the last. */
  readonly elapsedDays: number;
  /** 1 exactly when due, falling as the time is off by ever greater factors; 0 where not due. */
  readonly timeliness: number;
  /** What to put first: how often they buy it, how much it is of the kind, and up to twice that when it is time. */
  readonly worth: number;
}

/**
 * @param times epoch milliseconds of the customer's purchases of the product, any order, one at least
 */
export function duenessOf(kind: RepeatKind, times: readonly number[], now: number): Dueness {
  const everyDays = ownInterval(kind, times);
  const elapsedDays = Math.max(0, (now - Math.max(...times)) / DAY_MS);
  const ratio = elapsedDays / everyDays;
  const due = kind.share >= AGAIN_SHARE && ratio >= DUE_FROM && ratio <= LAPSED_AFTER;
  const timeliness = due ? Math.exp(-Math.abs(Math.log(ratio))) : 0;
  const worth = (kind.share * times.length * (1 + timeliness)) / everyDays;
  return { due, everyDays, elapsedDays, timeliness, worth };
}

/**
 * The mean of the customer's own rate, whose prior is Gamma with the product's rate as mean and `PRIOR_PURCHASES` as
 * weight: k more purchases within T days after the first make it (prior + k) / (prior · interval + T).
 */
function ownInterval({ days }: RepeatKind, times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  let more = 0;
  let last = sorted[0]!;
  for (const time of sorted) {
    if (time - last < LEAST_AGAIN_DAYS * DAY_MS) continue;
    more++;
    last = time;
  }
  return (PRIOR_PURCHASES * days + (last - sorted[0]!) / DAY_MS) / (PRIOR_PURCHASES + more);
}
