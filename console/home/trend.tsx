import type { DayTotals, SiteReport } from "../../wire/reports.ts";
import { formatDay, formatNumber, formatRoundMoney } from "../format.ts";
import { t } from "../i18n.ts";
import { place, setQuery } from "../location.ts";
import { ColumnChart } from "../parts/column-chart.tsx";

const FIGURES = ["visitors", "visits", "orders", "revenue"] as const satisfies readonly (keyof DayTotals)[];
type Figure = (typeof FIGURES)[number];

/** One figure by day; which one the address says. */
export function Trend({ report }: { report: SiteReport }) {
  const asked = new URLSearchParams(place.value.query).get("figure");
  const figure = FIGURES.find((one) => one === asked) ?? "visitors";
  const format = (value: number): string =>
    figure === "revenue" ? formatRoundMoney(value, report.currency) : formatNumber(value);
  const whole = report.trend.slice(0, -1);
  const best = whole.reduce((top, day) => (day[figure] > top[figure] ? day : top), whole[0]!);
  return (
    <section class="card home-card" aria-label={t("home.trend")}>
      <div class="segmented" role="group" aria-label={t("home.figure")}>
        {FIGURES.map((one) => (
          <button key={one} type="button" aria-pressed={one === figure} onClick={() => choose(one)}>
            {t(`home.figure.${one}`)}
          </button>
        ))}
      </div>
      <ColumnChart
        title={t(`home.by_day.${figure}`)}
        sentence={
          best[figure] > 0
            ? t("home.trend_sentence", {
                mean: format(report.total[figure] / report.days),
                most: format(best[figure]),
                day: formatDay(best.day),
                today: format(report.today[figure]),
              })
            : t("home.trend_today", { today: format(report.today[figure]) })
        }
        labelHead={t("home.day")}
        valueHead={t(`home.figure.${figure}`)}
        columns={report.trend.map((day, index) => ({
          label: index === report.trend.length - 1 ? t("home.today_label") : formatDay(day.day),
          value: day[figure],
          partial: index === report.trend.length - 1,
        }))}
        format={format}
        from={formatDay(report.trend[0]!.day)}
        to={t("home.today_label")}
      />
    </section>
  );
}

function choose(figure: Figure): void {
  setQuery((query) => query.set("figure", figure));
}
