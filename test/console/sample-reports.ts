/** Reports of the made-up site, for the console's tests. */
import type {
  DayTotals,
  OfferReport,
  ReportArm,
  ReportComparison,
  ReportSummary,
  SiteReport,
} from "../../wire/reports.ts";
import type { AttentionItem } from "../../wire/attention.ts";

export const estimate = { value: 0.05, interval: { low: 0.04, high: 0.06 } };

export function arm(name: string, enrolled: number, conversion?: ReportComparison): ReportArm {
  return {
    arm: name,
    outcomes: { enrolled, exposed: 40, clicked: 4, dismissed: 1, converted: 2, revenue: 80.5, revenueSquared: 4_000 },
    conversionRate: estimate,
    chanceToBeBest: { conversion: 0.5, revenue: 0.5 },
    ...(conversion && { against: { conversion, revenue: conversion } }),
  };
}

export function report(
  conversion: ReportComparison | undefined,
  changes: Partial<OfferReport["summary"]> = {},
  name = "Spring",
): OfferReport {
  return {
    offer: "spring",
    name,
    placement: "hero",
    status: "live",
    exposures: 40,
    redemptions: 0,
    summary: {
      control: "control",
      arms: [arm("shown", 50, conversion), arm("control", 10)],
      alphaEach: 0.05,
      chanceOfAnyFalse: 0.05,
      ...changes,
    },
    days: {},
    contexts: [],
  };
}

const DAY_MS = 86_400_000;
/** The made-up site's today. */
const TODAY = Date.UTC(2026, 10, 22);

function totals(visits: number): DayTotals {
  return {
    visitors: visits,
    visits,
    orders: visits / 20,
    revenue: visits * 5,
    influencedOrders: visits / 40,
    influencedRevenue: visits * 2,
  };
}

/** Two groups of which one was held out. */
export function lift(conversion: ReportComparison): ReportSummary {
  const heldOut = { ...arm("holdout", 61), outcomes: { ...arm("holdout", 61).outcomes, converted: 9 } };
  return {
    control: "holdout",
    arms: [heldOut, arm("shown", 980, conversion)],
    alphaEach: 0.05,
    chanceOfAnyFalse: 0.05,
  };
}

/** `days` days of 100 visits each, and today's 40; before that 80 a day. */
export function siteReport(days: number, changes: Partial<SiteReport> = {}): SiteReport {
  const trend = Array.from({ length: days + 1 }, (_, index) => ({
    day: new Date(TODAY - (days - index) * DAY_MS).toISOString().slice(0, 10),
    ...totals(index === days ? 40 : 100),
  }));
  return {
    days,
    currency: "EUR",
    trend,
    total: totals(100 * days),
    before: totals(80 * days),
    today: totals(40),
    since: "2026-01-05",
    lift: lift({ state: "COLLECTING", complete: 0.36, daysLeft: 11.2 }),
    liftNeeds: { visitors: 100, buyers: 25 },
    ...changes,
  };
}

/** A site of which nothing was ever heard. */
export function newSite(days: number): SiteReport {
  const nothing = totals(0);
  const { before: _, since: __, lift: ___, ...rest } = siteReport(days);
  return { ...rest, trend: rest.trend.map(({ day }) => ({ day, ...nothing })), total: nothing, today: nothing };
}

/** One of each kind. */
export const EVERY_ATTENTION: AttentionItem[] = [
  { severity: "problem", kind: "silent", since: TODAY },
  { severity: "problem", kind: "sample_ratio", offer: "spring", name: "Spring sale", pValue: 0.0001 },
  { severity: "problem", kind: "claims_gone", pool: "ten", offers: [{ id: "hot", name: "Ten off" }] },
  { severity: "problem", kind: "claims_gone", offers: [{ id: "spring", name: "Spring sale" }] },
  { severity: "warning", kind: "rows_rejected", rejected: 3, products: 240, at: TODAY },
  {
    severity: "warning",
    kind: "budget_nearly_used",
    offer: "hot",
    name: "Ten off",
    of: "redemptions",
    used: 95,
    limit: 100,
  },
  {
    severity: "problem",
    kind: "budget_nearly_used",
    offer: "hot",
    name: "Ten off",
    of: "money",
    used: 500,
    limit: 500,
  },
  { severity: "warning", kind: "unknown_placement", placement: "home-heor", origin: "https://shop.example", at: TODAY },
  { severity: "note", kind: "model_kept", why: "found 40 % against 41 %" },
  { severity: "note", kind: "model_missing", sessions: 12 },
  {
    severity: "note",
    kind: "conflict",
    placement: "home-hero",
    name: "Home hero",
    offers: [
      { id: "spring", name: "Spring sale" },
      { id: "hot", name: "Ten off" },
    ],
  },
  { severity: "note", kind: "offer_ends", offer: "spring", name: "Spring sale", at: TODAY + 2 * DAY_MS },
  { severity: "note", kind: "publication_due", at: TODAY + DAY_MS, by: "Ada" },
];
