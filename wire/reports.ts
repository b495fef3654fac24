/** What the console reads of offers' results. Counts and intervals only: nothing leads back to a visitor. */

/** Visitors enrolled by the first decision for the offer, and what became of them within the goal's window. */
export interface OutcomeCounts {
  /** Decided for, whether shown or held back: the denominator of every comparison. */
  enrolled: number;
  /** Rendered and seen. */
  exposed: number;
  clicked: number;
  dismissed: number;
  converted: number;
  /** In the site's currency. */
  revenue: number;
  /** Sum over visitors of the square of what each brought. */
  revenueSquared: number;
}

/** A figure with an interval that holds at every look (95 % over all looks). */
export interface ReportEstimate {
  value: number;
  interval: { low: number; high: number };
}

/** One group against the one it is compared with. */
export type ReportComparison =
  | {
      state: "COLLECTING";
      /** 0–1: how much of the data needed is there. */
      complete: number;
      daysLeft?: number;
    }
  | {
      state: "READY";
      verdict: "BETTER" | "WORSE" | "INCONCLUSIVE";
      difference: ReportEstimate;
      /** Relative to the baseline's mean; missing while that cannot be told from 0. */
      lift?: ReportEstimate;
      /** Always valid. */
      pValue: number;
    };

export interface ReportArm {
  /** `shown`, `control` or `holdout`. */
  arm: string;
  outcomes: OutcomeCounts;
  conversionRate: ReportEstimate;
  /** Missing until there is enough data. */
  revenuePerVisitor?: ReportEstimate;
  /** 0–1, for the eye: it does not allow for looking often; verdicts do. */
  chanceToBeBest: { conversion: number; revenue: number };
  /** Missing for the baseline. */
  against?: { conversion: ReportComparison; revenue: ReportComparison };
  /** What it brings in 30 days at the present pace, against the baseline. */
  moneyPerMonth?: ReportEstimate;
}

export interface ReportSummary {
  /** Baseline: `control` where the offer has one, else `holdout`. */
  control: string;
  arms: ReportArm[];
  /** MISMATCH: visitors are lost in one group more than in another; trust no comparison. */
  sampleRatio?: { state: "OK" | "MISMATCH"; pValue: number; expected: Record<string, number> };
  alphaEach: number;
  chanceOfAnyFalse: number;
}

export interface OfferReport {
  offer: string;
  name: string;
  placement: string;
  status: "live" | "paused" | "removed";
  /** Times seen, repeats included. */
  exposures: number;
  redemptions: number;
  summary: ReportSummary;
  /** By group, by day of enrolment (UTC, `2026-11-22`). */
  days: Record<string, Record<string, OutcomeCounts>>;
  /** Those it was shown to, by kind of visitor in plain English. */
  contexts: {
    kind: string;
    enrolled: number;
    exposed: number;
    clicked: number;
    converted: number;
    revenue: number;
  }[];
}

/** Offers of one placement side by side. */
export interface PlacementReport {
  placement: string;
  arms: { offer: string; chanceToBeBest: { conversion: number; revenue: number } }[];
}

/** Answer of `GET /v1/sites/:site/reports/offers`. */
export interface OffersReport {
  /** Days looked back. */
  days: number;
  offers: OfferReport[];
  placements: PlacementReport[];
}

/** What another policy would have been worth for each decision; refused where the log cannot say. */
export type PolicyWorth =
  | {
      ok: true;
      /** Decisions used, and to how many of the policy's own they are worth. */
      n: number;
      effectiveSampleSize: number;
      greatestWeight: number;
      ips: ReportEstimate;
      snips: ReportEstimate;
      dr: ReportEstimate;
    }
  | { ok: false; reason: string; detail: string; n: number; effectiveSampleSize: number };

/** Answer of `POST /v1/sites/:site/reports/what-if`: had `offer` always been shown where it could be drawn. */
export interface WhatIf {
  placement: string;
  offer: string;
  /** Logged draws in which it could have been shown. */
  decisions: number;
  /** Per decision: conversions, and money in the site's currency. */
  conversion: { asItWas: number; always: PolicyWorth };
  revenue: { asItWas: number; always: PolicyWorth };
}

/** What one day, or several together, brought over all visitors. */
export interface DayTotals {
  /** Visitors with an event that day. Over several days each counts once a day. */
  visitors: number;
  /** Sessions begun. */
  visits: number;
  orders: number;
  /** Of orders in the site's currency. */
  revenue: number;
  /** Of those the ones by visitors who had seen an offer whose window was still open. */
  influencedOrders: number;
  influencedRevenue: number;
}

/** Answer of `GET /v1/sites/:site/reports/site`. Days are the shop's own. */
export interface SiteReport {
  days: number;
  /** ISO 4217. */
  currency: string;
  /** Each day of the period (`2026-11-22`), oldest first, and then today. */
  trend: ({ day: string } & DayTotals)[];
  /** Of `days` whole days, the last of them yesterday: a day that is not over would make it look as if less came. */
  total: DayTotals;
  /** As many days just before; missing where counting began after the first of them. */
  before?: DayTotals;
  /** So far. */
  today: DayTotals;
  /** The first day anything was counted on; missing before. */
  since?: string;
  /**
   * Visitors who may see offers against those held out of all of them, counted from their first visit within a week;
   * missing where nobody is held out.
   */
  lift?: ReportSummary;
  /** What each of the two groups needs before they are compared. */
  liftNeeds: { visitors: number; buyers: number };
}
