import type { ComponentChildren } from "preact";
import type { DayTotals, SiteReport } from "../../wire/reports.ts";
import { formatChange, formatNumber, formatRoundMoney, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { link, pulse } from "../live/live-state.ts";
import { href, LIVE } from "../location.ts";
import { Icon } from "../parts/icon.tsx";

/** Who is here at this moment; it leads to the stream. */
export function NowTile() {
  const current = pulse.value;
  const isStale = link.value.kind !== "open";
  return (
    <section class={isStale ? "card tile stale" : "card tile"} aria-labelledby="tile-now">
      <h2 id="tile-now">{t("home.now")}</h2>
      <p class="tile-value">{current === null ? "–" : formatNumber(current.visitorsNow)}</p>
      <p class="muted small">{isStale ? t("home.now_stale") : t("pulse.window")}</p>
      <p class="small">
        <a href={href(LIVE)} data-route={LIVE}>
          {t("home.watch")}
        </a>
      </p>
    </section>
  );
}

/** The period's figures, each beside the period before and today so far. */
export function Tiles({ report }: { report: SiteReport }) {
  const { currency } = report;
  const money = (value: number): string => formatRoundMoney(value, currency);
  return (
    <>
      <Tile
        id="conversion"
        heading={t("home.conversion")}
        hint={t("home.conversion_hint")}
        report={report}
        figure={conversionOf}
        format={formatShare}
        detail={t("home.orders_of_visits", {
          orders: formatNumber(report.total.orders),
          visits: formatNumber(report.total.visits),
        })}
      />
      <Tile
        id="revenue"
        heading={t("home.revenue")}
        hint={t("home.revenue_hint", { currency })}
        report={report}
        figure={({ revenue }) => revenue}
        format={money}
        detail={
          report.total.orders > 0
            ? t("home.per_order", { value: money(report.total.revenue / report.total.orders) })
            : undefined
        }
      />
      <Tile
        id="influenced"
        heading={t("home.influenced")}
        hint={t("home.influenced_hint")}
        report={report}
        figure={({ influencedRevenue }) => influencedRevenue}
        format={money}
        detail={
          report.total.revenue > 0
            ? t("home.influenced_share", {
                share: formatShare(report.total.influencedRevenue / report.total.revenue),
              })
            : undefined
        }
      />
    </>
  );
}

/** Orders a visit; `undefined` without visits. */
function conversionOf({ orders, visits }: DayTotals): number | undefined {
  return visits > 0 ? orders / visits : undefined;
}

interface TileProps {
  id: string;
  heading: string;
  /** What is counted. */
  hint: string;
  report: SiteReport;
  figure: (totals: DayTotals) => number | undefined;
  format: (value: number) => string;
  detail?: ComponentChildren;
}

function Tile({ id, heading, hint, report, figure, format, detail }: TileProps) {
  const value = figure(report.total);
  const today = figure(report.today);
  // On the first day there is no whole day yet: what there is of it is better than nothing.
  const isFirstDay = report.since === report.trend.at(-1)?.day;
  const shown = isFirstDay ? today : value;
  return (
    <section class="card tile" aria-labelledby={`tile-${id}`}>
      <h2 id={`tile-${id}`} title={hint}>
        {heading}
      </h2>
      <p class="tile-value">{shown === undefined ? "–" : format(shown)}</p>
      {isFirstDay ? (
        <p class="muted small">{t("home.first_day")}</p>
      ) : (
        <>
          <Change value={value} before={report.before && figure(report.before)} days={report.days} />
          <p class="muted small">
            {detail}
            {detail !== undefined && " · "}
            {t("home.today", { value: today === undefined ? "–" : format(today) })}
          </p>
        </>
      )}
      <p class="unseen">{hint}</p>
    </section>
  );
}

function Change({ value, before, days }: { value: number | undefined; before: number | undefined; days: number }) {
  if (value === undefined || before === undefined || before === 0) {
    return <p class="muted small">{t("home.no_before")}</p>;
  }
  const change = value / before - 1;
  return (
    <p class="small change">
      {change !== 0 && <Icon name={change > 0 ? "up" : "down"} />}
      {t("home.change", { change: formatChange(change), days })}
    </p>
  );
}
