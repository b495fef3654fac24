/** Many experiments looked at every day: how often something is said that is not so, and how soon what is. */
import { conversionMoments, revenueMoments } from "../../worker/domain/experiments/arm-outcomes.ts";
import { summarise, type Comparison } from "../../worker/domain/experiments/summarise.ts";
import { randomStream } from "../../worker/domain/stats/random-stream.ts";
import { sampleRatioP } from "../../worker/domain/stats/sample-ratio.ts";
import { welchTest } from "../../worker/domain/stats/student-t.ts";
import { daysOf, type Arms, type Shop } from "./shop-days.ts";

const ALPHA = 0.05;
const METRICS = ["conversion", "revenue"] as const;
export type Metric = (typeof METRICS)[number];

export interface PeekingResult {
  shop: Shop;
  experiments: number;
  days: number;
  /** Of experiments: share in which our verdict was ever other than "inconclusive". */
  decided: Record<Metric, number>;
  /** The same of Welch's t-test, looked at every day as it must not be. */
  naive: Record<Metric, number>;
  /** Of experiments: share in which Welch's test says so at the end, its one allowed look. */
  atEnd: Record<Metric, number>;
  /** Median day of our verdict, among experiments that came to one; missing where none did. */
  medianDay: Partial<Record<Metric, number>>;
  /** Mean width of our interval of the difference at the end over that of Welch's. */
  widthRatio: Record<Metric, number>;
  /** Share of experiments in which the true difference of conversion rates lay in our interval at every look. */
  coveredAlways: number;
}

/** @param tunedFor visitors our intervals are tuned for: chosen before, from the plan */
export function peek(shop: Shop, experiments: number, days: number, tunedFor: number, seed: number): PeekingResult {
  const random = randomStream(seed);
  const counts = () => ({ conversion: 0, revenue: 0 });
  const [decided, naive, atEnd, widths, widthOf] = [counts(), counts(), counts(), counts(), counts()];
  const decidedOn: Record<Metric, number[]> = { conversion: [], revenue: [] };
  let covered = 0;
  for (let experiment = 0; experiment < experiments; experiment++) {
    const first: Partial<Record<Metric, number>> = {};
    const fooled = new Set<Metric>();
    let missed = false;
    let day = 0;
    for (const arms of daysOf(shop, days, random)) {
      day += 1;
      const ours = comparisonsOf(arms, tunedFor);
      for (const metric of METRICS) {
        const said = ours[metric];
        const welch = welchOf(arms, metric);
        const significant = welch !== undefined && welch.pValue < ALPHA;
        if (said.state === "READY") {
          if (said.verdict !== "INCONCLUSIVE") first[metric] ??= day;
          if (significant) fooled.add(metric);
          const truth = shop.rate * shop.lift;
          const { low, high } = said.difference.interval;
          if (metric === "conversion" && !(low <= truth && truth <= high)) missed = true;
        }
        if (day < days) continue;
        if (significant) atEnd[metric] += 1;
        if (said.state === "READY" && welch !== undefined) {
          const { low, high } = said.difference.interval;
          widths[metric] += (high - low) / (welch.interval.high - welch.interval.low);
          widthOf[metric] += 1;
        }
      }
    }
    for (const metric of METRICS) {
      if (first[metric] !== undefined) decidedOn[metric].push(first[metric]);
      if (first[metric] !== undefined) decided[metric] += 1;
      if (fooled.has(metric)) naive[metric] += 1;
    }
    if (!missed) covered += 1;
  }
  const share = (count: Record<Metric, number>) => ({
    conversion: count.conversion / experiments,
    revenue: count.revenue / experiments,
  });
  return {
    shop,
    experiments,
    days,
    decided: share(decided),
    naive: share(naive),
    atEnd: share(atEnd),
    medianDay: Object.fromEntries(
      METRICS.filter((metric) => decidedOn[metric].length > 0).map((metric) => [metric, middle(decidedOn[metric])]),
    ),
    widthRatio: {
      conversion: widths.conversion / widthOf.conversion,
      revenue: widths.revenue / widthOf.revenue,
    },
    coveredAlways: covered / experiments,
  };
}

function comparisonsOf({ control, treatment }: Arms, tunedFor: number): Record<Metric, Comparison> {
  // One day's table is as good as sixty: the sums are the same.
  const outcomes = { control: { all: control }, treatment: { all: treatment } };
  return summarise({ outcomes, control: "control", alpha: ALPHA, tunedFor }).arms[1]!.against!;
}

function welchOf({ control, treatment }: Arms, metric: Metric) {
  const moments = metric === "conversion" ? conversionMoments : revenueMoments;
  return welchTest(moments(control), moments(treatment), ALPHA);
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** An alarm at this p-value, as in summaries. */
const RATIO_ALPHA = 0.001;

export interface RatioResult {
  /** Share of experiments with an alarm. */
  alarms: number;
  /** Median visitors at the first alarm, among those with one. */
  medianVisitors?: number;
}

/** How often, and how soon, the sample-ratio check raises its alarm, looked at after every thousand visitors. */
export function watchRatio(
  actual: number,
  intended: number,
  experiments: number,
  mostVisitors: number,
  seed: number,
): RatioResult {
  const random = randomStream(seed);
  const step = 1_000;
  const alarms: number[] = [];
  for (let experiment = 0; experiment < experiments; experiment++) {
    let inControl = 0;
    for (let visitors = step; visitors <= mostVisitors; visitors += step) {
      for (let visitor = 0; visitor < step; visitor++) if (random() < actual) inControl += 1;
      if (sampleRatioP([inControl, visitors - inControl], [intended, 1 - intended]) > RATIO_ALPHA) continue;
      alarms.push(visitors);
      break;
    }
  }
  return { alarms: alarms.length / experiments, ...(alarms.length > 0 && { medianVisitors: middle(alarms) }) };
}
