/**
 * What a row of recommended products costs over HTTP: the production bundle under the bare `workerd serve`, a catalogue of
 * all products of a click log, a model of its latest sessions, and visitors who walk through its test sessions.
 *
 * Requests differ by one thing at a time, so that their differences say where the CPU goes. Rounds are interleaved and
 * medians quoted. Then requests come at a steady pace, which stops by itself where the machine does not keep up; this
 * process sends them, so on few cores it takes part of what it measures.
 */
import { join, resolve } from "node:path";
import { workerStep } from "../../start/build-worker.ts";
import { ROOT } from "../../start/paths.ts";
import { runIfStale } from "../../start/stale.ts";
import { renderTable } from "../../start/table.ts";
import { bundleProbe } from "../collect/bundle-probe.ts";
import { noopRequests } from "../collect/collect-requests.ts";
import { openLargeSite } from "../collect/open-large-site.ts";
import { LoadClient } from "../load.ts";
import type { LoadAnswer, LoadRequest } from "../load.ts";
import { findSessionFile, readSessionFile } from "../next-item/session-file.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { cpuTimeOf, requireProcessCpu } from "../process-cpu.ts";
import { serveBundle, writeBundleConfig } from "../serve-bundle.ts";
import { median, percentile, rounded } from "../statistics.ts";
import { catalogueOf, fragmentsOf, ROW, WAYS, Walkers } from "./recommend-requests.ts";
import type { Way } from "./recommend-requests.ts";
import { sendSteadily } from "./steady-load.ts";
import type { SteadyLoad } from "./steady-load.ts";

const DEFAULT_DATA = join(ROOT, "../shared/data/next-item/diginetica");
/** As many as a learner keeps, and as few as it learns an order from. */
const MOST_SESSIONS = 50_000;
const LEAST_SESSIONS = 2_000;
const SEED = 1;
/** Connections: enough that the runtime is never idle, few enough that none queues. */
const CONCURRENCY = 8;
/** Connections at a steady pace: a burst must not wait for one. */
const STEADY_CONCURRENCY = 64;
const DEFAULT_ROUNDS = 5;
const DEFAULT_REQUESTS = 1_000;
/** Visitors of a round, and views each has behind them when it is measured. */
const VISITORS = 100;
const WARM_UP_EACH = 3;
/** Learning takes minutes on a busy machine. */
const MOST_LEARNING_MS = 15 * 60_000;

/** Paces tried, until one is held; and for how long. */
const PACES = [1_000, 500, 250];
const STEADY_SECONDS = 5;
/** A pace is held where so much of it was answered while it lasted. */
const HELD_SHARE = 0.98;

const PER_CORE_GOAL = 2_500;
const P99_GOAL_MS = 7;
const MICROSECONDS = 1e6;

export const recommendBench: Benchmark = { run };

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  requireProcessCpu();
  const options = parseOptions(args, {
    data: { type: "string" },
    sessions: { type: "string" },
    rounds: { type: "string" },
    requests: { type: "string" },
  });
  const wanted = wholeNumber("sessions", options.sessions, MOST_SESSIONS, LEAST_SESSIONS, MOST_SESSIONS);
  const rounds = wholeNumber("rounds", options.rounds, DEFAULT_ROUNDS, 1, 100);
  const requests = wholeNumber("requests", options.requests, DEFAULT_REQUESTS, 100, 100_000);
  const folder = resolve(options.data ?? DEFAULT_DATA);
  const train = [...readSessionFile(findSessionFile(folder, "train"))].map(({ items }) => items);
  const test = [...readSessionFile(findSessionFile(folder, "test"))].map(({ items }) => items);

  await runIfStale(workerStep);
  const config = scope.tempDir("recommend");
  writeBundleConfig(config, await bundleProbe());
  const served = await serveBundle(scope, config, join(config, "objects"));
  const open = (url: string | undefined, concurrency: number, answerMs?: number): LoadClient => {
    const client = new LoadClient(url ?? "", concurrency, answerMs);
    scope.onEnd(() => client.close());
    return client;
  };
  const now = Date.now();
  const ids = [...new Set(train.flat())];
  const products = catalogueOf(ids, SEED, now);
  const sessions = fragmentsOf(train.slice(-wanted), now);
  report(
    `  ${ids.length.toLocaleString("en")} products, a model of ${sessions.length.toLocaleString("en")} sessions …`,
  );
  const admin = open(served.url, 1, MOST_LEARNING_MS);
  await openLargeSite(admin, open(served.probeUrl, 1, MOST_LEARNING_MS), products, sessions);

  const client = open(served.url, CONCURRENCY);
  const probe = open(served.probeUrl, CONCURRENCY);
  const cpuUs = async (one: LoadClient, batch: readonly LoadRequest[], check?: (answer: LoadAnswer) => void) => {
    const before = cpuTimeOf(served.pid).total;
    await one.sendAll(batch, check);
    return (cpuTimeOf(served.pid).total - before) / batch.length;
  };
  let group = 0;
  /** Walkers nobody has met, with views behind them. */
  const newcomers = async (): Promise<Walkers> => {
    const from = (group++ * VISITORS) % (test.length - VISITORS);
    const walkers = new Walkers(`group${String(group).padStart(4, "0")}`, test.slice(from, from + VISITORS));
    await client.sendAll(walkers.ask(VIEW_ROW, VISITORS * WARM_UP_EACH, Date.now()));
    return walkers;
  };
  await untilRecommended(client, await newcomers());

  const slices = new Map<string, number[]>(["noop", ...WAYS.map(({ name }) => name)].map((name) => [name, []]));
  // The first round is for the engine to compile what is hot; it is not counted.
  for (let round = 0; round <= rounds; round++) {
    const noop = await cpuUs(probe, noopRequests(requests));
    if (round > 0) slices.get("noop")!.push(noop);
    for (const way of WAYS) {
      const walkers = await newcomers();
      const us = await cpuUs(client, walkers.ask(way, requests, Date.now()), checkOf(way));
      if (round > 0) slices.get(way.name)!.push(us);
    }
    if (round > 0)
      report(
        `  round ${round}: ${[...slices].map(([name, all]) => `${name} ${Math.round(all.at(-1)!)} µs`).join(", ")}`,
      );
  }

  const steady = new Map<string, Pace>();
  const steadyClient = open(served.url, STEADY_CONCURRENCY);
  for (const way of [NOBODY_ROW, VISITOR_ROW, VIEW_ROW]) {
    for (const pace of PACES) {
      report(`  ${way.name} at ${pace} requests a second …`);
      const batch = (await newcomers()).ask(way, pace * STEADY_SECONDS, Date.now());
      const before = cpuTimeOf(served.pid).total;
      const load = await sendSteadily(steadyClient, batch, pace, checkOf(way));
      const isHeld = load.isHeld && load.perSecond >= HELD_SHARE * pace;
      const answered = Math.max(1, load.waitsMs.length);
      steady.set(way.name, { ...load, pace, isHeld, cpuUs: (cpuTimeOf(served.pid).total - before) / answered });
      if (isHeld) break;
    }
  }
  return outcome(slices, steady, { items: ids.length, sessions: sessions.length, rounds, requests });
}

interface Pace extends SteadyLoad {
  pace: number;
  /** Of workerd, by answer. */
  cpuUs: number;
}

const [, NOBODY_ROW, , VISITOR_ROW, , VIEW_ROW] = WAYS;

/** Isolates hear of a new model within seconds: asks until a row is the model's doing. */
async function untilRecommended(client: LoadClient, walkers: Walkers): Promise<void> {
  let last = "";
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    for (const request of walkers.ask(NOBODY_ROW, VISITORS, Date.now())) {
      last = (await client.send(request)).body;
      if (MODEL_REASONS.some((reason) => last.includes(`"${reason}"`))) return;
    }
    await new Promise((done) => setTimeout(done, TRY_MS));
  }
  throw new Error(`the site does not recommend by its model: ${last.slice(0, 300)}`);
}

const MOST_TRIES = 20;
const TRY_MS = 1_000;
const MODEL_REASONS = ["CO_VISITED", "SESSION_NEIGHBOURS"];

/** @returns what throws unless the answer is whole: a refusal would be cheap */
function checkOf(way: Way): (answer: LoadAnswer) => void {
  return ({ body }) => {
    const { accepted, decisions } = JSON.parse(body) as Partial<Answer>;
    const products = decisions?.[0]?.products?.length ?? 0;
    if (accepted !== Number(way.event) || products !== (way.row ? ROW : 0)) {
      throw new Error(`${way.name}: not a full answer: ${body.slice(0, 300)}`);
    }
  };
}

interface Answer {
  accepted: number;
  decisions: { products?: unknown[] }[];
}

function outcome(
  slices: ReadonlyMap<string, readonly number[]>,
  steady: ReadonlyMap<string, Pace>,
  setting: Record<string, number>,
): Outcome {
  const us = (name: string): number => median(slices.get(name)!);
  const perCore = (name: string): number => MICROSECONDS / us(name);
  const table = renderTable(
    [
      ["request", "CPU µs", "requests per core-second"],
      ["Hono, GET, no-op", us("noop").toFixed(0), perCore("noop").toFixed(0)],
      ...WAYS.map(({ name, title }) => [title, us(name).toFixed(0), perCore(name).toFixed(0)]),
    ],
    { right: [1, 2] },
  );
  const parts = {
    route: us("nobodyNothing") - us("noop"),
    rowInWorker: us("nobodyRow") - us("nobodyNothing"),
    object: us("visitorNothing") - us("nobodyNothing"),
    rowInObject: us("visitorRow") - us("visitorNothing"),
    viewAndCommit: us("view") - us("visitorNothing"),
  };
  const where = renderTable(
    [
      ["of it", "CPU µs"],
      ["the route: body, JSON, checks, answer", parts.route.toFixed(0)],
      ["a row, decided in the Worker", parts.rowInWorker.toFixed(0)],
      ["the call to the visitor's object", parts.object.toFixed(0)],
      ["a row, decided in the object", parts.rowInObject.toFixed(0)],
      ["a view: folded, scored, committed", parts.viewAndCommit.toFixed(0)],
    ],
    { right: [1] },
  );
  const paces = renderTable(
    [
      ["at a steady pace", "asked", "answered", "p50", "p99", "CPU µs"],
      ...[...steady].map(([name, { pace, perSecond, waitsMs, isHeld, cpuUs }]) => [
        WAYS.find((way) => way.name === name)!.title,
        `${pace}/s`,
        `${perSecond.toFixed(0)}/s${isHeld ? "" : ", not held"}`,
        `${median(waitsMs).toFixed(1)} ms`,
        `${percentile(waitsMs, 0.99).toFixed(1)} ms`,
        cpuUs.toFixed(0),
      ]),
    ],
    { right: [1, 2, 3, 4, 5] },
  );
  const goals = `Goals: ≥ ${PER_CORE_GOAL.toLocaleString("en")} requests per core-second: ${verdict(perCore("nobodyRow") >= PER_CORE_GOAL)} for nobody, ${verdict(perCore("viewRow") >= PER_CORE_GOAL)} for a visitor's view; p99 < ${P99_GOAL_MS} ms at ${PACES[0]}/s: ${verdict(isFast(steady.get("nobodyRow")))} for nobody, ${verdict(isFast(steady.get("viewRow")))} for a visitor's view.`;
  return {
    table: `${table}\n\n${where}\n\n${paces}\n\n${goals}\nCPU: utime + stime of workerd per request; medians of ${setting["rounds"]} interleaved rounds of ${setting["requests"]} requests.`,
    json: {
      ...setting,
      requestsPerCore: Object.fromEntries(WAYS.map(({ name }) => [name, rounded(perCore(name), 0)])),
      cpuUs: Object.fromEntries([...slices.keys()].map((name) => [name, rounded(us(name), 1)])),
      partsUs: Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, rounded(value, 1)])),
      steady: Object.fromEntries(
        [...steady].map(([name, { pace, perSecond, waitsMs, isHeld, cpuUs }]) => [
          name,
          {
            pace,
            perSecond: rounded(perSecond, 0),
            isHeld,
            p50Ms: rounded(median(waitsMs), 2),
            p99Ms: rounded(percentile(waitsMs, 0.99), 2),
            cpuUs: rounded(cpuUs, 1),
          },
        ]),
      ),
    },
  };
}

function isFast(pace: Pace | undefined): boolean {
  return pace !== undefined && pace.isHeld && pace.pace === PACES[0] && percentile(pace.waitsMs, 0.99) < P99_GOAL_MS;
}

function verdict(isMet: boolean): string {
  return isMet ? "met" : "missed";
}
