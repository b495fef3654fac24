/** Builds one shard from its sessions in a process of its own: `shard-child.ts SPOOL SHARD SHARDS SNAPSHOT`. */
import { writeFileSync } from "node:fs";
import { buildSessionModel } from "../../worker/domain/recommend/session-model/build-session-model.ts";
import { encodeSessionModel } from "../../worker/domain/recommend/session-model/session-model-format.ts";
import { shardModel, ShardSample } from "../../worker/domain/recommend/session-model/shards.ts";
import { idOf } from "./generated-sessions.ts";
import { startReport } from "./build-report.ts";
import { readSpool } from "./session-spool.ts";

const [spool = "", shardText = "", shardsText = "", snapshot = ""] = process.argv.slice(2);
const [shard, shards] = [Number(shardText), Number(shardsText)];
const report = startReport();
const sample = new ShardSample(shard, shards);
for (const visit of readSpool(spool)) sample.count(visit.map(idOf));
const model = buildSessionModel({
  sessions: kept(),
  now: Date.now(),
  seed: shard,
  // A shard is bounded by its sample, not by these.
  options: { clicks: Infinity, items: Infinity, ranker: false },
});
writeFileSync(snapshot, encodeSessionModel(shardModel(model, shard, shards)));
console.log(JSON.stringify(report()));

function* kept(): Generator<{ items: string[] }> {
  for (const visit of readSpool(spool)) {
    const items = visit.map(idOf);
    if (sample.keeps(items)) yield { items };
  }
}
