/** A report in one sentence: what can be said, how sure it is, and what to do. Pure. */
import type { OfferReport, ReportArm, ReportComparison } from "../../wire/reports.ts";
import type { MessageKey } from "../i18n.ts";

export type Verdict =
  /** Nobody to compare with. */
  | { key: "report.verdict.alone" }
  /** Groups are not as large as they were drawn: trust no comparison. */
  | { key: "report.verdict.mismatch" }
  | { key: "report.verdict.collecting"; complete: number; daysLeft?: number }
  | {
      key: "report.verdict.better" | "report.verdict.worse" | "report.verdict.inconclusive";
      comparison: ReadyComparison;
    };

type ReadyComparison = Extract<ReportComparison, { state: "READY" }>;

/** The arm that was shown, beside its baseline. */
export function shownArm({ summary }: OfferReport): ReportArm | undefined {
  return summary.arms.find(({ arm }) => arm === "shown");
}

export function baselineArm({ summary }: OfferReport): ReportArm | undefined {
  return summary.arms.find(({ arm }) => arm === summary.control);
}

export function verdictOf(report: OfferReport): Verdict {
  if (report.summary.sampleRatio?.state === "MISMATCH") return { key: "report.verdict.mismatch" };
  const comparison = shownArm(report)?.against?.conversion;
  if (comparison === undefined || (baselineArm(report)?.outcomes.enrolled ?? 0) === 0) {
    return { key: "report.verdict.alone" };
  }
  if (comparison.state === "COLLECTING") {
    const { complete, daysLeft } = comparison;
    return { key: "report.verdict.collecting", complete, ...(daysLeft !== undefined && { daysLeft }) };
  }
  const keys: Record<
    ReadyComparison["verdict"],
    Extract<MessageKey, "report.verdict.better" | "report.verdict.worse" | "report.verdict.inconclusive">
  > = {
    BETTER: "report.verdict.better",
    WORSE: "report.verdict.worse",
    INCONCLUSIVE: "report.verdict.inconclusive",
  };
  return { key: keys[comparison.verdict], comparison };
}
