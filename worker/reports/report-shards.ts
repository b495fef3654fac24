/** A site's reports objects: `<site>#0` to `<site>#3`. The first also learns and publishes for all. */
import { hash53 } from "../domain/chance.ts";
import type { Env } from "../env.ts";
import type { ReportsObject } from "./reports-object.ts";

/** One object takes some 500 parts a second; four take as many as 100,000 visitors a minute send. */
export const REPORT_SHARDS = 4;

export function reportShard(env: Env, site: string, shard: number): DurableObjectStub<ReportsObject> {
  return env.REPORTS.getByName(`${site}#${shard}`);
}

/** The shard that an outbox tells, always the same. */
export function shardOf(outboxKey: string): number {
  return hash53(outboxKey) % REPORT_SHARDS;
}

/** What every shard answers. */
export function fromAllShards<T>(
  env: Env,
  site: string,
  ask: (shard: DurableObjectStub<ReportsObject>) => Promise<T>,
): Promise<T[]> {
  return Promise.all(Array.from({ length: REPORT_SHARDS }, (_, shard) => ask(reportShard(env, site, shard))));
}
