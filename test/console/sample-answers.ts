/** What the made-up site answers besides its desk and its visitors: segments, conditions, reports, the install check. */
import type { OfferReport, OffersReport, ReportArm, ReportComparison } from "../../wire/reports.ts";
import type {
  ConditionExplanation,
  SegmentOverlapAnswer,
  SegmentPreviewAnswer,
  SegmentsAnswer,
} from "../../wire/segments.ts";
import { estimate } from "./sample-reports.ts";
import { SAMPLE_AT, SAMPLE_INSTALL_CHECK } from "./sample-site.ts";

const HOUR = Math.floor(SAMPLE_AT / 3_600_000);

const SEGMENTS: SegmentsAnswer = {
  version: 7,
  visitors: 1_021,
  segments: [
    {
      id: "loyal",
      name: "Loyal",
      condition: { version: 1, when: { kind: "score", test: { op: "at_least", value: 60 } } },
      members: 12,
      enteredLastHour: 1,
      leftLastHour: 0,
      flow: [
        { hour: HOUR - 2, entered: 3, left: 1 },
        { hour: HOUR, entered: 1, left: 0 },
      ],
      sentence: "Visitors with a score of at least 60",
    },
  ],
};

/** Of a segment with 420 members: one that shares a third, one that few are in, one that shares nobody. */
export const OVERLAP: SegmentOverlapAnswer = {
  version: 7,
  members: 420,
  others: [
    {
      id: "window",
      name: "Looks, never bought",
      members: 1_900,
      shared: { estimate: 140, interval: { from: 140, to: 140 } },
      ofThis: { value: 1 / 3, interval: { from: 0.29, to: 0.38 } },
      ofOther: { value: 0.0737, interval: { from: 0.063, to: 0.086 } },
    },
    {
      id: "gift",
      name: "Looks for a gift",
      members: 6,
      shared: { estimate: 2, interval: { from: 2, to: 2 } },
      ofThis: { value: 0.0048, interval: { from: 0.001, to: 0.017 } },
      ofOther: { value: 1 / 3, interval: { from: 0.1, to: 0.7 } },
    },
    {
      id: "away",
      name: "Customers who stay away",
      members: 80,
      shared: { estimate: 0, interval: { from: 0, to: 0 } },
      ofThis: { value: 0, interval: { from: 0, to: 0.009 } },
      ofOther: { value: 0, interval: { from: 0, to: 0.046 } },
    },
  ],
};

const PREVIEW: SegmentPreviewAnswer = {
  visitors: 1_021,
  asked: 400,
  matching: 5,
  estimate: 12,
  interval: { from: 6, to: 29 },
  how: "400 of 1,021 visitors were asked",
  sample: ["01jd8x5k2m9q7v3w0abq4f1zt"],
  sentence: "Visitors who did it",
};

const EXPLANATION: ConditionExplanation = { sentence: "Visitors who did it", problems: [] };

const better: ReportComparison = {
  state: "READY",
  verdict: "BETTER",
  difference: { value: 0.01, interval: { low: 0.002, high: 0.02 } },
  lift: { value: 0.2, interval: { low: 0.04, high: 0.4 } },
  pValue: 0.01,
};

function arm(name: string, enrolled: number, conversion?: ReportComparison): ReportArm {
  return {
    arm: name,
    outcomes: { enrolled, exposed: 400, clicked: 40, dismissed: 4, converted: 20, revenue: 805, revenueSquared: 4e4 },
    conversionRate: estimate,
    revenuePerVisitor: { value: 1.6, interval: { low: 1.2, high: 2 } },
    chanceToBeBest: { conversion: conversion ? 0.97 : 0.03, revenue: 0.5 },
    ...(conversion && {
      against: { conversion, revenue: { state: "COLLECTING", complete: 0.4, daysLeft: 6 } },
      moneyPerMonth: { value: 400, interval: { low: 80, high: 800 } },
    }),
  };
}

const REPORT: OfferReport = {
  offer: "spring",
  name: "Spring sale",
  placement: "home-hero",
  status: "live",
  exposures: 900,
  redemptions: 14,
  summary: {
    control: "holdout",
    arms: [arm("holdout", 61), arm("shown", 980, better)],
    sampleRatio: { state: "OK", pValue: 0.4, expected: { holdout: 60, shown: 981 } },
    alphaEach: 0.05,
    chanceOfAnyFalse: 0.05,
  },
  days: {},
  contexts: [
    { kind: "new visitors, mobile", enrolled: 500, exposed: 300, clicked: 20, converted: 10, revenue: 300 },
    { kind: "returning visitors, desktop", enrolled: 480, exposed: 100, clicked: 20, converted: 10, revenue: 505 },
  ],
};

const REPORTS: OffersReport = {
  days: 30,
  offers: [REPORT],
  placements: [{ placement: "home-hero", arms: [{ offer: "spring", chanceToBeBest: { conversion: 1, revenue: 1 } }] }],
};

/** By path below the site. */
export const SAMPLE_ANSWERS: Record<string, unknown> = {
  "/segments": SEGMENTS,
  "/segments/loyal/overlap": OVERLAP,
  "/segments/preview": PREVIEW,
  "/conditions/explain": EXPLANATION,
  "/reports/offers": REPORTS,
  "/install-check": SAMPLE_INSTALL_CHECK,
};
