/** Both outboxes of a visitor: the learner's and the reports'. Told together by the one digest. */
import type { Env } from "../env.ts";
import { reportShard, shardOf } from "../reports/report-shards.ts";
import { afterTelling, closeOutbox, hasNews, type LearnOutbox } from "./learn-outbox.ts";
import { afterReporting, closeReports, hasReports, type ReportsOutbox } from "./reports-outbox.ts";

export interface Outboxes {
  learn: LearnOutbox;
  reports?: ReportsOutbox;
}

export function hasSomethingToTell({ learn, reports }: Outboxes): boolean {
  return hasNews(learn) || hasReports(reports);
}

/** With nothing open: what is to be told will not change any more. */
export function closed({ learn, reports }: Outboxes): Outboxes {
  return { learn: closeOutbox(learn), ...(reports !== undefined && { reports: closeReports(reports) }) };
}

/** Tells everything that is closed. A repeat changes nothing where it was told before. */
export async function tell(env: Env, site: string, { learn, reports }: Outboxes, now: number): Promise<void> {
  if (learn.closed.length > 0) {
    await env.LEARNER.getByName(site).recordMany(learn.closed.map((part) => ({ ...part, now })));
  }
  if (reports !== undefined && reports.closed.length > 0) {
    const { key } = reports;
    await reportShard(env, site, shardOf(key)).record(reports.closed.map((part) => ({ key, ...part })));
  }
}

/** Without what was told; what came in meanwhile stays. */
export function withoutTold({ learn, reports }: Outboxes, told: Outboxes): Outboxes {
  return {
    learn: afterTelling(learn, told.learn.closed),
    ...(reports !== undefined && { reports: afterReporting(reports, told.reports?.closed ?? []) }),
  };
}
