/** New products get their chance, with a known probability: what nobody was ever shown can never become liked. */
import type { Candidate } from "./candidate.ts";

/** Share of visitors, by session, whose row gives its last place to a newcomer. */
export const EXPLORE_SHARE = 0.2;

/** Newcomers drawn from, the likest. */
export const MOST_EXPLORED = 5;

export interface Exploration {
  /** The newcomer that takes the last place, or `undefined` where the row stays. */
  readonly explored: Candidate | undefined;
  /** Of this outcome: those of all outcomes sum to 1. */
  readonly probability: number;
}

/**
 * Draws which newcomer is shown, where chance says that one is.
 *
 * @param newcomers each as likely as any other
 * @param chance uniform in [0, `EXPLORE_SHARE`), the same for the same visitor, placement and session
 */
export function explore(newcomers: readonly Candidate[], chance: number): Exploration {
  if (newcomers.length === 0) return { explored: undefined, probability: 1 };
  const drawn = Math.min(newcomers.length - 1, Math.floor((chance / EXPLORE_SHARE) * newcomers.length));
  return { explored: newcomers[drawn], probability: EXPLORE_SHARE / newcomers.length };
}
