/** Named timers on the one alarm an object has. Pure decisions; the object sets the alarm. */
export type Timers<Name extends string> = Partial<Record<Name, number>>;

/** When the alarm must ring next, epoch ms; `undefined` with no timer running. */
export function nextWake<Name extends string>(timers: Timers<Name>): number | undefined {
  let next: number | undefined;
  for (const name in timers) {
    const at = timers[name];
    if (at !== undefined && (next === undefined || at < next)) next = at;
  }
  return next;
}

/** Timers whose time has come, earliest first. */
export function dueTimers<Name extends string>(timers: Timers<Name>, now: number): Name[] {
  return (Object.keys(timers) as Name[])
    .filter((name) => (timers[name] ?? Infinity) <= now)
    .sort((a, b) => (timers[a] ?? 0) - (timers[b] ?? 0));
}

/**
 * The watchdog: has an alarm been lost? The platform gives up on one after six failed tries, so a timer overdue by
 * more than `graceMs` while an alarm was armed for it has nobody left to ring it.
 */
export function alarmIsLost<Name extends string>(
  timers: Timers<Name>,
  armedAt: number,
  now: number,
  graceMs: number,
): boolean {
  return armedAt > 0 && armedAt < now - graceMs && dueTimers(timers, now).length > 0;
}

/** When to arm the alarm for, epoch ms, if it is not armed early enough already, or is lost. @param armedAt 0 for not */
export function wakeToArm<Name extends string>(timers: Timers<Name>, armedAt: number, now: number): number | undefined {
  const wake = nextWake(timers);
  if (wake === undefined) return undefined;
  return armedAt === 0 || wake < armedAt || alarmIsLost(timers, armedAt, now, ALARM_GRACE_MS) ? wake : undefined;
}

/** An alarm this late is not slow but lost: the platform gives up after six tries, some two minutes. */
const ALARM_GRACE_MS = 10 * 60_000;

/** How long to wait after the `failures`-th failure in a row: doubling, from 5 s to an hour. */
export function retryDelayMs(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
}

const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 3_600_000;
