/** `?days=28`: how far to look back. */

/** As long as counts and visits are kept. */
export const MOST_DAYS = 400;

/** `undefined` where something else was sent. */
export function daysAsked(text: string | undefined, fallback: number): number | undefined {
  const days = text === undefined ? fallback : Number(text);
  return Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : undefined;
}
