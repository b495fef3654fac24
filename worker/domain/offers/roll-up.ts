/** Counts of one offer's one day, by group and kind of visitor. They add up in any order. */
import type { OfferGroup } from "./contact-ledger.ts";
import type { ReportEntry } from "./report-entry.ts";

/** Of the visitors enrolled on a day. All are visitors, save `exposures` and `redemptions`, which count repeats. */
export interface GroupCounts {
  /** Decided for them, whether or not it was shown. */
  enrolled: number;
  /** Rendered and seen. */
  exposed: number;
  clicked: number;
  dismissed: number;
  converted: number;
  exposures: number;
  redemptions: number;
  /** Sum of what visitors brought within the window, in the site's currency, and sum of squares of their totals. */
  revenue: number;
  revenueSquared: number;
}

export interface RollUp {
  placement: string;
  /** By group, then by context key. */
  groups: Partial<Record<OfferGroup, Record<string, GroupCounts>>>;
}

export function noCounts(): GroupCounts {
  return {
    enrolled: 0,
    exposed: 0,
    clicked: 0,
    dismissed: 0,
    converted: 0,
    exposures: 0,
    redemptions: 0,
    revenue: 0,
    revenueSquared: 0,
  };
}

/** Changes `into`. */
export function addCounts(into: GroupCounts, more: Partial<GroupCounts>): void {
  into.enrolled += more.enrolled ?? 0;
  into.exposed += more.exposed ?? 0;
  into.clicked += more.clicked ?? 0;
  into.dismissed += more.dismissed ?? 0;
  into.converted += more.converted ?? 0;
  into.exposures += more.exposures ?? 0;
  into.redemptions += more.redemptions ?? 0;
  into.revenue += more.revenue ?? 0;
  into.revenueSquared += more.revenueSquared ?? 0;
}

/** Counts one entry. Changes `into`. */
export function addEntry(into: RollUp, entry: ReportEntry): void {
  into.placement = entry.placement;
  const contexts = (into.groups[entry.group] ??= {});
  const counts = Object.hasOwn(contexts, entry.context) ? contexts[entry.context]! : noCounts();
  contexts[entry.context] = counts;
  addCounts(counts, entry);
}

/** Changes `into`. */
export function addRollUp(into: RollUp, more: RollUp): void {
  for (const [group, contexts] of Object.entries(more.groups) as [OfferGroup, Record<string, GroupCounts>][]) {
    const own = (into.groups[group] ??= {});
    for (const [context, counts] of Object.entries(contexts)) {
      const sum = Object.hasOwn(own, context) ? own[context]! : noCounts();
      own[context] = sum;
      addCounts(sum, counts);
    }
  }
}

/** One group over all kinds of visitors. */
export function groupTotal({ groups }: RollUp, group: OfferGroup): GroupCounts {
  const total = noCounts();
  for (const counts of Object.values(groups[group] ?? {})) addCounts(total, counts);
  return total;
}
