/** What the fake site's reports and its attention list say; a test sets them. In memory, one a test. */
import type { AttentionItem } from "../../wire/attention.ts";
import type { SiteReport } from "../../wire/reports.ts";
import { EVERY_ATTENTION, siteReport } from "./sample-reports.ts";

export class FakeReports {
  site: (days: number) => SiteReport = (days) => siteReport(days);
  attention: AttentionItem[] = EVERY_ATTENTION;
  /** Periods asked for, in order. */
  asked: number[] = [];

  /** `undefined` for what it does not know. */
  answer(path: string, query: URLSearchParams): unknown {
    const days = Number(query.get("days"));
    switch (path) {
      case "/reports/site":
        this.asked.push(days);
        return this.site(days);
      case "/attention":
        return { items: this.attention };
      default:
        return undefined;
    }
  }
}
