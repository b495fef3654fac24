import { describe, expect, it } from "vitest";
import { instantOf, openingAt } from "../../../worker/domain/offers/schedule.ts";

const MADRID = "Europe/Madrid";
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString();

describe("[OF-6] a schedule", () => {
  it("opens and closes by the shop's clock", () => {
    const schedule = { from: "2026-11-27T09:00", until: "2026-11-30T00:00" };
    // Madrid is at UTC+1 in winter.
    expect(openingAt(schedule, MADRID, at("2026-11-27T07:59:59Z"))).toMatchObject({ open: false });
    expect(openingAt(schedule, MADRID, at("2026-11-27T08:00:00Z"))).toMatchObject({
      open: true,
      until: at("2026-11-29T23:00:00Z"),
    });
    expect(openingAt(schedule, MADRID, at("2026-11-29T23:00:00Z"))).toMatchObject({ open: false, until: Infinity });
  });

  it("keeps to its own zone where it names one", () => {
    const schedule = { zone: "Asia/Shanghai", from: "2026-11-11T00:00" };
    expect(openingAt(schedule, MADRID, at("2026-11-10T16:00:00Z")).open).toBe(true);
    expect(openingAt(schedule, MADRID, at("2026-11-10T15:59:59Z")).open).toBe(false);
  });

  it("keeps its hours when summer time begins and ends", () => {
    const schedule = { hours: [{ from: "09:00", to: "18:00" }] };
    // Europe's clocks: forward on 29 March 2026, back on 25 October 2026, both at 01:00 UTC.
    const opens = [
      "2026-03-28T08:00:00.000Z",
      "2026-03-29T07:00:00.000Z",
      "2026-10-24T07:00:00.000Z",
      "2026-10-25T08:00:00.000Z",
    ];
    for (const instant of opens) {
      expect(openingAt({ ...schedule }, MADRID, at(instant)).open).toBe(true);
      expect(openingAt({ ...schedule }, MADRID, at(instant) - 1).open).toBe(false);
    }
  });

  it("opens at a time the clock skips as much after the skip, and at one shown twice with the first", () => {
    expect(iso(instantOf("2026-03-29T02:30", MADRID))).toBe("2026-03-29T01:30:00.000Z");
    expect(iso(instantOf("2026-10-25T02:30", MADRID))).toBe("2026-10-25T00:30:00.000Z");
  });

  it("lets a window that crosses midnight belong to the day it began", () => {
    // Friday night only; 27 November 2026 is a Friday.
    const schedule = { weekdays: [5], hours: [{ from: "22:00", to: "02:00" }] };
    expect(openingAt(schedule, "UTC", at("2026-11-28T01:59:00Z"))).toMatchObject({
      open: true,
      since: at("2026-11-27T22:00:00Z"),
      until: at("2026-11-28T02:00:00Z"),
    });
    expect(openingAt(schedule, "UTC", at("2026-11-27T01:00:00Z"))).toMatchObject({
      open: false,
      until: at("2026-11-27T22:00:00Z"),
    });
    expect(openingAt(schedule, "UTC", at("2026-11-28T23:00:00Z"))).toMatchObject({
      open: false,
      until: at("2026-12-04T22:00:00Z"),
    });
  });

  it("answers the same whatever was asked before, also when the clock goes back", () => {
    const schedule = { weekdays: [1, 3], hours: [{ from: "10:00", to: "12:00" }], until: "2026-12-24T00:00" };
    const instants = Array.from({ length: 400 }, (_, n) => at("2026-11-01T00:00:00Z") + n * 4_567_000);
    const forwards = instants.map((now) => openingAt(schedule, MADRID, now).open);
    const fresh = instants.map((now) => openingAt({ ...schedule }, MADRID, now).open);
    const backwards = instants.toReversed().map((now) => openingAt(schedule, MADRID, now).open);
    expect(forwards).toEqual(fresh);
    expect(backwards.toReversed()).toEqual(fresh);
  });

  it("says when it changes, neither early nor late", () => {
    const schedule = {
      weekdays: [2, 4, 7],
      hours: [
        { from: "08:30", to: "11:15" },
        { from: "11:00", to: "13:00" },
      ],
    };
    for (let now = at("2026-10-20T00:00:00Z"); now < at("2026-11-05T00:00:00Z");) {
      const { open, until } = openingAt({ ...schedule }, MADRID, now);
      expect(openingAt({ ...schedule }, MADRID, until - 1).open).toBe(open);
      expect(openingAt({ ...schedule }, MADRID, until).open).toBe(!open);
      now = until;
    }
  });
});
