import { describe, expect, it } from "vitest";
import type { DayTotals } from "../../../wire/reports.ts";
import { noTotals } from "../../../worker/domain/totals/day-totals.ts";
import { isoDay, siteReport } from "../../../worker/domain/totals/site-report.ts";

const TODAY = Date.UTC(2026, 10, 22) / 86_400_000;
const visits = (count: number): DayTotals => ({ ...noTotals(), visits: count });

describe("the site's report", () => {
  it("[TO-8] sums whole days, apart from today and from as many days before, over all objects", () => {
    const counted = [
      { first: TODAY - 9, totals: { [TODAY]: visits(1), [TODAY - 1]: visits(10), [TODAY - 3]: visits(5) } },
      { first: TODAY - 4, totals: { [TODAY - 1]: visits(20), [TODAY - 4]: visits(7) } },
    ];
    const report = siteReport({ counted, today: TODAY, days: 2, currency: "EUR" });
    expect(report.trend.map((day) => [day.day, day.visits])).toEqual([
      ["2026-11-20", 0],
      ["2026-11-21", 30],
      ["2026-11-22", 1],
    ]);
    expect([report.total.visits, report.before?.visits, report.today.visits]).toEqual([30, 12, 1]);
    expect(report.since).toBe("2026-11-13");
  });

  it("compares with nothing where counting began within the days before", () => {
    const counted = [{ first: TODAY - 3, totals: { [TODAY - 3]: visits(9) } }];
    expect(siteReport({ counted, today: TODAY, days: 2, currency: "EUR" }).before).toBeUndefined();
  });

  it("has no beginning where nothing was ever counted", () => {
    const report = siteReport({ counted: [{ first: null, totals: {} }], today: TODAY, days: 7, currency: "EUR" });
    expect([report.since, report.trend.length, report.total.visits]).toEqual([undefined, 8, 0]);
  });

  it("writes days as ISO 8601 does", () => {
    expect([isoDay(0), isoDay(TODAY)]).toEqual(["1970-01-01", "2026-11-22"]);
  });
});
