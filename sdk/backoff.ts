/** When to try again. Full jitter, so that a million pages do not come back in the same second. */

/** Milliseconds before the first retry, at most. Doubles with each failure. */
const FIRST_MS = 1_000;

/** Milliseconds between retries, at most: the page of a shopper back from a tunnel should not sleep longer. */
const LONGEST_MS = 300_000;

/**
 * Milliseconds to wait, drawn from 0 up to a ceiling that doubles with each failure.
 *
 * @param failures In a row, 1 or more.
 * @param chance From 0 up to 1, not including it.
 */
export function backoffMs(failures: number, chance: number): number {
  return chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}

/** Milliseconds that a `Retry-After` header asks for, in seconds or as a date; 0 where it asks for nothing. */
export function retryAfterMs(header: string | null | undefined, now: number): number {
  if (!header) return 0;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1_000;
  return wait > 0 ? wait : 0;
}
