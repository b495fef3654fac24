/**
 * What becomes of build time, bytes and reads when a shop grows past one snapshot: generated sessions, the whole model,
 * its shards by item, and what one decision reads of them. Smaller sizes are told as what they would be at full size:
 * everything that counts here grows with the sessions or with the products, and shops have both in proportion. `--full`
 * then builds the full size, a shard at a time; that takes many minutes.
 */
import { renderTable } from "../../start/table.ts";
import { buildSessionModel } from "../../worker/domain/recommend/session-model/build-session-model.ts";
import { encodeSessionModel } from "../../worker/domain/recommend/session-model/session-model-format.ts";
import {
  LoadedShard,
  rankAcrossShards,
  shardModel,
  shardsToRead,
} from "../../worker/domain/recommend/session-model/shards.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { median, percentile, rounded } from "../statistics.ts";
import { growInFull } from "./full-growth.ts";
import type { FullFigures } from "./full-growth.ts";
import { generateSessions } from "./generated-sessions.ts";

const FULL = { products: 1_000_000, sessions: 10_000_000 };
const DEFAULT_SESSIONS = 500_000;
/** Megabytes of one snapshot beyond which it is cut up. */
const MOST_MEGABYTES = 20;
/** Megabytes of a shard then: a decision may have to load one first, and a megabyte takes some 10 ms. */
const SHARD_MEGABYTES = 5;
/** Decisions asked. */
const DECISIONS = 2_000;
/** Shards at most: were more needed, a decision would read mostly what it does not use. */
const MOST_SHARDS = 1_024;
/** Shards really made and weighed: all are alike. */
const MADE = 3;
/** How many times more shards than the sample needs: at full size more products have more sessions than are looked at. */
const ROOM = 2;
const SEED = 1;

export const growthBench: Benchmark = { run };

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, {
    sessions: { type: "string" },
    full: { type: "boolean" },
    built: { type: "string" },
    shards: { type: "string" },
  });
  const sessions = wholeNumber("sessions", options.sessions, DEFAULT_SESSIONS, 10_000, FULL.sessions);
  const scale = FULL.sessions / sessions;
  const products = Math.round(FULL.products / scale);

  report(`  building from ${sessions.toLocaleString("en")} sessions of ${products.toLocaleString("en")} products …`);
  const cpu = process.cpuUsage();
  const model = buildSessionModel({
    sessions: generateSessions(products, sessions, SEED),
    now: Date.now(),
    seed: SEED,
    options: { clicks: 10 * sessions, items: products, ranker: false },
  });
  const built = process.cpuUsage(cpu);
  const buildSeconds = (built.user + built.system) / 1e6;
  const bytes = encodeSessionModel(model).length;

  // As many as keep the shards of a full-size shop small enough; here they are as much smaller as the shop is.
  const most = (bytes * scale > MOST_MEGABYTES * 1e6 ? SHARD_MEGABYTES : MOST_MEGABYTES) * 1e6;
  let shards = 1;
  let perShard = bytes;
  while (perShard * scale > most && shards < MOST_SHARDS) {
    shards *= 2;
    perShard = encodeSessionModel(shardModel(model, 0, shards)).length;
    report(`  ${shards} shards of ${(perShard / 1e6).toFixed(2)} MB …`);
  }
  const shardCpu = process.cpuUsage();
  const made = Array.from(
    { length: Math.min(MADE, shards) },
    (_, shard) => new LoadedShard(shardModel(model, shard, shards)),
  );
  const cut = process.cpuUsage(shardCpu);
  const shardSeconds = (cut.user + cut.system) / 1e6 / made.length;
  perShard = median(made.map((shard) => encodeSessionModel(shard.model).length));

  report("  asking …");
  const asked = [...generateSessions(products, DECISIONS, SEED + 1)].map(({ items }) => items);
  const reads = asked.map((items) => shardsToRead(items, shards).length);
  const times = asked
    .filter((items) => shardsToRead(items, shards)[0]! < made.length)
    .map((items) => {
      const first = made[shardsToRead(items, shards)[0]!]!;
      const started = performance.now();
      rankAcrossShards([first], items, 20);
      return (performance.now() - started) * 1_000;
    });

  const figures = {
    sessions,
    products,
    clicks: model.index.clicks.length,
    buildSeconds: rounded(buildSeconds, 1),
    bytes,
    shards,
    shardBytes: rounded(perShard, 0),
    shardSeconds: rounded(shardSeconds, 2),
    replication: rounded((perShard * shards) / bytes, 2),
    readsMean: rounded(reads.reduce((sum, one) => sum + one, 0) / reads.length, 2),
    readsP99: percentile(reads, 0.99),
    usPerShard: times.length === 0 ? 0 : rounded(median(times), 0),
    fullBuildSeconds: rounded(buildSeconds * scale, 0),
    fullBytes: rounded(bytes * scale, 0),
    fullShardBytes: rounded(perShard * scale, 0),
  };
  const number = (value: number): string => value.toLocaleString("en");
  const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
  const table = renderTable(
    [
      ["", "measured", `× ${number(scale)}`],
      ["sessions", number(sessions), number(FULL.sessions)],
      ["products", number(products), number(FULL.products)],
      ["build without ranker, CPU", `${figures.buildSeconds} s`, `${number(figures.fullBuildSeconds)} s`],
      ["one snapshot", megabytes(bytes), megabytes(figures.fullBytes)],
      [`one of ${shards} shards`, megabytes(perShard), megabytes(figures.fullShardBytes)],
      ["all shards together, in snapshots", String(figures.replication), String(figures.replication)],
      ["shards read by a decision, mean", String(figures.readsMean), String(figures.readsMean)],
      ["… 99th percentile", String(figures.readsP99), String(figures.readsP99)],
      ["one shard's answer, median", `${figures.usPerShard} µs`, ""],
    ],
    { right: [1, 2] },
  );
  if (!options.full) return { table, json: figures };
  const dealtTo = wholeNumber("shards", options.shards, Math.min(MOST_SHARDS, shards * ROOM), 1, MOST_SHARDS);
  const really = wholeNumber("built", options.built, dealtTo, 1, dealtTo);
  const full = await growInFull(scope, { ...FULL, shards: dealtTo, built: really }, SEED, report);
  return { table: `${table}\n\n${fullTable(full, dealtTo)}`, json: { ...figures, full: { ...full, shards: dealtTo } } };
}

function fullTable(full: FullFigures, shards: number): string {
  const megabytes = (value: number): string => `${(value / 1e6).toFixed(1)} MB`;
  const { products, sessions } = FULL;
  return renderTable(
    [
      [
        `${products.toLocaleString("en")} products, ${sessions.toLocaleString("en")} sessions, for real`,
        "median",
        "most",
        "all",
      ],
      ["dealt out to shards, CPU", "", "", `${full.dealSeconds} s`],
      ["shards a session is told to", "", "", `${full.copies} of ${shards}`],
      [
        `one shard's build, CPU (${full.built} built)`,
        `${full.buildSecondsMedian} s`,
        `${full.buildSecondsMost} s`,
        `${full.buildSecondsAll} s`,
      ],
      ["its memory above the runtime's", `${full.peakMegabytesMedian} MB`, `${full.peakMegabytesMost} MB`, ""],
      ["its snapshot", megabytes(full.shardBytesMedian), megabytes(full.shardBytesMost), megabytes(full.shardBytesAll)],
      ["shards read by a decision: mean, 99th percentile", String(full.readsMean), String(full.readsP99), ""],
      ["loading one, where it is not at hand, CPU", `${full.loadMs} ms`, "", ""],
      ["one shard's answer", `${full.shardUsMedian} µs`, "", ""],
      ...(full.decisionUsMedian === undefined
        ? []
        : [
            [
              "a decision over all it reads: median, 99th percentile",
              `${full.decisionUsMedian} µs`,
              `${full.decisionUsP99} µs`,
              "",
            ],
          ]),
    ],
    { right: [1, 2, 3] },
  );
}
