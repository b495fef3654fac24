/**
 * What is clicked next? After every click of every test session the engine names 20 items out of all; the sessions
 * before are what it learnt from, and it is told nothing else. The protocol of session-rec and of the graph-network
 * papers: the whole session so far is given, items already in it may be named, an item never seen in training counts
 * as missed, and the mean is over predictions.
 */
import { join, resolve } from "node:path";
import { ROOT } from "../../start/paths.ts";
import { renderTable } from "../../start/table.ts";
import { RankWorkspace, rankNext } from "../../worker/domain/recommend/session-model/rank-next.ts";
import { decodeSessionModel } from "../../worker/domain/recommend/session-model/session-model-format.ts";
import { itemNumberOf } from "../../worker/domain/recommend/session-model/session-model.ts";
import type { SessionModel } from "../../worker/domain/recommend/session-model/session-model.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { median, percentile, rounded } from "../statistics.ts";
import { AccuracyTally, PLACES } from "./accuracy.ts";
import type { Accuracy } from "./accuracy.ts";
import { baselinesOf } from "./baselines.ts";
import { buildInChild } from "./build-report.ts";
import type { BuildReport } from "./build-report.ts";
import { findSessionFile, readSessionFile } from "./session-file.ts";

const DEFAULT_DATA = join(ROOT, "../shared/data/next-item/diginetica");
const DEFAULT_SEEDS = 1;
const MOST_SEEDS = 10;

/** Predictions whose time is taken, spread over the test set; and how often each, of which the quickest counts. */
const TIMED = 5_000;
const TIMED_PASSES = 3;
/** The first loads and answers are slower than all later ones: the runtime is still compiling. */
const LOADS = 5;

export const nextItemBench: Benchmark = { run };

/** One seed's model, weighed. */
interface Measured extends BuildReport {
  accuracy: Accuracy;
  p50Us: number;
  p99Us: number;
  snapshotBytes: number;
  loadMs: number;
}

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, {
    data: { type: "string" },
    train: { type: "string" },
    test: { type: "string" },
    seeds: { type: "string" },
  });
  const folder = resolve(options.data ?? DEFAULT_DATA);
  const train = options.train === undefined ? findSessionFile(folder, "train") : resolve(options.train);
  const test = options.test === undefined ? findSessionFile(folder, "test") : resolve(options.test);
  const seeds = wholeNumber("seeds", options.seeds, DEFAULT_SEEDS, 1, MOST_SEEDS);

  const measured: Measured[] = [];
  let compared: { name: string; accuracy: Accuracy }[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    report(`  seed ${seed}: building from ${train} …`);
    const built = await buildInChild(scope, train, seed);
    const { model, loadMs } = load(built.snapshot);
    const sessions = [...readSessionFile(test)].map(({ items }) => items.map((id) => itemNumberOf(model, id)));
    report(`  seed ${seed}: asking for each click of ${sessions.length.toLocaleString("en")} test sessions …`);
    const workspace = new RankWorkspace(model.itemIds.length);
    const ask = (session: readonly number[]): number[] => rankNext(model, session, PLACES, workspace).items;
    const accuracy = weigh(model, sessions, ask);
    report(`  seed ${seed}: HR@20 ${(100 * accuracy.hr20).toFixed(2)}, MRR@20 ${(100 * accuracy.mrr20).toFixed(2)}`);
    const times = takeTimes(sessions, ask);
    measured.push({ ...built.report, ...times, accuracy, loadMs, snapshotBytes: built.snapshot.length });
    if (seed > 1) continue;
    compared = baselinesOf(model).map(({ name, recommend }) => {
      report(`  ${name} …`);
      return { name, accuracy: weigh(model, sessions, (session) => recommend(session.filter((item) => item >= 0))) };
    });
  }
  return outcome(measured, compared);
}

/**
 * The model in the snapshot, and the least CPU time of some loads: what a warm isolate takes. The clock would tell of
 * whatever else the machine does: a load is longer than a scheduler's turn, as an answer is not.
 */
function load(snapshot: Uint8Array): { model: SessionModel; loadMs: number } {
  let loadMs = Infinity;
  let model = decodeSessionModel(snapshot);
  for (let i = 0; i < LOADS; i++) {
    const before = process.cpuUsage();
    model = decodeSessionModel(snapshot);
    const { user, system } = process.cpuUsage(before);
    loadMs = Math.min(loadMs, (user + system) / 1_000);
  }
  return { model, loadMs };
}

function weigh(
  { popularity }: SessionModel,
  sessions: readonly number[][],
  ask: (session: readonly number[]) => number[],
): Accuracy {
  const tally = new AccuracyTally(popularity);
  for (const session of sessions) {
    for (let next = 1; next < session.length; next++) tally.add(ask(session.slice(0, next)), session[next]!);
  }
  return tally.result();
}

/** Of each prediction the least of its passes, so that what else the machine does is not told as ours. */
function takeTimes(
  sessions: readonly number[][],
  ask: (session: readonly number[]) => number[],
): Pick<Measured, "p50Us" | "p99Us"> {
  const all = sessions.flatMap((session) => session.slice(1).map((_, i) => session.slice(0, i + 1)));
  const stride = Math.max(1, Math.floor(all.length / TIMED));
  const timed = all.filter((_, i) => i % stride === 0);
  const times = timed.map((session) => {
    let least = Infinity;
    for (let pass = 0; pass < TIMED_PASSES; pass++) {
      const started = performance.now();
      ask(session);
      least = Math.min(least, performance.now() - started);
    }
    return least * 1_000;
  });
  if (times.length === 0) return { p50Us: 0, p99Us: 0 };
  return { p50Us: median(times), p99Us: percentile(times, 0.99) };
}

function outcome(measured: readonly Measured[], compared: readonly { name: string; accuracy: Accuracy }[]): Outcome {
  const mean = (pick: (one: Measured) => number): number =>
    measured.reduce((sum, one) => sum + pick(one), 0) / measured.length;
  const row = (name: string, { hr20, mrr20, coverage, novelty, popularityBias }: Accuracy): string[] => [
    name,
    (100 * hr20).toFixed(2),
    (100 * mrr20).toFixed(2),
    `${(100 * coverage).toFixed(1)} %`,
    `${novelty.toFixed(2)} bit`,
    popularityBias.toFixed(4),
  ];
  const accuracy: Accuracy = {
    predictions: measured[0]?.accuracy.predictions ?? 0,
    hr20: mean((one) => one.accuracy.hr20),
    mrr20: mean((one) => one.accuracy.mrr20),
    coverage: mean((one) => one.accuracy.coverage),
    novelty: mean((one) => one.accuracy.novelty),
    popularityBias: mean((one) => one.accuracy.popularityBias),
  };
  const table = renderTable(
    [
      ["", "HR@20", "MRR@20", "coverage", "novelty", "popularity bias"],
      ...compared.map((one) => row(one.name, one.accuracy)),
      ...(measured.length > 1 ? measured.map((one, i) => row(`ours, seed ${i + 1}`, one.accuracy)) : []),
      row(measured.length > 1 ? `ours, mean of ${measured.length}` : "ours", accuracy),
    ],
    { right: [1, 2, 3, 4, 5] },
  );
  const figures = {
    p50Us: rounded(
      mean((one) => one.p50Us),
      0,
    ),
    p99Us: rounded(
      mean((one) => one.p99Us),
      0,
    ),
    snapshotBytes: rounded(
      mean((one) => one.snapshotBytes),
      0,
    ),
    buildSeconds: rounded(
      mean((one) => one.cpuSeconds),
      1,
    ),
    buildWallSeconds: rounded(
      mean((one) => one.wallSeconds),
      1,
    ),
    peakMegabytes: rounded(Math.max(...measured.map((one) => one.peakMegabytes)), 0),
    loadMs: rounded(
      mean((one) => one.loadMs),
      1,
    ),
  };
  const facts = [
    `${accuracy.predictions.toLocaleString("en")} predictions. One takes ${figures.p50Us} µs in the middle, ${figures.p99Us} µs at the 99th percentile.`,
    `Built in ${figures.buildSeconds} s of CPU (${figures.buildWallSeconds} s on the clock), ${figures.peakMegabytes} MB of memory at the most;`,
    `the snapshot has ${figures.snapshotBytes.toLocaleString("en")} bytes and loads in ${figures.loadMs} ms of CPU.`,
  ];
  return {
    table: [table, "", ...facts].join("\n"),
    json: {
      predictions: accuracy.predictions,
      ...rounds(accuracy),
      ...figures,
      seeds: measured.map((one) => rounds(one.accuracy)),
      compared: Object.fromEntries(compared.map((one) => [one.name, rounds(one.accuracy)])),
    },
  };
}

function rounds({ hr20, mrr20, coverage, novelty, popularityBias }: Accuracy): Record<string, number> {
  return {
    hr20: rounded(hr20, 5),
    mrr20: rounded(mrr20, 5),
    coverage: rounded(coverage, 4),
    novelty: rounded(novelty, 3),
    popularityBias: rounded(popularityBias, 5),
  };
}
