import type { SegmentStanding } from "../../wire/segments.ts";
import { formatHour, formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { now } from "../now.ts";
import { ColumnChart } from "../parts/column-chart.tsx";

const HOUR_MS = 3_600_000;
/** Hours drawn: as many as the Worker tells of. */
const HOURS = 24;

/** Who came into the segment, hour by hour. */
export function SegmentTrend({ standing }: { standing: SegmentStanding }) {
  const flow = everyHour(standing.flow);
  const total = flow.reduce((sum, hour) => sum + hour.entered, 0);
  return (
    <ColumnChart
      title={t("segments.trend")}
      sentence={t("segments.trend_sentence", { total: formatNumber(total), hours: flow.length })}
      labelHead={t("segments.hour")}
      valueHead={t("segments.came")}
      columns={flow.map(({ hour, entered }) => ({ label: formatHour(hour * HOUR_MS), value: entered }))}
      from={flow[0] === undefined ? "" : formatHour(flow[0].hour * HOUR_MS)}
      to={t("segments.now")}
    />
  );
}

/** With the hours in which nobody came or went, which the Worker leaves out. */
function everyHour(flow: SegmentStanding["flow"]): SegmentStanding["flow"] {
  const last = Math.floor(now.value / HOUR_MS);
  const byHour = new Map(flow.map((one) => [one.hour, one]));
  return Array.from({ length: HOURS }, (_, index) => {
    const hour = last - HOURS + 1 + index;
    return byHour.get(hour) ?? { hour, entered: 0, left: 0 };
  });
}
