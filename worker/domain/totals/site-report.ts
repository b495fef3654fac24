/** How the shop does: its last whole days, the days before them, and what all offers together have changed. */
import type { ReportSummary, SiteReport } from "../../../wire/reports.ts";
import { dateOf } from "../conditions/zone-clock.ts";
import { LEAST_CONVERTED, LEAST_VISITORS } from "../experiments/enough-data.ts";
import { addTotals, noTotals, withTotals, type TotalsByDay } from "./day-totals.ts";

/** What one of the reports' objects has counted. */
export interface CountedTotals {
  /** The first day it counted anything on; `null` before. */
  first: number | null;
  totals: TotalsByDay;
}

export interface SiteReportInput {
  /** Of every object, in any order, of today and the `2 × days` days before it at least. */
  counted: readonly CountedTotals[];
  /** The present day by the shop's calendar, which is not over. */
  today: number;
  /** Whole days before today. */
  days: number;
  currency: string;
  /** Visitors held out of all offers against the others; missing where nobody is held out. */
  lift?: ReportSummary;
}

export function siteReport({ counted, today, days, currency, lift }: SiteReportInput): SiteReport {
  const totals = counted.reduce((sum, one) => withTotals(sum, one.totals), {} as TotalsByDay);
  const first = Math.min(...counted.map((one) => one.first ?? Infinity));
  const start = today - days;
  const sumOf = (from: number, until: number) => {
    const sum = noTotals();
    for (let day = from; day < until; day++) addTotals(sum, totals[day] ?? noTotals());
    return sum;
  };
  return {
    days,
    currency,
    trend: Array.from({ length: days + 1 }, (_, index) => {
      const day = start + index;
      return { day: isoDay(day), ...(totals[day] ?? noTotals()) };
    }),
    total: sumOf(start, today),
    today: sumOf(today, today + 1),
    // Half a period before would make every figure look as if it had grown.
    ...(first <= start - days && { before: sumOf(start - days, start) }),
    ...(Number.isFinite(first) && { since: isoDay(first) }),
    ...(lift !== undefined && { lift }),
    liftNeeds: { visitors: LEAST_VISITORS, buyers: LEAST_CONVERTED },
  };
}

/** `2026-11-22` */
export function isoDay(day: number): string {
  const { year, month, dayOfMonth } = dateOf(day);
  return [String(year).padStart(4, "0"), ...[month, dayOfMonth].map((part) => String(part).padStart(2, "0"))].join("-");
}
