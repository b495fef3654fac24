/**
 * The shop of a million products for real: ten million sessions are dealt out to the shards of their products as visitors'
 * objects would tell them, and each shard is built from its own, in a process of its own.
 */
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeSessionModel } from "../../worker/domain/recommend/session-model/session-model-format.ts";
import {
  LoadedShard,
  rankAcrossShards,
  shardOf,
  shardsToRead,
} from "../../worker/domain/recommend/session-model/shards.ts";
import type { Scope } from "../scope.ts";
import { median, percentile, rounded } from "../statistics.ts";
import { runBuild } from "./build-report.ts";
import type { BuildReport } from "./build-report.ts";
import { generateSessions, generateVisits, idOf } from "./generated-sessions.ts";
import { spoolFile, SpoolWriter } from "./session-spool.ts";

/**
 * Megabytes that V8 may keep of a shard's build in its old generation: what a large machine would let lie is no need. The
 * typed arrays lie beside it; the memory told is the whole process's, and an isolate has 128.
 */
const HEAP_MEGABYTES = 64;
/** Decisions whose reads are counted, and those of them that are timed: each of these reads up to four shards from disk, as an isolate that has none of them would. */
const COUNTED = 5_000;
const DECISIONS = 100;
/** Shards held while asking. */
const HELD = 48;
/** Sessions between two words to whoever waits. */
const TOLD_EVERY = 1_000_000;
const PLACES = 20;
const SHARD_BUILD = new URL("./shard-child.ts", import.meta.url);

export interface FullSize {
  products: number;
  sessions: number;
  shards: number;
  /** Shards really built, the first; all sessions are dealt out in any case. */
  built: number;
}

export interface FullFigures {
  dealSeconds: number;
  /** Sessions told to a shard, over sessions: how many shards a session concerns. */
  copies: number;
  spoolMegabytes: number;
  built: number;
  buildSecondsMedian: number;
  buildSecondsMost: number;
  buildSecondsAll: number;
  peakMegabytesMedian: number;
  peakMegabytesMost: number;
  shardBytesMedian: number;
  shardBytesMost: number;
  shardBytesAll: number;
  readsMean: number;
  readsP99: number;
  /** Milliseconds of CPU: this long one takes beside others. */
  loadMs: number;
  shardUsMedian: number;
  /** Over all shards a decision reads; missing where not all were built. */
  decisionUsMedian?: number;
  decisionUsP99?: number;
}

export async function growInFull(
  scope: Scope,
  size: FullSize,
  seed: number,
  report: (line: string) => void,
): Promise<FullFigures> {
  const folder = scope.tempDir("growth");
  const spools = join(folder, "sessions");
  mkdirSync(spools);
  const dealt = dealOut(spools, size, seed, report);
  const builds: BuildReport[] = [];
  const bytes: number[] = [];
  const snapshotOf = (shard: number): string => join(folder, `shard-${shard}.bin`);
  for (let shard = 0; shard < size.built; shard++) {
    const args = [spoolFile(spools, shard), String(shard), String(size.shards), snapshotOf(shard)];
    const built = await runBuild(scope, SHARD_BUILD, args, HEAP_MEGABYTES);
    builds.push(built);
    bytes.push(statSync(snapshotOf(shard)).size);
    report(
      `  shard ${shard + 1} of ${size.built}: ${built.cpuSeconds.toFixed(1)} s, ${built.peakMegabytes.toFixed(0)} MB, a snapshot of ${(bytes.at(-1)! / 1e6).toFixed(1)} MB`,
    );
  }
  const cpu = builds.map(({ cpuSeconds }) => cpuSeconds);
  const memory = builds.map(({ peakMegabytes }) => peakMegabytes);
  // What was not built is taken to be like what was: hashes deal products out evenly.
  const whole = size.shards / size.built;
  return {
    ...dealt,
    built: size.built,
    buildSecondsMedian: rounded(median(cpu), 2),
    buildSecondsMost: rounded(Math.max(...cpu), 2),
    buildSecondsAll: rounded(whole * sumOf(cpu), 0),
    peakMegabytesMedian: rounded(median(memory), 1),
    peakMegabytesMost: rounded(Math.max(...memory), 1),
    shardBytesMedian: rounded(median(bytes), 0),
    shardBytesMost: Math.max(...bytes),
    shardBytesAll: rounded(whole * sumOf(bytes), 0),
    ...ask(size, seed, snapshotOf),
  };
}

/** Tells each session to the shards of its products. */
function dealOut(
  folder: string,
  { products, sessions, shards }: FullSize,
  seed: number,
  report: (line: string) => void,
): Pick<FullFigures, "dealSeconds" | "copies" | "spoolMegabytes"> {
  const cpu = process.cpuUsage();
  const homeOf = Uint16Array.from({ length: products }, (_, product) => shardOf(idOf(product), shards));
  const spool = new SpoolWriter(folder, shards);
  let dealt = 0;
  let copies = 0;
  for (const visit of generateVisits(products, sessions, seed)) {
    const homes = new Set(visit.map((product) => homeOf[product]!));
    for (const home of homes) spool.add(home, visit);
    copies += homes.size;
    if (++dealt % TOLD_EVERY === 0) report(`  ${dealt.toLocaleString("en")} sessions dealt out …`);
  }
  spool.close();
  const { user, system } = process.cpuUsage(cpu);
  const bytes = sumOf(Array.from({ length: shards }, (_, shard) => statSync(spoolFile(folder, shard)).size));
  return {
    dealSeconds: rounded((user + system) / 1e6, 1),
    copies: rounded(copies / sessions, 2),
    spoolMegabytes: rounded(bytes / 1e6, 0),
  };
}

/** Decisions for visitors the shards have not learnt, each from all the shards it reads, where those were built. */
function ask({ products, shards, built }: FullSize, seed: number, snapshotOf: (shard: number) => string): Asked {
  const held = new Map<number, LoadedShard>();
  const loads: number[] = [];
  const load = (shard: number): LoadedShard => {
    const known = held.get(shard);
    if (known !== undefined) return known;
    if (held.size === HELD) held.delete(held.keys().next().value!);
    const bytes = new Uint8Array(readFileSync(snapshotOf(shard)));
    const cpu = process.cpuUsage();
    const loaded = new LoadedShard(decodeSessionModel(bytes));
    const { user, system } = process.cpuUsage(cpu);
    loads.push((user + system) / 1_000);
    held.set(shard, loaded);
    return loaded;
  };
  const timeUs = (loaded: readonly LoadedShard[], items: readonly string[]): number => {
    // Once before, so that the time is not the compiler's.
    rankAcrossShards(loaded, items, PLACES);
    const started = performance.now();
    rankAcrossShards(loaded, items, PLACES);
    return (performance.now() - started) * 1_000;
  };
  const reads: number[] = [];
  const shardUs: number[] = [];
  const decisionUs: number[] = [];
  for (const { items } of generateSessions(products, COUNTED, seed + 1)) {
    const read = shardsToRead(items, shards);
    reads.push(read.length);
    if (shardUs.length === DECISIONS || read[0]! >= built) continue;
    shardUs.push(timeUs([load(read[0]!)], items));
    if (built === shards) decisionUs.push(timeUs(read.map(load), items));
  }
  return {
    readsMean: rounded(sumOf(reads) / reads.length, 2),
    readsP99: percentile(reads, 0.99),
    loadMs: rounded(median(loads), 0),
    shardUsMedian: rounded(median(shardUs), 0),
    ...(decisionUs.length > 0 && {
      decisionUsMedian: rounded(median(decisionUs), 0),
      decisionUsP99: rounded(percentile(decisionUs, 0.99), 0),
    }),
  };
}

type Asked = Pick<
  FullFigures,
  "readsMean" | "readsP99" | "loadMs" | "shardUsMedian" | "decisionUsMedian" | "decisionUsP99"
>;

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0);
}
