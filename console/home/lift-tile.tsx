import type { ReportArm, ReportComparison, ReportEstimate, SiteReport } from "../../wire/reports.ts";
import { formatChange, formatNumber, formatRoundMoney, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { href, HOLDOUT_PATH } from "../location.ts";
import { IntervalBar } from "../parts/interval-bar.tsx";

/** What all offers together change, against visitors held out of them: never without its interval. */
export function LiftTile({ report }: { report: SiteReport }) {
  return (
    <section class="card tile tile-wide" aria-labelledby="tile-lift">
      <h2 id="tile-lift" title={t("home.lift_hint")}>
        {t("home.lift")}
      </h2>
      <Lift report={report} />
      <p class="unseen">{t("home.lift_hint")}</p>
    </section>
  );
}

function Lift({ report }: { report: SiteReport }) {
  const { lift } = report;
  if (lift === undefined) {
    return (
      <>
        <p class="muted">{t("home.lift_none")}</p>
        <p class="small">
          <a href={href(HOLDOUT_PATH)} data-route={HOLDOUT_PATH}>
            {t("home.lift_set")}
          </a>
        </p>
      </>
    );
  }
  if (lift.sampleRatio?.state === "MISMATCH") return <p class="tile-bad">{t("home.lift_mismatch")}</p>;
  const shown = lift.arms.find(({ arm }) => arm === "shown");
  const heldOut = lift.arms.find(({ arm }) => arm === lift.control);
  const comparison = shown?.against?.conversion;
  if (comparison === undefined || comparison.state === "COLLECTING") {
    return <Collecting shown={shown} heldOut={heldOut} comparison={comparison} needs={report.liftNeeds} />;
  }
  const estimate = comparison.lift ?? comparison.difference;
  const isRelative = comparison.lift !== undefined;
  const said = isRelative ? formatChange : formatPoints;
  const reach = Math.max(Math.abs(estimate.interval.low), Math.abs(estimate.interval.high));
  return (
    <>
      <p class="tile-value">{said(estimate.value)}</p>
      <IntervalBar estimate={estimate} low={-reach} high={reach} />
      <p class="small">{intervalWords(estimate, said)}</p>
      <p class="small">
        {t(`home.lift_${comparison.verdict}`)} {!isRelative && t("home.lift_points")}
      </p>
      <p class="muted small">
        {t("home.lift_rates", {
          shown: formatShare(shown?.conversionRate.value ?? 0),
          heldOut: formatShare(heldOut?.conversionRate.value ?? 0),
        })}{" "}
        {shown?.moneyPerMonth !== undefined &&
          t("home.lift_money", {
            value: formatRoundMoney(shown.moneyPerMonth.value, report.currency),
            low: formatRoundMoney(shown.moneyPerMonth.interval.low, report.currency),
            high: formatRoundMoney(shown.moneyPerMonth.interval.high, report.currency),
          })}
      </p>
      <ToReports />
    </>
  );
}

interface CollectingProps {
  shown: ReportArm | undefined;
  heldOut: ReportArm | undefined;
  comparison: Extract<ReportComparison, { state: "COLLECTING" }> | undefined;
  needs: SiteReport["liftNeeds"];
}

/** Too little to compare: how much is there, and how much each group needs. */
function Collecting({ shown, heldOut, comparison, needs }: CollectingProps) {
  const complete = comparison?.complete ?? 0;
  const group = (arm: ReportArm | undefined) => ({
    visitors: formatNumber(arm?.outcomes.enrolled ?? 0),
    buyers: formatNumber(arm?.outcomes.converted ?? 0),
  });
  return (
    <>
      <p class="tile-early">{t("home.lift_early")}</p>
      <label class="collecting">
        <progress value={complete} max={1} /> {t("report.collecting", { complete: formatShare(complete) })}
      </label>
      <p class="small">{t("home.lift_needs", needs)}</p>
      <p class="muted small">
        {t("home.lift_has_heldout", group(heldOut))} {t("home.lift_has_shown", group(shown))}
      </p>
      {comparison?.daysLeft !== undefined && (
        <p class="muted small">{t("home.lift_days", { days: Math.ceil(comparison.daysLeft) })}</p>
      )}
      <ToReports />
    </>
  );
}

function ToReports() {
  return (
    <p class="small">
      <a href={href("reports")} data-route="reports">
        {t("home.by_offer")}
      </a>
    </p>
  );
}

function intervalWords({ interval }: ReportEstimate, said: (value: number) => string): string {
  return t("home.lift_interval", { low: said(interval.low), high: said(interval.high) });
}

/** A difference of two rates: percentage points. */
function formatPoints(difference: number): string {
  return t("home.points", { points: formatChange(difference).replace(/\s?%/, "") });
}
