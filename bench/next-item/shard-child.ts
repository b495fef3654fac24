/** Builds one shard from its sessions in a process of its own: `shard-child.ts SPOOL SHARD SHARDS SNAPSHOT`. */
import { writeFileSync } from "node:fs";
import { encodeSessionModel } from "../../worker/domain/recommend/session-model/session-model-format.ts";
import { buildShard, ShardSample } from "../../worker/domain/recommend/session-model/shards.ts";
import { idOf } from "./generated-sessions.ts";
import { startReport } from "./build-report.ts";
import { readSpool } from "./session-spool.ts";

const [spool = "", shardText = "", shardsText = "", snapshot = ""] = process.argv.slice(2);
const [shard, shards] = [Number(shardText), Number(shardsText)];
const report = startReport();
const sample = new ShardSample(shard, shards);
for (const visit of readSpool(spool)) sample.count(visit.map(idOf));
const model = buildShard(kept(), shard, shards, {
  version: 1,
  builtAt: Date.now(),
  ranker: { untrained: "SWITCHED_OFF" },
});
writeFileSync(snapshot, encodeSessionModel(model));
console.log(JSON.stringify(report()));

function* kept(): Generator<{ items: string[] }> {
  for (const visit of readSpool(spool)) {
    const items = visit.map(idOf);
    if (sample.keeps(items)) yield { items };
  }
}
