/**
 * What one full `POST /v1/collect` costs in CPU, against the runtime's own floor.
 *
 * The production bundle and a probe run under the bare `workerd serve`, one process of the same configuration each, so
 * that the product's alarms are never counted as the probe's. Rounds are interleaved, so that whatever else the machine
 * does meets all of them; a ratio is of one round, and the median over rounds is quoted. Each round has new visitors,
 * whose objects are warm when it is measured.
 */
import { join } from "node:path";
import { workerStep } from "../../start/build-worker.ts";
import { runIfStale } from "../../start/stale.ts";
import { renderTable } from "../../start/table.ts";
import { LoadClient } from "../load.ts";
import type { LoadAnswer, LoadRequest } from "../load.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { cpuTimeOf, requireProcessCpu } from "../process-cpu.ts";
import { serveBundle, writeBundleConfig } from "../serve-bundle.ts";
import { median, percentile, rounded } from "../statistics.ts";
import { breakdownJson, breakdownTable, reduced, REDUCED_REQUESTS } from "./breakdown.ts";
import { bundleProbe } from "./bundle-probe.ts";
import { Cohort, noopRequests } from "./collect-requests.ts";
import { largeCatalogue, largeShopSessions } from "./large-shop.ts";
import { openLargeSite } from "./open-large-site.ts";
import { timeDecide } from "./time-decide.ts";
import { timeParts } from "./time-parts.ts";

const PRODUCTS = 10_000;
const SESSIONS = 8_000;
const DECISIONS = 20_000;
const SEED = 1;
/** Connections: enough that the runtime is never idle, few enough that none queues. */
const CONCURRENCY = 8;
/** Requests each visitor has made before being measured: 20 events lie behind, and everything is loaded and compiled. */
const WARM_UP_EACH = 4;
/** CPU time has a grain of 10 ms: so many requests make a second of the floor's. */
const DEFAULT_REQUESTS = 1_000;
const DEFAULT_ROUNDS = 9;
const DEFAULT_VISITORS = 50;
/** Targets: half again the floor, and a decision that nobody can notice. */
const FLOOR_RATIO_GOAL = 1.5;
const DECISION_P99_GOAL_MS = 1;

const VARIANTS = ["noop", "floor", "floorBody", "collect"] as const;
type Variant = (typeof VARIANTS)[number];
const TITLES: Record<Variant, string> = {
  noop: "Hono, GET, no-op",
  floor: "floor: GET → object by RPC → one-row SQL upsert",
  floorBody: "the floor behind the same body, read and parsed",
  collect: "POST /v1/collect: 5 events, 2 placements",
};

/** One slice of load on one process. */
interface Slice {
  cpuUs: number;
  userUs: number;
  perSecond: number;
  rowsWritten: number;
}

export const collectBench: Benchmark = { run };

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  requireProcessCpu();
  const options = parseOptions(args, {
    rounds: { type: "string" },
    requests: { type: "string" },
    visitors: { type: "string" },
    breakdown: { type: "boolean" },
  });
  const rounds = wholeNumber("rounds", options.rounds, DEFAULT_ROUNDS, 1, 100);
  const requests = wholeNumber("requests", options.requests, DEFAULT_REQUESTS, 50, 100_000);
  const visitors = wholeNumber("visitors", options.visitors, DEFAULT_VISITORS, 1, 1_000);

  await runIfStale(workerStep);
  const folder = scope.tempDir("collect");
  writeBundleConfig(folder, await bundleProbe());
  const ours = await serveBundle(scope, folder, join(folder, "sameview"));
  const probes = await serveBundle(scope, folder, join(folder, "probe"));
  const clients = {
    sameview: new LoadClient(ours.url, CONCURRENCY),
    teach: new LoadClient(ours.probeUrl ?? "", 1),
    probe: new LoadClient(probes.probeUrl ?? "", CONCURRENCY),
  };
  scope.onEnd(() => Object.values(clients).forEach((client) => client.close()));

  const now = Date.now();
  const products = largeCatalogue(PRODUCTS, SEED, now);
  const sessions = largeShopSessions(products, SESSIONS, SEED, now);
  report(`  ${PRODUCTS.toLocaleString("en")} products, a model of ${SESSIONS.toLocaleString("en")} sessions …`);
  await openLargeSite(clients.sameview, clients.teach, products, sessions);

  const measure = async (variant: Variant, batch: LoadRequest[]): Promise<Slice> => {
    const isOurs = variant === "collect";
    let rowsWritten = 0;
    const slice = await measureCpu(
      isOurs ? ours.pid : probes.pid,
      clients[isOurs ? "sameview" : "probe"],
      batch,
      (answer) => {
        if (isOurs) rowsWritten += checkAnswer(answer);
      },
    );
    return { ...slice, rowsWritten: rowsWritten / batch.length };
  };

  const slices: Record<Variant, Slice[]> = { noop: [], floor: [], floorBody: [], collect: [] };
  const reducedUs = new Map<string, number[]>();
  // The first round is for the engines to compile what is hot; it is not counted.
  for (let round = 0; round <= rounds; round++) {
    const cohort = new Cohort(`round${round}`, visitors, products);
    const bodies = new Cohort(`round${round}-body`, visitors, products);
    const batches: Record<Variant, () => LoadRequest[]> = {
      noop: () => noopRequests(requests),
      floor: () => cohort.floor(requests),
      floorBody: () => bodies.floorWithBody(requests, Date.now()),
      collect: () => cohort.collect(requests, Date.now()),
    };
    await clients.probe.sendAll(cohort.floor(visitors * WARM_UP_EACH));
    await clients.probe.sendAll(bodies.floorWithBody(visitors * WARM_UP_EACH, Date.now()));
    await clients.sameview.sendAll(cohort.collect(visitors * WARM_UP_EACH, Date.now()));
    for (const variant of VARIANTS) {
      const slice = await measure(variant, batches[variant]());
      if (round > 0) slices[variant].push(slice);
    }
    for (const [number, one] of (options.breakdown ? REDUCED_REQUESTS : []).entries()) {
      const others = new Cohort(`round${round}-reduced${number}`, visitors, products);
      await clients.sameview.sendAll(others.collect(visitors * WARM_UP_EACH, Date.now()));
      const { cpuUs } = await measureCpu(
        ours.pid,
        clients.sameview,
        reduced(others.collect(requests, Date.now()), one),
      );
      if (round > 0) reducedUs.set(one.title, [...(reducedUs.get(one.title) ?? []), cpuUs]);
    }
    if (round > 0)
      report(
        `  round ${round}: ${VARIANTS.map((one) => `${one} ${Math.round(slices[one].at(-1)!.cpuUs)} µs`).join(", ")}`,
      );
  }

  report(`  timing ${DECISIONS.toLocaleString("en")} decisions …`);
  const { table, json } = outcome(slices, timeDecide(products, sessions, DECISIONS, now), {
    rounds,
    requests,
    visitors,
  });
  if (!options.breakdown) return { table, json };
  const parts = timeParts(products, sessions, now);
  return {
    table: `${table}\n\n${breakdownTable(reducedUs, parts)}`,
    json: { ...json, ...breakdownJson(reducedUs, parts) },
  };
}

async function measureCpu(
  pid: number,
  client: LoadClient,
  batch: readonly LoadRequest[],
  onAnswer?: (answer: LoadAnswer) => void,
): Promise<Omit<Slice, "rowsWritten">> {
  const before = cpuTimeOf(pid);
  const seconds = await client.sendAll(batch, onAnswer);
  const after = cpuTimeOf(pid);
  return {
    cpuUs: (after.total - before.total) / batch.length,
    userUs: (after.user - before.user) / batch.length,
    perSecond: batch.length / seconds,
  };
}

/** @returns rows the request wrote @throws unless everything was taken and decided: a refusal would be cheap */
function checkAnswer({ headers, body }: LoadAnswer): number {
  const { accepted, decisions } = JSON.parse(body) as { accepted: number; decisions: unknown[] };
  if (accepted !== 5 || decisions.length !== 2) throw new Error(`not a full answer: ${body.slice(0, 300)}`);
  return Number(headers["sameview-rows-written"]);
}

function outcome(slices: Record<Variant, Slice[]>, decisionsMs: number[], setting: Record<string, number>): Outcome {
  const of = (variant: Variant, pick: (slice: Slice) => number) => median(slices[variant].map(pick));
  const ratioTo = (variant: Variant) =>
    median(slices.collect.map((slice, round) => slice.cpuUs / slices[variant][round]!.cpuUs));
  const floorRatio = ratioTo("floor");
  const floorBodyRatio = ratioTo("floorBody");
  const rows = of("collect", (slice) => slice.rowsWritten);
  const p99 = percentile(decisionsMs, 0.99);
  const table = renderTable(
    [
      ["request", "CPU µs", "of it user", "requests/s"],
      ...VARIANTS.map((variant) => [
        TITLES[variant],
        of(variant, (slice) => slice.cpuUs).toFixed(0),
        of(variant, (slice) => slice.userUs).toFixed(0),
        of(variant, (slice) => slice.perSecond).toFixed(0),
      ]),
    ],
    { right: [1, 2, 3] },
  );
  const facts = renderTable([
    ["collect / floor", floorRatio.toFixed(2), `goal ≤ ${FLOOR_RATIO_GOAL}`],
    ["collect / floor with body", floorBodyRatio.toFixed(2), ""],
    ["rows written per request", rows.toFixed(2), ""],
    [
      "decision alone, 2 placements",
      `${median(decisionsMs).toFixed(3)} ms`,
      `p99 ${p99.toFixed(3)} ms, goal < ${DECISION_P99_GOAL_MS} ms`,
    ],
  ]);
  return {
    table: `${table}\n\n${facts}\n\nCPU: utime + stime of workerd per request; medians of ${setting["rounds"]} interleaved rounds of ${setting["requests"]} requests, ${setting["visitors"]} visitors with an object each; ${PRODUCTS.toLocaleString("en")} products.`,
    json: {
      floorRatio: rounded(floorRatio, 3),
      floorBodyRatio: rounded(floorBodyRatio, 3),
      decisionMedianMs: rounded(median(decisionsMs), 4),
      decisionP99Ms: rounded(p99, 4),
      rowsPerRequest: rounded(rows, 3),
      ...Object.fromEntries(
        VARIANTS.flatMap((variant) => [
          [
            `${variant}CpuUs`,
            rounded(
              of(variant, (slice) => slice.cpuUs),
              1,
            ),
          ],
          [
            `${variant}UserUs`,
            rounded(
              of(variant, (slice) => slice.userUs),
              1,
            ),
          ],
          [
            `${variant}PerSecond`,
            rounded(
              of(variant, (slice) => slice.perSecond),
              0,
            ),
          ],
        ]),
      ),
      ...setting,
    },
  };
}
