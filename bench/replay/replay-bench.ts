/**
 * Real shop traffic through the real front door: does every event arrive once, whatever the network does to it?
 *
 * Events keep their own times; batches come in shuffled order, a tenth of them twice, eight at a time. Then each
 * visitor is read back and compared with a fold made here, outside the Worker, in the order in which it all happened.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { workerStep } from "../../start/build-worker.ts";
import { ROOT } from "../../start/paths.ts";
import { runIfStale } from "../../start/stale.ts";
import { renderTable } from "../../start/table.ts";
import { LoadClient } from "../load.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import { Skip } from "../outcome.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { serveBundle, writeBundleConfig } from "../serve-bundle.ts";
import { rounded } from "../statistics.ts";
import { parsePlainCsv } from "./csv.ts";
import { logOf, SHOP_LOGS } from "./logs.ts";
import { replayLog } from "./replay-log.ts";
import type { ReplayResult } from "./replay-log.ts";

/** Folder of public data, beside the project. */
const DATA = join(ROOT, "../shared/data");
const CONCURRENCY = 8;
const DEFAULT_SEED = 1;
const MOST_SEED = 0xffff_ffff;
/** Differences printed: the first few say what is wrong. */
const SHOWN = 10;

export const replayBench: Benchmark = { run };

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { data: { type: "string", multiple: true }, seed: { type: "string" } });
  const seed = wholeNumber("seed", options.seed, DEFAULT_SEED, 0, MOST_SEED);
  const files = options.data?.map((file) => resolve(file)) ?? SHOP_LOGS.map(({ file }) => join(DATA, file));
  requireFiles(files);

  await runIfStale(workerStep);
  const folder = scope.tempDir("replay");
  writeBundleConfig(folder);
  const results: ReplayResult[] = [];
  for (const file of files) {
    const rows = parsePlainCsv(readText(file));
    const log = logOf(rows);
    // The header is the first line.
    const logged = rows.map((row, index) => log.toEvent(row, index + 2));
    report(`  ${basename(file)}: ${logged.length.toLocaleString("en")} events …`);
    const { url } = await serveBundle(scope, folder, join(folder, `objects-${results.length}`));
    const client = new LoadClient(url, CONCURRENCY);
    scope.onEnd(() => client.close());
    results.push(await replayLog(client, log, logged, seed));
  }
  return outcome(results, seed);
}

/** @throws Skip naming each file that is missing, and where it is published */
function requireFiles(files: readonly string[]): void {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length === 0) return;
  const named = missing.map((file) => {
    const log = SHOP_LOGS.find((one) => basename(one.file) === basename(file));
    return `${file} is not there${log ? `; published at ${log.published}` : ""}`;
  });
  throw new Skip(named.join(". "));
}

function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

function outcome(results: readonly ReplayResult[], seed: number): Outcome {
  const total = (pick: (one: ReplayResult) => number) => results.reduce((sum, one) => sum + pick(one), 0);
  const seconds = total((one) => one.events / one.eventsPerSecond);
  const table = renderTable(
    [
      [
        "log",
        "events",
        "requests",
        "repeated",
        "lost",
        "duplicated",
        "miscounted",
        "profiles equal",
        "events/s",
        "rows/request",
      ],
      ...results.map((one) => [
        one.log,
        String(one.events),
        String(one.requests),
        String(one.repeats),
        String(one.lost.length),
        String(one.duplicated.length),
        String(one.miscounted.length),
        `${one.profilesEqual}/${one.visitors}`,
        one.eventsPerSecond.toFixed(0),
        rowsPerRequest([one]).toFixed(3),
      ]),
    ],
    { right: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
  );
  const wrong = results.flatMap((one) => [
    ...one.lost.map((what) => `lost       ${what}`),
    ...one.duplicated.map((what) => `duplicated ${what}`),
    ...one.miscounted.map((what) => `miscounted ${what}`),
    ...one.differences.map((what) => `differs    ${what}`),
  ]);
  const more = wrong.length > SHOWN ? [`… and ${wrong.length - SHOWN} more`] : [];
  const notes = `Rows written per request: of those that stored something and were not their visitor's first. Seed ${seed}.`;
  return {
    table: [table, "", notes, ...wrong.slice(0, SHOWN), ...more].join("\n"),
    json: {
      events: total((one) => one.events),
      requests: total((one) => one.requests),
      repeats: total((one) => one.repeats),
      lost: total((one) => one.lost.length),
      duplicated: total((one) => one.duplicated.length),
      miscounted: total((one) => one.miscounted.length),
      rowsPerRequest: rounded(rowsPerRequest(results), 4),
      eventsPerSecond: rounded(total((one) => one.events) / seconds, 0),
      profilesEqual: total((one) => one.profilesEqual),
      profiles: total((one) => one.visitors),
      seed,
      files: results.map((one) => ({
        log: one.log,
        events: one.events,
        requests: one.requests,
        repeats: one.repeats,
        lost: one.lost.length,
        duplicated: one.duplicated.length,
        miscounted: one.miscounted.length,
        rowsPerRequest: rounded(rowsPerRequest([one]), 4),
        eventsPerSecond: rounded(one.eventsPerSecond, 0),
        profilesEqual: one.profilesEqual,
        profiles: one.visitors,
      })),
    },
  };
}

/** 0 where no visitor had a second request. */
function rowsPerRequest(results: readonly ReplayResult[]): number {
  const requests = results.reduce((sum, one) => sum + one.laterRequests, 0);
  return requests === 0 ? 0 : results.reduce((sum, one) => sum + one.laterRows, 0) / requests;
}
