/** Dates in traits: how far today is from them, in somebody's zone. */
import type { DateTest } from "../../../wire/condition.ts";
import { firstAfter } from "./finding.ts";
import { dateOf, dayOf, isLeapYear, localTime, startOfDay, type CalendarDate } from "./zone-clock.ts";

/** A date as a trait gives it; the year is missing where only the day matters. */
type TraitDate = Omit<CalendarDate, "year"> & { year?: number };

const DATE = /^(?:(\d{4})-)?(\d{2})-(\d{2})(?:T.*)?$/;

export function passesDate(value: string | number, test: DateTest, now: number, zone: string): boolean {
  const date = readDate(value, zone);
  if (date === undefined) return false;
  const today = localTime(now, zone).day;
  if (test.op === "anniversary") {
    const { year } = dateOf(today);
    return YEARS_AROUND.some((offset) => isWithin(today - anniversaryIn(year + offset, date), test));
  }
  const day = dayNumber(date);
  return day !== undefined && isWithin(day - today, test);
}

/** When the answer can next change: midnight of a day on which the window opens or has closed. */
export function dateChange(value: string | number, test: DateTest, now: number, zone: string): number | undefined {
  const date = readDate(value, zone);
  if (date === undefined) return undefined;
  const days: number[] = [];
  if (test.op === "anniversary") {
    const { year } = dateOf(localTime(now, zone).day);
    for (const offset of YEARS_AROUND) {
      const day = anniversaryIn(year + offset, date);
      days.push(day + test.from, day + test.to + 1);
    }
  } else {
    const day = dayNumber(date);
    if (day === undefined) return undefined;
    days.push(day - test.to, day - test.from + 1);
  }
  return firstAfter(
    now,
    days.map((day) => startOfDay(day, zone)),
  );
}

/** A window reaches at most a year (`CONDITION_LIMITS.dateDays`) to either side. */
const YEARS_AROUND = [-2, -1, 0, 1, 2];

function isWithin(days: number, { from, to }: DateTest): boolean {
  return days >= from && days <= to;
}

/** 29 February is kept on 28 in common years, as registries and shops do. */
function anniversaryIn(year: number, { month, dayOfMonth }: TraitDate): number {
  const kept = month === 2 && dayOfMonth === 29 && !isLeapYear(year) ? 28 : dayOfMonth;
  return dayOf({ year, month, dayOfMonth: kept });
}

function dayNumber({ year, month, dayOfMonth }: TraitDate): number | undefined {
  return year === undefined ? undefined : dayOf({ year, month, dayOfMonth });
}

/** A number is an instant, and its date the one it has in `zone`. */
function readDate(value: string | number, zone: string): TraitDate | undefined {
  if (typeof value === "number") {
    return Math.abs(value) <= LATEST_MS ? dateOf(localTime(value, zone).day) : undefined;
  }
  const [, year, month, dayOfMonth] = DATE.exec(value.trim()) ?? [];
  if (month === undefined || dayOfMonth === undefined) return undefined;
  const date = { year: Number(year ?? LEAP_YEAR), month: Number(month), dayOfMonth: Number(dayOfMonth) };
  if (!exists(date)) return undefined;
  return year === undefined ? { month: date.month, dayOfMonth: date.dayOfMonth } : date;
}

/** A date without a year may be 29 February. */
const LEAP_YEAR = 2000;
/** End of the year 9999, epoch ms: a number beyond it is no date but a mistake. */
const LATEST_MS = 253_402_300_799_999;

function exists(date: CalendarDate): boolean {
  const back = dateOf(dayOf(date));
  return back.month === date.month && back.dayOfMonth === date.dayOfMonth;
}
