/**
 * Is an offer's schedule open, and until when? By the wall clock of a zone, daylight saving included.
 *
 * Answers are remembered with the instants between which they hold, so that a decision compares two numbers and asks the
 * calendar only when one of them has passed.
 */
import { Temporal } from "temporal-polyfill";
import type { OfferSchedule } from "../../../wire/definitions.ts";

/** What holds from `since` until, but not including, `until`; both epoch ms, infinite where nothing ends it. */
export interface Opening {
  open: boolean;
  since: number;
  until: number;
}

/** Days looked ahead: every window comes back within a week, and one that crosses midnight began the day before. */
const DAYS_AHEAD = 8;
const MINUTES_OF_HOUR = 60;
const ALWAYS: Opening = { open: true, since: -Infinity, until: Infinity };

/** Answers by schedule, then by the zone it was read in. Schedules are immutable parts of a published version. */
const remembered = new WeakMap<OfferSchedule, Map<string, Opening>>();

/** @param siteZone IANA zone for a schedule that names none */
export function openingAt(schedule: OfferSchedule | undefined, siteZone: string, now: number): Opening {
  if (schedule === undefined) return ALWAYS;
  const zone = schedule.zone ?? siteZone;
  const known = remembered.get(schedule)?.get(zone);
  // A clock that goes back leaves the interval as it leaves it forwards: asked again, not trusted.
  if (known !== undefined && now >= known.since && now < known.until) return known;
  const opening = computeOpening(schedule, zone, now);
  let byZone = remembered.get(schedule);
  if (byZone === undefined) remembered.set(schedule, (byZone = new Map()));
  byZone.set(zone, opening);
  return opening;
}

/** Epoch ms of a local date-time such as `2026-11-27T09:00`. @throws RangeError for a zone or a date there is not */
export function instantOf(local: string, zone: string): number {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

function computeOpening(schedule: OfferSchedule, zone: string, now: number): Opening {
  const from = schedule.from === undefined ? -Infinity : instantOf(schedule.from, zone);
  const until = schedule.until === undefined ? Infinity : instantOf(schedule.until, zone);
  if (now >= until) return { open: false, since: until, until: Infinity };
  if (now < from) return { open: false, since: -Infinity, until: from };
  if (schedule.weekdays === undefined && schedule.hours === undefined) return { open: true, since: from, until };
  const windows = windowsAround(schedule, zone, now);
  const current = windows.find((one) => now >= one.since && now < one.until);
  if (current !== undefined) {
    return { open: true, since: Math.max(from, current.since), until: Math.min(until, current.until) };
  }
  const before = windows.findLast((one) => one.until <= now);
  const next = windows.find((one) => one.since > now);
  return {
    open: false,
    since: Math.max(from, before?.until ?? now),
    until: Math.min(until, next?.since ?? Infinity),
  };
}

/** Windows from yesterday's to next week's, in order, those that touch or overlap joined. */
function windowsAround(schedule: OfferSchedule, zone: string, now: number): Omit<Opening, "open">[] {
  const { weekdays, hours = [{ from: "00:00", to: "00:00" }] } = schedule;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const windows: Omit<Opening, "open">[] = [];
  for (let offset = -1; offset <= DAYS_AHEAD; offset++) {
    const day = today.add({ days: offset });
    if (weekdays !== undefined && !weekdays.includes(day.dayOfWeek)) continue;
    for (const { from, to } of hours) {
      const lastDay = minuteOf(to) <= minuteOf(from) ? day.add({ days: 1 }) : day;
      windows.push({
        since: instantOf(`${String(day)}T${from}`, zone),
        until: instantOf(`${String(lastDay)}T${to}`, zone),
      });
    }
  }
  windows.sort((a, b) => a.since - b.since || a.until - b.until);
  const joined: Omit<Opening, "open">[] = [];
  for (const window of windows) {
    const last = joined.at(-1);
    // Empty where the clock skips the whole of it.
    if (window.until <= window.since) continue;
    if (last !== undefined && window.since <= last.until) last.until = Math.max(last.until, window.until);
    else joined.push(window);
  }
  return joined;
}

/** Minutes since midnight of `HH:MM`. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * MINUTES_OF_HOUR + Number(time.slice(3));
}
