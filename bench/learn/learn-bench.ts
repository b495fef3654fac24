/**
 * What it takes to learn a new model, and what visitors' objects that report meanwhile wait for it.
 *
 * The production bundle under the bare `workerd serve`, one process a size. Half of the sessions make a first model; the
 * other half is new to it and half as many again, so that the second build does everything a build can: learn the order,
 * judge a trial against the current model, build the whole. It is measured by the process, so the runtime's own threads
 * count too.
 */
import { join } from "node:path";
import { workerStep } from "../../start/build-worker.ts";
import { runIfStale } from "../../start/stale.ts";
import { renderTable } from "../../start/table.ts";
import type { ModelStatus } from "../../wire/console.ts";
import type { SessionFragment } from "../../worker/domain/recommend/session-fragment.ts";
import { bundleProbe } from "../collect/bundle-probe.ts";
import { largeCatalogue, LARGE_SHOP_SETTINGS, largeShopSessions, SHOP } from "../collect/large-shop.ts";
import { teach } from "../collect/open-large-site.ts";
import { LoadClient } from "../load.ts";
import { Misuse } from "../outcome.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { parseOptions } from "../options.ts";
import { cpuTimeOf, requireProcessCpu } from "../process-cpu.ts";
import { memoryOf, resetPeak } from "../process-memory.ts";
import type { Scope } from "../scope.ts";
import { serveBundle, writeBundleConfig } from "../serve-bundle.ts";
import { percentile, rounded } from "../statistics.ts";

const PRODUCTS = 10_000;
const SEED = 1;
/** A shop in its first weeks, and as many sessions as a learner keeps. */
const DEFAULT_SESSIONS = [5_000, 50_000];
const MOST_SESSIONS = 50_000;
/** Fewer, and nothing is judged or learnt. */
const LEAST_SESSIONS = 4_000;
const DAY_MS = 86_400_000;
/** Between one report of a visitor's object and the next: far less than any wait that matters. */
const REPORT_EVERY_MS = 5;
/** A build that takes longer is stuck. */
const MOST_BUILD_MS = 15 * 60_000;
/** What the platform gives an alarm's invocation by default, and an isolate. */
const CPU_LIMIT_SECONDS = 30;
const MEMORY_LIMIT_MB = 128;

export const learnBench: Benchmark = { run };

interface Figures {
  sessions: number;
  cpuSeconds: number;
  wallSeconds: number;
  /** Milliseconds that reports waited for their answer while the model was learnt. */
  waits: number[];
  /** Megabytes of the process above what it held before, at the most. */
  peakMegabytes: number;
  bytes: number;
  judged: boolean;
}

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  requireProcessCpu();
  const options = parseOptions(args, { sessions: { type: "string" } });
  const sizes = options.sessions?.split(",").map(sizeOf) ?? DEFAULT_SESSIONS;
  await runIfStale(workerStep);
  const folder = scope.tempDir("learn");
  writeBundleConfig(folder, await bundleProbe());
  const figures: Figures[] = [];
  for (const sessions of sizes) {
    report(`  ${sessions.toLocaleString("en")} sessions …`);
    figures.push(await learn(scope, folder, sessions));
  }
  return outcome(figures);
}

function sizeOf(text: string): number {
  const size = Number(text);
  if (/^\d+$/.test(text) && size >= LEAST_SESSIONS && size <= MOST_SESSIONS) return size;
  throw new Misuse(`--sessions ${text}: give whole numbers from ${LEAST_SESSIONS} to ${MOST_SESSIONS}, by comma`);
}

async function learn(scope: Scope, folder: string, sessions: number): Promise<Figures> {
  const served = await serveBundle(scope, folder, join(folder, `of-${sessions}`));
  const site = new LoadClient(served.url, 1, MOST_BUILD_MS);
  const probe = new LoadClient(served.probeUrl ?? "", 1, MOST_BUILD_MS);
  scope.onEnd(() => [site, probe].forEach((client) => client.close()));
  await site.json("PUT", `/v1/sites/${SHOP}/settings`, LARGE_SHOP_SETTINGS);

  const started = Date.now();
  const products = largeCatalogue(PRODUCTS, SEED, started);
  await teach(probe, largeShopSessions(products, sessions / 2, SEED, started - DAY_MS));
  const first = (await site.json("POST", `/v1/sites/${SHOP}/model/rebuild`)) as ModelStatus;
  await teach(probe, laterThan(first.builtAt, largeShopSessions(products, sessions / 2, SEED + 1, started)));

  resetPeak(served.pid);
  const { resident } = memoryOf(served.pid);
  const cpu = cpuTimeOf(served.pid).total;
  const begun = performance.now();
  let isDone = false;
  const rebuilt = site.json("POST", `/v1/sites/${SHOP}/model/rebuild`).finally(() => (isDone = true));
  const waits: number[] = [];
  const visitors = largeShopSessions(products, 1_000, SEED + 2, started);
  for (let turn = 0; !isDone; turn++) {
    const one = { ...visitors[turn % visitors.length]!, key: `meanwhile-${turn}` };
    const asked = performance.now();
    await teach(probe, laterThan(Date.now(), [one]));
    waits.push(performance.now() - asked);
    await new Promise((done) => setTimeout(done, REPORT_EVERY_MS));
  }
  const status = (await rebuilt) as ModelStatus;
  return {
    sessions,
    cpuSeconds: (cpuTimeOf(served.pid).total - cpu) / 1e6,
    wallSeconds: (performance.now() - begun) / 1_000,
    waits,
    peakMegabytes: memoryOf(served.pid).peak - resident,
    bytes: status.bytes,
    judged: status.evaluation !== undefined,
  };
}

/** The same visits, each beginning a millisecond after the one before: what is later than a model is new to it. */
function laterThan(at: number, sessions: readonly SessionFragment[]): SessionFragment[] {
  return sessions.map((session, place) => ({
    ...session,
    items: session.items.map((item, step) => ({ ...item, at: at + 1 + place + step })),
  }));
}

function outcome(figures: readonly Figures[]): Outcome {
  const table = renderTable(
    [
      ["sessions", "CPU", `of ${CPU_LIMIT_SECONDS} s`, "longest wait", "wait p99", "memory", "model"],
      ...figures.map(({ sessions, cpuSeconds, waits, peakMegabytes, bytes }) => [
        sessions.toLocaleString("en"),
        `${cpuSeconds.toFixed(1)} s`,
        `${Math.round((100 * cpuSeconds) / CPU_LIMIT_SECONDS)} %`,
        `${Math.max(...waits).toFixed(0)} ms`,
        `${percentile(waits, 0.99).toFixed(0)} ms`,
        `+${peakMegabytes.toFixed(0)} MB`,
        `${(bytes / 1e6).toFixed(1)} MB`,
      ]),
    ],
    { right: [0, 1, 2, 3, 4, 5, 6] },
  );
  return {
    table: `${table}\n\nCPU and memory of the whole workerd process while one model was learnt, judged and published; an isolate may have ${MEMORY_LIMIT_MB} MB. Waits: of visitors' reports that came meanwhile.`,
    json: {
      learnt: figures.map(({ waits, ...one }) => ({
        ...one,
        cpuSeconds: rounded(one.cpuSeconds, 2),
        wallSeconds: rounded(one.wallSeconds, 2),
        peakMegabytes: rounded(one.peakMegabytes, 1),
        reports: waits.length,
        waitMostMs: rounded(Math.max(...waits), 1),
        waitP99Ms: rounded(percentile(waits, 0.99), 1),
      })),
    },
  };
}
