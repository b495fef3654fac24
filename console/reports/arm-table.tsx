import type { OfferReport, ReportComparison, ReportEstimate } from "../../wire/reports.ts";
import { formatMoney, formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { IntervalBar } from "../parts/interval-bar.tsx";
import { settings } from "../site-settings.ts";

/** Groups side by side: counts in grey, every figure with its interval, the chance to be best. */
export function ArmTable({ report: { summary, name } }: { report: OfferReport }) {
  const { arms, control } = summary;
  const currency = settings.value?.currency;
  const highest = Math.max(...arms.map(({ conversionRate }) => conversionRate.interval.high), 0);
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={name}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("report.group")}</th>
            <th scope="col" class="number">
              {t("report.enrolled")}
            </th>
            <th scope="col" class="number">
              {t("report.exposed")}
            </th>
            <th scope="col">{t("report.rate")}</th>
            <th scope="col">{t("report.per_visitor")}</th>
            <th scope="col">{t("report.change")}</th>
            <th scope="col" class="number">
              {t("report.chance")}
            </th>
          </tr>
        </thead>
        <tbody>
          {arms.map((arm) => (
            <tr key={arm.arm}>
              <th scope="row">
                {t(
                  arm.arm === "shown"
                    ? "report.arm.shown"
                    : arm.arm === "control"
                      ? "report.arm.control"
                      : "report.arm.holdout",
                )}{" "}
                {arm.arm === control && <span class="badge">{t("report.baseline")}</span>}
              </th>
              <td class="number">{formatNumber(arm.outcomes.enrolled)}</td>
              <td class="number">{formatNumber(arm.outcomes.exposed)}</td>
              <td>
                <IntervalBar estimate={arm.conversionRate} low={0} high={highest} />
                <Estimate estimate={arm.conversionRate} format={formatShare} />{" "}
                <span class="muted small">
                  {formatNumber(arm.outcomes.converted)}/{formatNumber(arm.outcomes.enrolled)}
                </span>
              </td>
              <td>
                {arm.revenuePerVisitor === undefined ? (
                  <span class="muted">{t("report.too_little")}</span>
                ) : (
                  <Estimate estimate={arm.revenuePerVisitor} format={(value) => formatMoney(value, currency)} />
                )}
              </td>
              <td>{arm.against !== undefined && <Change comparison={arm.against.conversion} />}</td>
              <td class="number">{chanceWords(arm.chanceToBeBest.conversion)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** From here the chance counts as settled either way (GrowthBook's convention). */
const SETTLED = 0.95;

function chanceWords(chance: number) {
  const settled = chance >= SETTLED ? "good" : chance <= 1 - SETTLED ? "bad" : "open";
  return (
    <span class={`chance chance-${settled}`}>
      {formatShare(chance)}
      <span class="small"> {t(`report.chance.${settled}`)}</span>
    </span>
  );
}

function Change({ comparison }: { comparison: ReportComparison }) {
  if (comparison.state === "COLLECTING") {
    return (
      <label class="collecting">
        <progress value={comparison.complete} max={1} />{" "}
        {t("report.collecting", { complete: formatShare(comparison.complete) })}
      </label>
    );
  }
  return <Estimate estimate={comparison.lift ?? comparison.difference} format={formatShare} />;
}

/** Never the bare number: what it may be stands beside it. */
function Estimate({ estimate, format }: { estimate: ReportEstimate; format: (value: number) => string }) {
  return (
    <span class="estimate">
      {format(estimate.value)}{" "}
      <span class="muted small">
        {t("report.interval", { low: format(estimate.interval.low), high: format(estimate.interval.high) })}
      </span>
    </span>
  );
}
