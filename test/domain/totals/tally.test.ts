import { describe, expect, it } from "vitest";
import { joinedDays, tally } from "../../../worker/domain/totals/tally.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** 22 November 2026, a day number by UTC's calendar. */
const DAY = Date.UTC(2026, 10, 22) / DAY_MS;
const noon = (day: number): number => day * DAY_MS + 12 * HOUR_MS;
const nothing = { visitors: 0, visits: 0, orders: 0, revenue: 0, influencedOrders: 0, influencedRevenue: 0 };
const input = { times: [noon(DAY)], visits: 0, orders: [], countedDays: [], timeZone: "UTC" };

describe("[TO-1] a visitor counts once a day", () => {
  it("with the first event of it, and no more with the next", () => {
    const first = tally({ ...input, visits: 1 });
    expect(first).toEqual({ totals: { [DAY]: { ...nothing, visitors: 1, visits: 1 } }, countedDays: [DAY] });
    expect(tally({ ...input, countedDays: first!.countedDays })).toBeUndefined();
  });

  it("on each of the days its events are of, also where they come late", () => {
    const late = tally({ ...input, times: [noon(DAY - 1), noon(DAY)], countedDays: [DAY] });
    expect(late).toEqual({ totals: { [DAY - 1]: { ...nothing, visitors: 1 } }, countedDays: [DAY - 1, DAY] });
  });

  it("but not on a day before all that are remembered, which it may have counted on already", () => {
    const remembered = Array.from({ length: 8 }, (_, index) => DAY - 7 + index);
    expect(tally({ ...input, times: [noon(DAY - 20)], countedDays: remembered })).toBeUndefined();
    expect(joinedDays(remembered, [DAY + 1])).toEqual([...remembered.slice(1), DAY + 1]);
  });
});

describe("[TO-2] days are the shop's own", () => {
  it("so half past eleven at night in Madrid is that day, though in London it is an hour earlier", () => {
    // 23:30 UTC on the 22nd is 00:30 on the 23rd in Madrid.
    const at = DAY * DAY_MS + 23.5 * HOUR_MS;
    expect(Object.keys(tally({ ...input, times: [at], timeZone: "Europe/Madrid" })!.totals)).toEqual([String(DAY + 1)]);
    expect(Object.keys(tally({ ...input, times: [at] })!.totals)).toEqual([String(DAY)]);
  });

  it("and an order counts on the day it was made, whenever it arrives", () => {
    const order = { at: noon(DAY - 1), revenue: 80, influenced: true };
    const { totals } = tally({ ...input, times: [noon(DAY - 1), noon(DAY)], visits: 1, orders: [order] })!;
    expect(totals).toEqual({
      [DAY - 1]: { ...nothing, visitors: 1, orders: 1, revenue: 80, influencedOrders: 1, influencedRevenue: 80 },
      [DAY]: { ...nothing, visitors: 1, visits: 1 },
    });
  });
});

describe("[TO-3] sessions that an event joins are one visit", () => {
  it("so a late event may take one away", () => {
    expect(tally({ ...input, visits: -1, countedDays: [DAY] })!.totals).toEqual({ [DAY]: { ...nothing, visits: -1 } });
  });
});
