/** Reports as CSV (RFC 4180), one row a group: for a spreadsheet, so numbers are plain and in units. Pure. */
import type { OfferReport, ReportEstimate } from "../../wire/reports.ts";

const COLUMNS = [
  "offer",
  "name",
  "placement",
  "group",
  "enrolled",
  "exposed",
  "clicked",
  "dismissed",
  "converted",
  "revenue",
  "conversion_rate",
  "conversion_rate_low",
  "conversion_rate_high",
  "revenue_per_visitor",
  "revenue_per_visitor_low",
  "revenue_per_visitor_high",
  "money_per_month",
  "money_per_month_low",
  "money_per_month_high",
] as const;

export function reportCsv(offers: readonly OfferReport[]): string {
  const rows = offers.flatMap((report) =>
    report.summary.arms.map((arm) => [
      report.offer,
      report.name,
      report.placement,
      arm.arm,
      arm.outcomes.enrolled,
      arm.outcomes.exposed,
      arm.outcomes.clicked,
      arm.outcomes.dismissed,
      arm.outcomes.converted,
      arm.outcomes.revenue,
      ...parts(arm.conversionRate),
      ...parts(arm.revenuePerVisitor),
      ...parts(arm.moneyPerMonth),
    ]),
  );
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function parts(estimate: ReportEstimate | undefined): (number | string)[] {
  return estimate === undefined ? ["", "", ""] : [estimate.value, estimate.interval.low, estimate.interval.high];
}

/** Quoted where it must be; a text that a spreadsheet would take for a formula is kept a text (OWASP, "CSV injection"). */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
