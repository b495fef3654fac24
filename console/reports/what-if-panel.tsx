import { useState } from "preact/hooks";
import type { OfferReport, PolicyWorth, WhatIf } from "../../wire/reports.ts";
import { api } from "../api.ts";
import type { ApiProblem } from "../api.ts";
import { formatMoney, formatNumber, formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import { ProblemNotice } from "../parts/problem-notice.tsx";
import { settings } from "../site-settings.ts";

/** What it would have been worth always to show this offer: from the decisions that were drawn, or a refusal to say. */
export function WhatIfPanel({ report }: { report: OfferReport }) {
  const [answer, setAnswer] = useState<WhatIf>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [isAsking, setAsking] = useState(false);
  const ask = async (): Promise<void> => {
    setAsking(true);
    const result = await api.whatIf(report.placement, report.offer);
    setAsking(false);
    setProblem(result.ok ? undefined : result.problem);
    if (result.ok) setAnswer(result.value);
  };
  const money = (value: number): string => formatMoney(value, settings.value?.currency);
  return (
    <section class="card report">
      <h2>{t("whatif.heading")}</h2>
      <p class="muted">{t("whatif.explain")}</p>
      <div class="buttons">
        <button type="button" class="button" disabled={isAsking} aria-busy={isAsking} onClick={() => void ask()}>
          {t("whatif.ask")}
        </button>
      </div>
      {problem !== undefined && <ProblemNotice what={t("whatif.failed")} problem={problem} />}
      {answer !== undefined && (
        <dl class="facts">
          <dt>{t("whatif.decisions")}</dt>
          <dd>{formatNumber(answer.decisions)}</dd>
          <Worth
            label={t("report.rate")}
            was={answer.conversion.asItWas}
            worth={answer.conversion.always}
            format={formatShare}
          />
          <Worth
            label={t("report.per_decision")}
            was={answer.revenue.asItWas}
            worth={answer.revenue.always}
            format={money}
          />
        </dl>
      )}
    </section>
  );
}

function Worth({
  label,
  was,
  worth,
  format,
}: {
  label: string;
  was: number;
  worth: PolicyWorth;
  format: (value: number) => string;
}) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {worth.ok ? (
          <>
            {t("whatif.worth", {
              was: format(was),
              value: format(worth.dr.value),
              low: format(worth.dr.interval.low),
              high: format(worth.dr.interval.high),
            })}{" "}
            <span class="muted small">{t("whatif.rests_on", { n: formatNumber(worth.effectiveSampleSize) })}</span>
          </>
        ) : (
          <>
            {t("whatif.refused", { n: formatNumber(worth.effectiveSampleSize) })}{" "}
            <span class="muted small">{worth.detail}</span>
          </>
        )}
      </dd>
    </>
  );
}
