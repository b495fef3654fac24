import { useState } from "preact/hooks";
import type { OfferReport } from "../../wire/reports.ts";
import { api } from "../api.ts";
import { formatDay, formatMoney, formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { href, place } from "../location.ts";
import { placementName } from "../names.ts";
import { ColumnChart } from "../parts/column-chart.tsx";
import { download } from "../parts/download.ts";
import { Fetched } from "../parts/fetched.tsx";
import { Icon } from "../parts/icon.tsx";
import { useResource } from "../parts/resource.ts";
import { settings } from "../site-settings.ts";
import { ArmTable } from "./arm-table.tsx";
import { chosenDays, PeriodChoice } from "./period-choice.tsx";
import { reportCsv } from "./report-csv.ts";
import { shownArm, verdictOf } from "./report-verdict.ts";
import { verdictWords } from "./verdict-words.ts";
import { WhatIfPanel } from "./what-if-panel.tsx";
import "../styles/desk.css";
import "../styles/settings.css";
import "../styles/reports.css";

/** What offers earned, against those who did not see them. */
export function ReportsScreen() {
  const days = chosenDays.value;
  const reports = useResource(() => api.offersReport(days), days);
  const { value, reload } = reports;
  const { path } = place.value;
  const chosen = path === "reports" ? undefined : decodeURIComponent(path.slice("reports/".length));
  return (
    <div class="desk reports">
      <header class="desk-head">
        <h1>
          <a href={href("reports")} data-route="reports">
            {t("nav.reports")}
          </a>
        </h1>
        <PeriodChoice />
        <div class="desk-bar">
          <button type="button" class="button" onClick={() => void reload()}>
            <Icon name="refresh" />
            {t("report.refresh")}
          </button>
          <button
            type="button"
            class="button"
            disabled={value === undefined || value.offers.length === 0}
            onClick={() => value && download("sameview-offers.csv", "text/csv", reportCsv(value.offers))}
          >
            <Icon name="download" />
            CSV
          </button>
        </div>
      </header>
      <Fetched resource={reports} failed={t("report.failed")} lines={8}>
        {({ offers }) =>
          offers.length === 0 ? (
            <div class="empty">
              <h2 class="empty-title">{t("report.none")}</h2>
              <p class="muted">{t("report.none_hint")}</p>
            </div>
          ) : chosen === undefined ? (
            offers
              .toSorted((a, b) => b.exposures - a.exposures)
              .map((report) => <Summary key={report.offer} report={report} />)
          ) : (
            <Report report={offers.find(({ offer }) => offer === chosen)} />
          )
        }
      </Fetched>
      <p class="muted small">{t("report.method")}</p>
    </div>
  );
}

function Summary({ report }: { report: OfferReport }) {
  const path = `reports/${report.offer}`;
  const shown = shownArm(report);
  return (
    <article class="card report">
      <h2>
        <a href={href(path)} data-route={path}>
          {report.name}
        </a>
        <span class="muted small"> · {placementName(report.placement)}</span>
        {report.status !== "live" && <span class="badge">{t(`report.status.${report.status}`)}</span>}
      </h2>
      <p class="sentence">{verdictWords(verdictOf(report))}</p>
      {shown !== undefined && (
        <p class="muted">
          {t("report.counts", {
            exposed: formatNumber(shown.outcomes.exposed),
            clicked: formatNumber(shown.outcomes.clicked),
            converted: formatNumber(shown.outcomes.converted),
            revenue: formatMoney(shown.outcomes.revenue, settings.value?.currency),
          })}
        </p>
      )}
    </article>
  );
}

function Report({ report }: { report: OfferReport | undefined }) {
  if (report === undefined) return <p class="empty">{t("report.gone")}</p>;
  const { summary } = report;
  const money = shownArm(report)?.moneyPerMonth;
  const days = Object.entries(report.days["shown"] ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      <article class="card report">
        <h2>{report.name}</h2>
        <p class="sentence">{verdictWords(verdictOf(report))}</p>
        {summary.sampleRatio?.state === "MISMATCH" && (
          <div class="notice notice-problem" role="alert">
            <Icon name="alert" />
            <p>{t("report.mismatch_hint", { p: formatNumber(summary.sampleRatio.pValue, 4) })}</p>
          </div>
        )}
        {money !== undefined && (
          <p>
            {t("report.money", {
              value: formatMoney(money.value, settings.value?.currency),
              low: formatMoney(money.interval.low, settings.value?.currency),
              high: formatMoney(money.interval.high, settings.value?.currency),
            })}
          </p>
        )}
        <ArmTable report={report} />
      </article>
      {days.length > 1 && (
        <ColumnChart
          title={t("report.by_day")}
          sentence={t("report.by_day_sentence", { days: days.length })}
          labelHead={t("report.day")}
          valueHead={t("report.exposed")}
          columns={days.map(([day, counts]) => ({ label: formatDay(day), value: counts.exposed }))}
          from={formatDay(days[0]![0])}
          to={formatDay(days.at(-1)![0])}
        />
      )}
      <Contexts report={report} />
      <WhatIfPanel report={report} />
    </>
  );
}

/** Kinds of visitors apart. Many looks find something by chance: it says so. */
function Contexts({ report: { contexts } }: { report: OfferReport }) {
  const [isOpen, setOpen] = useState(false);
  if (contexts.length === 0) return null;
  return (
    <details class="card report" onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>{t("report.contexts")}</summary>
      {isOpen && (
        <>
          <p class="muted small">{t("report.contexts_caution", { count: contexts.length })}</p>
          <div class="table-scroll" tabIndex={0} role="region" aria-label={t("report.contexts")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("report.kind")}</th>
                  <th scope="col" class="number">
                    {t("report.exposed")}
                  </th>
                  <th scope="col" class="number">
                    {t("report.clicked")}
                  </th>
                  <th scope="col" class="number">
                    {t("report.converted")}
                  </th>
                  <th scope="col" class="number">
                    {t("report.rate")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {contexts.map((one) => (
                  <tr key={one.kind}>
                    <th scope="row">{one.kind}</th>
                    <td class="number">{formatNumber(one.exposed)}</td>
                    <td class="number">{formatNumber(one.clicked)}</td>
                    <td class="number">{formatNumber(one.converted)}</td>
                    <td class="number">{one.enrolled === 0 ? "–" : formatShare(one.converted / one.enrolled)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </details>
  );
}
