/**
 * What the wall clock of a time zone shows, daylight saving included. The rules are the platform's own IANA database,
 * read through Temporal; asked for an instant it takes microseconds, so each zone's current offset is remembered with
 * the span it is good for, and most questions are an addition.
 */
import { Temporal } from "temporal-polyfill";

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NS_PER_MS = 1_000_000;

/** A span in which a zone's offset from UTC stays the same. */
interface OffsetSpan {
  /** Epoch ms, `from` included, `until` not. */
  from: number;
  until: number;
  offsetMs: number;
}

/** What a wall clock and calendar show. */
export interface LocalTime {
  /** Whole days since 1 January 1970 by the local calendar. */
  day: number;
  /** Minutes since the clock showed 00:00, 0–1439. */
  minute: number;
}

export interface CalendarDate {
  year: number;
  /** 1–12. */
  month: number;
  /** 1–31. */
  dayOfMonth: number;
}

/** Spans by zone, newest last: facts of the platform, the same for everybody, so remembering them is still pure. */
const spansByZone = new Map<string, OffsetSpan[]>();
/** Zones and spans remembered; past that all are forgotten, which is simpler than choosing and as good. */
const ZONES_REMEMBERED = 500;
const SPANS_REMEMBERED = 8;

/** IANA names only: an offset such as `+01:00` has no daylight saving, and a shop that writes it means a place. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Whether this is a zone of the IANA database. */
export function isZone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    zoned(0, name);
    return true;
  } catch {
    return false;
  }
}

/** What the clock in `zone` shows at `at` (epoch ms). */
export function localTime(at: number, zone: string): LocalTime {
  const local = at + offsetAt(at, zone);
  const day = Math.floor(local / DAY_MS);
  return { day, minute: Math.floor((local - day * DAY_MS) / MINUTE_MS) };
}

/** First instant of a local day, epoch ms. */
export function startOfDay(day: number, zone: string): number {
  const local = day * DAY_MS;
  const offset = steadyOffset(local, zone);
  if (offset !== undefined) return local - offset;
  return plainDate(day).toZonedDateTime(zone).epochMilliseconds;
}

/** The instant a local time stands for: one that the clock skips is the instant it skips to, one shown twice the first. */
export function instantOf(day: number, minute: number, zone: string): number {
  const local = day * DAY_MS + minute * MINUTE_MS;
  const offset = steadyOffset(local, zone);
  if (offset !== undefined) return local - offset;
  return plainTime(day, minute).toZonedDateTime(zone).epochMilliseconds;
}

/** Every instant at which the clock shows a local time, or the one it skips to. */
export function instantsOf(day: number, minute: number, zone: string): number[] {
  const local = day * DAY_MS + minute * MINUTE_MS;
  const offset = steadyOffset(local, zone);
  if (offset !== undefined) return [local - offset];
  const time = plainTime(day, minute);
  return (["earlier", "later"] as const).map(
    (disambiguation) => time.toZonedDateTime(zone, { disambiguation }).epochMilliseconds,
  );
}

/** When the clock is next put forward or back, epoch ms; `Infinity` where it never is. */
export function nextTransition(at: number, zone: string): number {
  return spanAt(at, zone).until;
}

/** ISO weekday of a local day: 1 is Monday. 1 January 1970 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Gregorian date of a day number: Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`. */
export function dateOf(day: number): CalendarDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** Day number of a Gregorian date (same source, `days_from_civil`); 29 February of a common year is 1 March. */
export function dayOf({ year, month, dayOfMonth }: CalendarDate): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  return era * 146_097 + ofEra - 719_468;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** The offset around a local time, where no change of clock is within a day of it. */
function steadyOffset(local: number, zone: string): number | undefined {
  const before = offsetAt(local - DAY_MS, zone);
  return before === offsetAt(local + DAY_MS, zone) ? before : undefined;
}

function offsetAt(at: number, zone: string): number {
  return zone === "UTC" ? 0 : spanAt(at, zone).offsetMs;
}

function spanAt(at: number, zone: string): OffsetSpan {
  let spans = spansByZone.get(zone);
  if (spans === undefined) {
    if (spansByZone.size >= ZONES_REMEMBERED) spansByZone.clear();
    spans = [];
    spansByZone.set(zone, spans);
  }
  for (let i = spans.length - 1; i >= 0; i--) {
    const span = spans[i]!;
    if (at >= span.from && at < span.until) return span;
  }
  const time = zoned(at, zone);
  // `previous` looks strictly before, so it is asked from the millisecond after: a transition at `at` itself counts.
  const span = {
    from: zoned(at + 1, zone).getTimeZoneTransition("previous")?.epochMilliseconds ?? -Infinity,
    until: time.getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity,
    offsetMs: time.offsetNanoseconds / NS_PER_MS,
  };
  spans.push(span);
  if (spans.length > SPANS_REMEMBERED) spans.shift();
  return span;
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone);
}

function plainDate(day: number): Temporal.PlainDate {
  const { year, month, dayOfMonth } = dateOf(day);
  return Temporal.PlainDate.from({ year, month, day: dayOfMonth });
}

function plainTime(day: number, minute: number): Temporal.PlainDateTime {
  return plainDate(day).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
}
