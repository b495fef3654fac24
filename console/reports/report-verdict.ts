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

/** Whether somebody is shown it and nobody is to be held back: then no wait will ever bring something to compare with. */
function isAlone({ summary: { arms, control, sampleRatio } }: OfferReport): boolean {
  const enrolled = (name: string): number => arms.find(({ arm }) => arm === name)?.outcomes.enrolled ?? 0;
  return enrolled("shown") > 0 && enrolled(control) === 0 && !((sampleRatio?.expected[control] ?? 0) > 0);
}

export function verdictOf(report: OfferReport): Verdict {
  if (report.summary.sampleRatio?.state === "MISMATCH") return { key: "report.verdict.mismatch" };
  const comparison = shownArm(report)?.against?.conversion;
  if (comparison === undefined || isAlone(report)) return { key: "report.verdict.alone" };
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
