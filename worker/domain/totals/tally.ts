/** What new events of one visitor add to the days' totals. */
import { localTime } from "../conditions/zone-clock.ts";
import { addTotals, noTotals, type TotalsByDay } from "./day-totals.ts";

/** An order that was not counted before. */
export interface TalliedOrder {
  /** Epoch ms. */
  at: number;
  /** In the site's currency; 0 for an order in another. */
  revenue: number;
  /** Whether the visitor had seen an offer whose window was still open. */
  influenced: boolean;
}

export interface TallyInput {
  /** Epoch ms of the new events. */
  times: readonly number[];
  /** Sessions that the new events began, less those they joined into one. */
  visits: number;
  orders: readonly TalliedOrder[];
  /** Days on which this visitor counts as a visitor already. */
  countedDays: readonly number[];
  /** IANA zone whose calendar the days are of. */
  timeZone: string;
}

export interface Tally {
  totals: TotalsByDay;
  countedDays: number[];
}

/**
 * Days remembered as counted. Events that come later than a week of visiting days, from a device that was offline, count
 * in visits and orders, and no more as a visitor.
 */
const DAYS_REMEMBERED = 8;

/** `undefined` where there is nothing to count. A visitor counts once a day, with the first event of it that comes. */
export function tally({ times, visits, orders, countedDays, timeZone }: TallyInput): Tally | undefined {
  if (times.length === 0) return undefined;
  const dayOf = (at: number): number => localTime(at, timeZone).day;
  const totals: TotalsByDay = {};
  const on = (day: number) => (totals[day] ??= noTotals());
  let counted = countedDays;
  for (const day of new Set(times.map(dayOf))) {
    if (counted.includes(day) || isForgotten(day, counted)) continue;
    on(day).visitors = 1;
    counted = joinedDays(counted, [day]);
  }
  if (visits !== 0) on(dayOf(times.at(-1)!)).visits = visits;
  for (const { at, revenue, influenced } of orders) {
    addTotals(on(dayOf(at)), {
      ...noTotals(),
      orders: 1,
      revenue,
      ...(influenced && { influencedOrders: 1, influencedRevenue: revenue }),
    });
  }
  if (Object.keys(totals).length === 0) return undefined;
  return { totals, countedDays: [...counted] };
}

/** Both lists as one, oldest first, bounded. */
export function joinedDays(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((one, other) => one - other).slice(-DAYS_REMEMBERED);
}

function isForgotten(day: number, counted: readonly number[]): boolean {
  return counted.length === DAYS_REMEMBERED && day < counted[0]!;
}
