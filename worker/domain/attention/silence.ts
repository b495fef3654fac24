/** Has a site gone silent, or is it only a quiet hour? */

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** A shop with a visit a minute is not missed sooner: isolates tell of events only every few seconds, and deployments pause. */
const LEAST_MINUTES = 30;
/**
 * Visits that should have come meanwhile, at the mean pace of a day. If they came evenly, nobody would be silent for so
 * long but once in 150,000 times; nights are what the margin is for, since they have a fraction of the mean.
 */
const MISSED_VISITS = 12;

/**
 * Whether no event since `lastEventAt` is more than a quiet hour explains.
 *
 * @param lastEventAt epoch ms; missing for never: a site that has not begun is not silent
 * @param visitsADay mean of the last days
 */
export function isSilent(lastEventAt: number | undefined, visitsADay: number, now: number): boolean {
  if (lastEventAt === undefined || visitsADay <= 0) return false;
  const minutes = (now - lastEventAt) / MINUTE_MS;
  return minutes >= Math.max(LEAST_MINUTES, (MISSED_VISITS * DAY_MINUTES) / visitsADay);
}
