import type { SegmentStanding } from "../../wire/segment.ts";
import { formatHour, formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { ColumnChart } from "../parts/column-chart.tsx";

const HOUR_MS = 3_600_000;

/** Who came into the segment, hour by hour. */
export function SegmentTrend({ standing }: { standing: SegmentStanding }) {
  const { flow } = standing;
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
