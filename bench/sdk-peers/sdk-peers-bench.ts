/**
 * Ours beside its peers: what each script weighs, and what it costs the page's main thread from loading until it is idle,
 * on a machine as it is and on one six times slower. Each vendor's own file, the same page, the same Chromium, one run.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser } from "puppeteer-core";
import { sdkStep } from "../../start/build-sdk.ts";
import { ASSETS } from "../../start/paths.ts";
import { runIfStale } from "../../start/stale.ts";
import { renderTable } from "../../start/table.ts";
import { launchBrowser } from "../../test/browser/launch.ts";
import { requireBrowser, shopperUserAgent } from "../open-browser.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import type { BenchContext, Benchmark, Outcome } from "../outcome.ts";
import { median, rounded } from "../statistics.ts";
import { fetchPeers, pinnedVersions } from "./fetch-peers.ts";
import { startPeerSite } from "./peer-site.ts";
import type { Contestant, PeerSite } from "./peer-site.ts";
import { PEERS } from "./peers.ts";
import { readTrace } from "./read-trace.ts";
import type { ScriptCost, TraceEvent } from "./read-trace.ts";

const DEFAULT_RUNS = 5;
/** A phone of the low end beside a developer's laptop (Lighthouse's "low-tier mobile" slows down as much). */
const SLOW = 6;
/** After `load`, until what a page view sets going has ended: batches of most peers leave within it. */
const SETTLE_MS = 2_000;
const LOAD_MS = 30_000;
/** What tracing has to say of scripts and tasks. */
const CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "v8"];

/** Script CPU at most so many times Plausible's, and at most this share of Segment's; no task longer than a frame is late. */
const PLAUSIBLE_TIMES = 1.5;
const SEGMENT_SHARE = 1 / 8;
const LONG_TASK_MS = 50;

/** A page that says it is driven is left alone by half of the peers, and would be measured doing nothing. */
const UNDRIVEN = "--disable-blink-features=AutomationControlled";

export const sdkPeersBench: Benchmark = { run };

interface Row {
  name: string;
  version: string;
  gzip: number;
  scriptMs1x: number;
  scriptMs6x: number;
  longestTaskMs: number;
}

async function run({ args, scope, report }: BenchContext): Promise<Outcome> {
  const options = parseOptions(args, { runs: { type: "string" } });
  const runs = wholeNumber("runs", options.runs, DEFAULT_RUNS, 1, 50);
  requireBrowser();
  await runIfStale(sdkStep);
  const fetched = await fetchPeers(scope, report);
  const peers: Contestant[] = PEERS.map((peer) => ({
    ...peer,
    ...(peer.package === undefined
      ? { code: readFileSync(join(ASSETS, peer.file)), chunks: ownChunk }
      : { code: fetched.get(peer.package)! }),
  }));
  const contestants: Contestant[] = [{ name: "no script" }, ...peers];
  const site = await startPeerSite(scope, contestants);
  const { browser, close } = await launchBrowser({ args: [UNDRIVEN] });
  scope.onEnd(close);

  const costs = new Map(
    contestants.map(({ name }) => [name, { normal: [] as ScriptCost[], slow: [] as ScriptCost[] }]),
  );
  // Not counted: the first page starts the browser's processes.
  await visit(browser, site, contestants[0]!, 1);
  // Interleaved: what the machine does meanwhile meets all alike.
  for (let turn = 1; turn <= runs; turn++) {
    for (const contestant of contestants) {
      costs.get(contestant.name)!.normal.push(await visit(browser, site, contestant, 1));
      costs.get(contestant.name)!.slow.push(await visit(browser, site, contestant, SLOW));
    }
    report(`Run ${turn} of ${runs}.`);
  }
  const silent = peers.filter((peer) => site.requests(peer) === 0).map(({ name }) => name);
  if (silent.length > 0) throw new Error(`measured doing nothing, for they sent nothing: ${silent.join(", ")}`);
  const versions = pinnedVersions();
  const rows = contestants.map(({ name, package: from, code }): Row => {
    const { normal, slow } = costs.get(name)!;
    return {
      name,
      version: (from === undefined ? undefined : versions[from]) ?? "",
      gzip: code ? gzipSync(code, { level: 9 }).length : 0,
      scriptMs1x: rounded(median(normal.map(({ scriptMs }) => scriptMs)), 2),
      scriptMs6x: rounded(median(slow.map(({ scriptMs }) => scriptMs)), 2),
      longestTaskMs: rounded(median(slow.map(({ longestTaskMs }) => longestTaskMs)), 2),
    };
  });
  return outcome(rows, runs);
}

/** What our file fetches of itself. */
function ownChunk(path: string): Buffer | undefined {
  const file = join(ASSETS, path);
  return path.startsWith("/sdk-") && existsSync(file) ? readFileSync(file) : undefined;
}

/** One first visit: nothing cached, nothing stored. */
async function visit(browser: Browser, site: PeerSite, contestant: Contestant, slowdown: number): Promise<ScriptCost> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setUserAgent({ userAgent: await shopperUserAgent(browser) });
    await page.emulateCPUThrottling(slowdown);
    await page.tracing.start({ categories: CATEGORIES });
    await page.goto(site.address(contestant), { waitUntil: "load", timeout: LOAD_MS });
    await sleep(SETTLE_MS);
    const trace = await page.tracing.stop();
    if (contestant.shows && !(await page.$(contestant.shows)))
      throw new Error(`measured doing half: ${contestant.name} shows no ${contestant.shows}`);
    const { traceEvents } = JSON.parse(Buffer.from(trace ?? []).toString()) as { traceEvents: TraceEvent[] };
    // What waits for a batch is sent when the page goes; it is not measured, only whether anything was sent at all.
    await page.goto("about:blank");
    return readTrace(traceEvents, site.address(contestant));
  } finally {
    await context.close();
  }
}

function outcome(rows: readonly Row[], runs: number): Outcome {
  const of = (name: string): Row => rows.find((row) => row.name === name)!;
  const [ours, plausible, segment] = [of("Sameview"), of("Plausible"), of("Segment")];
  const share = ours.scriptMs1x / plausible.scriptMs1x;
  const ofSegment = ours.scriptMs1x / segment.scriptMs1x;
  const longest = Math.max(ours.longestTaskMs, of("Sameview, an offer shown").longestTaskMs);
  const table = renderTable(
    [
      ["SDK", "version", "gzip -9", "script ms, 1×", `script ms, ${SLOW}×`, `longest task ms, ${SLOW}×`],
      ...rows.map(({ name, version, gzip, scriptMs1x, scriptMs6x, longestTaskMs }) => [
        name,
        version,
        gzip.toLocaleString("en-US"),
        scriptMs1x.toFixed(1),
        scriptMs6x.toFixed(1),
        longestTaskMs.toFixed(1),
      ]),
    ],
    { right: [2, 3, 4, 5] },
  );
  return {
    table: `${table}

script CPU beside Plausible's  ${share.toFixed(2)} ×  goal ≤ ${PLAUSIBLE_TIMES} ×
script CPU beside Segment's    ${ofSegment.toFixed(3)} ×  goal ≤ ${SEGMENT_SHARE} ×
longest task at ${SLOW}×           ${longest.toFixed(1)} ms  goal ≤ ${LONG_TASK_MS} ms

Medians of ${runs} interleaved first visits. Script: the main thread's processor time from navigation until ${SETTLE_MS / 1_000} s
after load, of everything that scripts ran or made the browser do. Each file as its vendor ships it on npm; RudderStack,
Matomo, Umami and Braze ship none there.`,
    json: { runs, peers: rows, timesPlausible: rounded(share, 3), shareOfSegment: rounded(ofSegment, 4) },
  };
}
