/** What one leaf of a condition found. */
export interface Finding {
  holds: boolean;
  /** The fact, as far as it goes into words: a number, a text, or what is listed. Missing: nothing is known. */
  found?: string | number | boolean;
  /** More may have been than are remembered. */
  atLeast?: boolean;
}

export const UNKNOWN: Finding = { holds: false };

/** The earlier of two instants, where `undefined` is never. */
export function sooner(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

/** The earliest of some instants that lies after `now`. */
export function firstAfter(now: number, candidates: readonly number[]): number | undefined {
  let first: number | undefined;
  for (const at of candidates) if (at > now && (first === undefined || at < first)) first = at;
  return first === Infinity ? undefined : first;
}
