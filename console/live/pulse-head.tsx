import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import { ColumnChart } from "../parts/column-chart.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { link, pulse } from "./live-state.ts";

/** Head of the live screen: who is here now, and how busy the last half hour was. */
export function PulseHead() {
  const current = pulse.value;
  return (
    <section class="pulse card" aria-label={t("pulse.heading")}>
      {current === null ? <Skeleton lines={3} /> : <Counters />}
    </section>
  );
}

function Counters() {
  const current = pulse.value;
  if (current === null) return null;
  const minutes = current.eventsPerMinute;
  const total = minutes.reduce((sum, count) => sum + count, 0);
  const isStale = link.value.kind !== "open";
  return (
    <>
      <div class={isStale ? "pulse-now stale" : "pulse-now"}>
        <span class="pulse-number">{formatNumber(current.visitorsNow)}</span>
        <span class="pulse-label">{t("pulse.visitors_now", { count: current.visitorsNow })}</span>
        <span class="muted small">{t("pulse.window")}</span>
      </div>
      <ColumnChart
        title={t("pulse.events_per_minute")}
        sentence={t("pulse.sentence", {
          total: formatNumber(total),
          minutes: minutes.length,
          peak: formatNumber(Math.max(0, ...minutes)),
        })}
        labelHead={t("pulse.minute")}
        valueHead={t("pulse.events")}
        columns={minutes.map((value, index) => ({
          label: t("pulse.minutes_ago", { count: minutes.length - index }),
          value,
        }))}
        from={t("pulse.minutes_ago", { count: minutes.length })}
        to={t("pulse.minutes_ago", { count: 1 })}
      />
    </>
  );
}
