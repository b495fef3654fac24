/** A report's verdict in a sentence. */
import { formatShare } from "../format.ts";
import { t } from "../i18n.ts";
import type { Verdict } from "./report-verdict.ts";

export function verdictWords(verdict: Verdict): string {
  switch (verdict.key) {
    case "report.verdict.alone":
    case "report.verdict.mismatch":
      return t(verdict.key);
    case "report.verdict.collecting":
      return verdict.daysLeft === undefined
        ? t("report.verdict.collecting", { complete: formatShare(verdict.complete) })
        : t("report.verdict.collecting_days", {
            complete: formatShare(verdict.complete),
            days: Math.ceil(verdict.daysLeft),
          });
    default: {
      const { lift, difference } = verdict.comparison;
      const estimate = lift ?? difference;
      return t(verdict.key, {
        value: formatShare(estimate.value),
        low: formatShare(estimate.interval.low),
        high: formatShare(estimate.interval.high),
      });
    }
  }
}
