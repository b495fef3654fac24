import { describe, expect, it } from "vitest";
import type { ReportComparison } from "../../wire/reports.ts";
import { reportCsv } from "../../console/reports/report-csv.ts";
import { verdictOf } from "../../console/reports/report-verdict.ts";
import { arm, estimate, report } from "./sample-reports.ts";

const ready = (verdict: "BETTER" | "WORSE" | "INCONCLUSIVE"): ReportComparison => ({
  state: "READY",
  verdict,
  difference: estimate,
  pValue: 0.01,
});

describe("a report's sentence", () => {
  it("says what the interval says", () => {
    expect(verdictOf(report(ready("BETTER"))).key).toBe("report.verdict.better");
    expect(verdictOf(report(ready("WORSE"))).key).toBe("report.verdict.worse");
    expect(verdictOf(report(ready("INCONCLUSIVE"))).key).toBe("report.verdict.inconclusive");
  });

  it("says how much is missing while it is too early", () => {
    expect(verdictOf(report({ state: "COLLECTING", complete: 0.3, daysLeft: 4 }))).toEqual({
      key: "report.verdict.collecting",
      complete: 0.3,
      daysLeft: 4,
    });
  });

  it("waits where the hold-out is small and has nobody in it yet", () => {
    const early = {
      control: "holdout",
      arms: [arm("shown", 3, { state: "COLLECTING", complete: 0 }), arm("holdout", 0)],
      sampleRatio: { state: "OK" as const, pValue: 1, expected: { shown: 2.94, holdout: 0.06 } },
    };
    expect(verdictOf(report(undefined, early)).key).toBe("report.verdict.collecting");
  });

  it("compares nothing where nobody was held back", () => {
    const alone = { arms: [arm("shown", 50, ready("BETTER")), arm("control", 0)] };
    expect(verdictOf(report(undefined, alone)).key).toBe("report.verdict.alone");
  });

  it("trusts no comparison of groups that are not as large as they were drawn, however good it looks", () => {
    const sampleRatio = { state: "MISMATCH" as const, pValue: 0.0001, expected: {} };
    expect(verdictOf(report(ready("BETTER"), { sampleRatio })).key).toBe("report.verdict.mismatch");
  });
});

describe("a report as CSV", () => {
  it("has one row a group, with every interval", () => {
    const [head, shown, control] = reportCsv([report(ready("BETTER"))]).split("\r\n");
    expect(head!.split(",")).toHaveLength(19);
    expect(shown).toBe("spring,Spring,hero,shown,50,40,4,1,2,80.5,0.05,0.04,0.06,,,,,,");
    expect(control).toContain("spring,Spring,hero,control,10");
  });

  it("quotes what needs it, and lets no name become a formula", () => {
    expect(reportCsv([report(undefined, {}, 'Ten, "off"')])).toContain('spring,"Ten, ""off""",hero');
    expect(reportCsv([report(undefined, {}, "=1+1")])).toContain("spring,'=1+1,hero");
  });
});
