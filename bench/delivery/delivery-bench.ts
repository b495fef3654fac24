/**
 * `npm run bench -- delivery`: whether what a shopper did arrives, and is counted once, whatever becomes of the page.
 * Ours is asked of the real Worker: what it has stored of the visitors afterwards. Peers have a collector that takes all.
 */
import { renderTable } from "../../start/table.ts";
import { chanceOf } from "../../worker/domain/chance.ts";
import { parseOptions, wholeNumber } from "../options.ts";
import { Misuse, Skip } from "../outcome.ts";
import type { Benchmark } from "../outcome.ts";
import type { Scope } from "../scope.ts";
import { runCase } from "./cases.ts";
import type { RunResult } from "./cases.ts";
import { CASE_NAMES, ENGINE_NAMES } from "./engine.ts";
import type { CaseName, Engine, RunningBrowser } from "./engine.ts";
import { chromium, firefox } from "./puppeteer-engines.ts";
import { OURS, openOurs } from "./ours.ts";
import { PEER_NAMES, peerSubjects } from "./peers.ts";
import type { Subject } from "./subject.ts";
import { webkit } from "./webkit-engine.ts";

const ENGINES: readonly Engine[] = [chromium, firefox, webkit];

/** Runs of each case unless asked for more: enough to see that it works, in a few minutes. */
const USUAL_RUNS = 10;
const MOST_RUNS = 10_000;
const USUAL_SEED = 1;

/** What no browser makes possible, so that no case asks for it. */
const IMPOSSIBLE = [
  "storage full and offline and closed: nothing may be written and nothing can be sent",
  "private window closed while offline: the browser forgets what it stored",
  "process killed before the commit, which takes milliseconds, and on a first visit as long as the database takes to open: what no disk has seen nobody can read",
];

export interface CaseResult extends RunResult {
  subject: string;
  browser: string;
  case: CaseName;
  runs: number;
  /** Runs in which something was missing that had been committed. */
  incomplete: number;
}

export const deliveryBench: Benchmark = {
  async run({ args, scope, report }) {
    const options = parseOptions(args, {
      runs: { type: "string" },
      browsers: { type: "string" },
      cases: { type: "string" },
      seed: { type: "string" },
      sdks: { type: "string" },
    });
    const runs = wholeNumber("runs", options.runs, USUAL_RUNS, 1, MOST_RUNS);
    const seed = wholeNumber("seed", options.seed, USUAL_SEED, 0, MOST_RUNS);
    const engines = ENGINES.filter(({ name }) => chosen("browsers", options.browsers, ENGINE_NAMES).includes(name));
    const cases = chosen("cases", options.cases, CASE_NAMES);
    const sdks = chosen("sdks", options.sdks ?? OURS, [OURS, ...PEER_NAMES]);
    const results: CaseResult[] = [];
    const notAsked: string[] = [];
    const ours = sdks.includes(OURS) ? await openOurs(scope) : undefined;
    for (const engine of ours ? engines : []) {
      const install = engine.missing();
      if (install !== undefined) notAsked.push(`${engine.name}: not on this machine; ${install}`);
      else results.push(...(await runEngine(ours!, engine, cases, { runs, seed, scope, report, notAsked })));
    }
    // Peers in Chromium alone: what is compared is the SDKs, not the browsers.
    const peers = sdks.filter((name) => name !== OURS);
    for (const peer of peers.length > 0 ? await peerSubjects(peers, scope, report) : []) {
      const run = { runs, seed, scope, report, notAsked };
      // Where not even an undisturbed event is found in what it sends, it is the reading that fails.
      const undisturbed = await runMany(peer, chromium, "stay", { ...run, runs: 1 });
      if (undisturbed.delivered === 0) notAsked.push(`${peer.name}: its events could not be read`);
      else results.push(...(await runEngine(peer, chromium, cases, run)));
    }
    if (results.length === 0) throw new Skip(notAsked.join("; "));
    return {
      table: tableOf(results, notAsked),
      json: { runs, seed, cases: results, notAsked, impossible: IMPOSSIBLE },
    };
  },
};

interface Run {
  runs: number;
  seed: number;
  scope: Scope;
  report: (line: string) => void;
  notAsked: string[];
}

async function runEngine(
  subject: Subject,
  engine: Engine,
  cases: readonly CaseName[],
  run: Run,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const name of cases) {
    const why = engine.cannot[name];
    if (why !== undefined) run.notAsked.push(`${subject.name}, ${engine.name}, ${name}: ${why}`);
    else results.push(await runMany(subject, engine, name, run));
  }
  return results;
}

/** So many runs, side by side where the browser can, in one browser for all but the cases that kill it. */
async function runMany(
  subject: Subject,
  engine: Engine,
  name: CaseName,
  { runs, seed, scope, report }: Run,
): Promise<CaseResult> {
  const kills = name.startsWith("killed");
  let browser: RunningBrowser | undefined = kills ? undefined : await engine.open();
  scope.onEnd(() => browser?.close());
  const total = { expected: 0, killedTooSoon: 0, delivered: 0, duplicates: 0, repeats: 0 };
  let incomplete = 0;
  let next = 0;
  async function lane(): Promise<void> {
    for (let index = next++; index < runs; index = next++) {
      const result = await runCase(subject, name, engine, browser, chancesOf(`${seed}:${index}`));
      for (const key of Object.keys(total) as (keyof RunResult)[]) total[key] += result[key];
      if (result.delivered < result.expected - result.killedTooSoon) {
        incomplete++;
        report(`${subject.name}, ${engine.name}, ${name}, run ${index}: ${result.delivered} of ${result.expected}`);
      }
    }
  }
  const lanes = Math.min(kills ? subject.killLanes : Math.min(subject.lanes, engine.lanes), runs);
  await Promise.all(Array.from({ length: lanes }, lane));
  await browser?.close();
  browser = undefined;
  report(
    `${subject.name}, ${engine.name}, ${name}: ${total.delivered} of ${total.expected} in ${runs} runs, ${total.duplicates} counted twice`,
  );
  return { subject: subject.name, browser: engine.name, case: name, runs, incomplete, ...total };
}

function tableOf(results: CaseResult[], notAsked: string[]): string {
  const head = [
    "SDK",
    "browser",
    "case",
    "runs",
    "delivered",
    "of",
    "counted twice",
    "repeats known",
    "killed before commit",
  ];
  const rows = results.map((one) => [
    one.subject,
    one.browser,
    one.case,
    String(one.runs),
    String(one.delivered),
    String(one.expected),
    String(one.duplicates),
    String(one.repeats),
    String(one.killedTooSoon),
  ]);
  return [
    renderTable([head, ...rows], { right: [3, 4, 5, 6, 7, 8] }),
    ...notAsked.map((line) => `not asked: ${line}`),
    ...IMPOSSIBLE.map((line) => `possible in no browser: ${line}`),
  ].join("\n");
}

function chosen<Name extends string>(option: string, text: string | undefined, names: readonly Name[]): Name[] {
  if (text === undefined) return [...names];
  return text.split(",").map((wanted) => {
    const name = names.find((one) => one === wanted);
    if (name === undefined) throw new Misuse(`--${option} ${wanted}: there are ${names.join(", ")}`);
    return name;
  });
}

/** Numbers from 0 up to 1 that the same text makes again. */
function chancesOf(text: string): () => number {
  let draw = 0;
  return () => chanceOf(`${text}:${draw++}`);
}
