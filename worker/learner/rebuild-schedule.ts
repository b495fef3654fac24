/** When the learner's alarm rings. */

/** Milliseconds between rebuilds at least: a demo sees its own clicks learnt within a minute, and a busy site pays one rebuild for thousands. */
const LEAST_DELAY_MS = 60_000;

/**
 * Milliseconds of delay per session kept. A rebuild reads every session, and the more there are, the less a few new
 * ones change: 5,000 sessions wait the minute, 50,000 wait ten, so reading stays below 90 rows a second.
 */
const DELAY_PER_SESSION_MS = 12;

/** Milliseconds until another try after a failure. Not soon: what fails once on the same sessions mostly fails again. */
export const RETRY_DELAY_MS = 300_000;

/** Milliseconds from the first news to the rebuild that learns it. */
export function rebuildDelayMs(sessions: number): number {
  return Math.max(LEAST_DELAY_MS, sessions * DELAY_PER_SESSION_MS);
}
