import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  DAY_MS,
  dateOf,
  dayOf,
  instantOf,
  isZone,
  localTime,
  nextTransition,
  startOfDay,
  weekdayOf,
} from "../../../worker/domain/conditions/zone-clock.ts";

const ZONES = [
  "Europe/Madrid",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Nuuk",
  "Asia/Kolkata",
  "Pacific/Apia",
  "Africa/Casablanca",
  "America/Sao_Paulo",
  "UTC",
];
/** 1970 to 2060. */
const instants = fc.integer({ min: 0, max: Date.UTC(2060, 0, 1) });

describe("the clock on the wall", () => {
  it("shows what Temporal says it shows, in every zone, at every instant", () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (at, zone) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const { day, minute } = localTime(at, zone);
        expect({ ...dateOf(day), weekday: weekdayOf(day), minute }).toEqual({
          year: wall.year,
          month: wall.month,
          dayOfMonth: wall.day,
          weekday: wall.dayOfWeek,
          minute: wall.hour * 60 + wall.minute,
        });
        expect(startOfDay(day, zone)).toBe(wall.startOfDay().epochMilliseconds);
        const next = wall.getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity;
        expect(nextTransition(at, zone)).toBe(next);
      }),
      { numRuns: 300 },
    );
  });

  it("names the instant of a local time as Temporal does, also where the clock skips or repeats it", () => {
    // Madrid, 28 March 2027: 02:00 becomes 03:00; 25 October 2026: 03:00 becomes 02:00.
    const spring = dayOf({ year: 2027, month: 3, dayOfMonth: 28 });
    expect(instantOf(spring, 150, "Europe/Madrid")).toBe(Date.UTC(2027, 2, 28, 1, 30));
    const autumn = dayOf({ year: 2026, month: 10, dayOfMonth: 25 });
    expect(instantOf(autumn, 150, "Europe/Madrid")).toBe(Date.UTC(2026, 9, 25, 0, 30));
    // Samoa had no 30 December 2011: the day begins where the next one does.
    const missing = dayOf({ year: 2011, month: 12, dayOfMonth: 30 });
    expect(startOfDay(missing, "Pacific/Apia")).toBe(Date.UTC(2011, 11, 30, 10));
    expect(localTime(Date.UTC(2011, 11, 30, 10), "Pacific/Apia").day).toBe(missing + 1);
  });

  it("knows the zones of the IANA database and no others", () => {
    expect(["Europe/Madrid", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC"].map(isZone)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      ["Mars/Olympus", "+01:00", "", "Europe/Madrid[UTC]", "../etc", "2026-01-01[Europe/Madrid]"].map(isZone),
    ).toEqual(Array.from({ length: 6 }, () => false));
  });

  it("counts days as the Gregorian calendar does", () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
        const date = new Date(day * DAY_MS);
        expect(dateOf(day)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          dayOfMonth: date.getUTCDate(),
        });
        expect(dayOf(dateOf(day))).toBe(day);
      }),
    );
  });
});
