/**
 * What the reports have still to be told. As with the learner's outbox, telling closes the open part first: a part that
 * may have arrived never changes afterwards, and a repeat of it changes nothing there.
 */
import type { ReportEntry } from "../domain/offers/report-entry.ts";
import { withTotals, type TotalsByDay } from "../domain/totals/day-totals.ts";

export interface ReportsOutbox {
  /** Random: the counts must not lead back to the visitor. */
  key: string;
  /** Number of the open part, from 1. */
  part: number;
  open: ReportEntry[];
  /** What the open part adds to the days' totals; missing for nothing. */
  openTotals?: TotalsByDay;
  /** Parts waiting to be told, oldest first. */
  closed: { part: number; entries: ReportEntry[]; totals?: TotalsByDay }[];
}

/** Entries of one part: a minute of the busiest visitor; what is more waits for the next. */
const OPEN_MOST = 200;
/** Parts kept while the reports cannot be reached: the oldest go first, and with them a few counts. */
const CLOSED_KEPT = 20;

export function hasReports(outbox: ReportsOutbox | undefined): boolean {
  return outbox !== undefined && (hasOpen(outbox) || outbox.closed.length > 0);
}

function hasOpen({ open, openTotals }: ReportsOutbox): boolean {
  return open.length > 0 || openTotals !== undefined;
}

export function addReports(
  outbox: ReportsOutbox | undefined,
  entries: readonly ReportEntry[],
  newKey: () => string,
): ReportsOutbox | undefined {
  if (entries.length === 0) return outbox;
  const before = outbox ?? newOutbox(newKey);
  const room = before.open.length + entries.length > OPEN_MOST ? closeReports(before) : before;
  return { ...room, open: [...room.open, ...entries] };
}

export function addToTotals(
  outbox: ReportsOutbox | undefined,
  totals: TotalsByDay,
  newKey: () => string,
): ReportsOutbox {
  const before = outbox ?? newOutbox(newKey);
  return { ...before, openTotals: withTotals(before.openTotals ?? {}, totals) };
}

function newOutbox(newKey: () => string): ReportsOutbox {
  return { key: newKey(), part: 1, open: [], closed: [] };
}

/** The outbox with nothing open: what is to be told will not change any more. */
export function closeReports(outbox: ReportsOutbox): ReportsOutbox {
  if (!hasOpen(outbox)) return outbox;
  const { part, open, openTotals: totals, ...rest } = outbox;
  return {
    ...rest,
    part: part + 1,
    open: [],
    closed: [...outbox.closed, { part, entries: open, ...(totals !== undefined && { totals }) }].slice(-CLOSED_KEPT),
  };
}

/** The outbox without the parts that the reports have. */
export function afterReporting(outbox: ReportsOutbox, told: ReportsOutbox["closed"]): ReportsOutbox {
  const parts = new Set(told.map(({ part }) => part));
  return { ...outbox, closed: outbox.closed.filter(({ part }) => !parts.has(part)) };
}
