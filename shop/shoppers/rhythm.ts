/** When people shop: by hour of the day and day of the week. */
import type { Dice } from "../catalogue/dice.ts";

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Visits by hour, 0–23 UTC: asleep, at lunch, on the sofa in the evening. */
const BY_HOUR = [2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 11, 13, 12, 10, 10, 11, 12, 14, 17, 19, 18, 12, 6] as const;
/** Visits by day, Sunday first. */
const BY_DAY = [1.35, 1, 0.95, 0.95, 1, 1.05, 1.2] as const;

/**
 * Days before `end`, 0 for the last, each once and the liveliest more often. At most as many as there are.
 *
 * @param end Epoch milliseconds.
 */
export function pickDays(count: number, days: number, end: number, dice: Dice): number[] {
  const open = Array.from({ length: days }, (_, back) => back);
  return Array.from({ length: Math.min(count, days) }, () => {
    const back = dice.weighted(open, (candidate) => BY_DAY[new Date(end - candidate * DAY_MS).getUTCDay()] ?? 1);
    open.splice(open.indexOf(back), 1);
    return back;
  });
}

/** Milliseconds after midnight, by the day's rhythm. */
export function pickTimeOfDay(dice: Dice): number {
  const hour = dice.weighted([...BY_HOUR.keys()], (candidate) => BY_HOUR[candidate] ?? 0);
  return Math.floor((hour + dice.next()) * HOUR_MS);
}
