import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { Env } from "../../worker/env.ts";
import { REPORT_SHARDS, reportShard } from "../../worker/reports/report-shards.ts";

const bindings = env as unknown as Env;

/** A minute later: the visitors' outboxes are told, then the reports learn and publish. */
export async function minuteLater(visitors: readonly string[]): Promise<void> {
  for (const visitor of visitors) {
    vi.setSystemTime(Date.now() + 61_000);
    try {
      await runDurableObjectAlarm(bindings.VISITOR.getByName(`shop:${visitor}`));
    } finally {
      vi.useRealTimers();
    }
  }
  for (let shard = 0; shard < REPORT_SHARDS; shard++) await runDurableObjectAlarm(reportShard(bindings, "shop", shard));
}
