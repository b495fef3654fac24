/** What one day brought a site, over all visitors: counts that add up in any order and lead back to nobody. */
import type { DayTotals } from "../../../wire/reports.ts";

/** By day: whole days since 1970 by the shop's calendar. Days on which nothing was counted are missing. */
export type TotalsByDay = Record<number, DayTotals>;

export function noTotals(): DayTotals {
  return { visitors: 0, visits: 0, orders: 0, revenue: 0, influencedOrders: 0, influencedRevenue: 0 };
}

/** Changes `into`. */
export function addTotals(into: DayTotals, more: DayTotals): void {
  into.visitors += more.visitors;
  into.visits += more.visits;
  into.orders += more.orders;
  into.revenue += more.revenue;
  into.influencedOrders += more.influencedOrders;
  into.influencedRevenue += more.influencedRevenue;
}

/** Both, day by day; neither is changed. */
export function withTotals(known: TotalsByDay, more: TotalsByDay): TotalsByDay {
  const sum: TotalsByDay = { ...known };
  for (const [day, totals] of Object.entries(more)) {
    const own = { ...(sum[Number(day)] ?? noTotals()) };
    addTotals(own, totals);
    sum[Number(day)] = own;
  }
  return sum;
}
