/** What may happen to a page after a click: each case tracks, does its worst, lets the shopper return, and counts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CaseName, Engine, RunningBrowser, Tab } from "./engine.ts";
import type { RunCount, Subject, SubjectSite } from "./subject.ts";

/** Events tracked in a run, at most. */
const MOST_EVENTS = 20;
/** Milliseconds between loading and clicking, at most. */
const MOST_READING_MS = 300;
/** Milliseconds given to a page until its SDK is there. */
const LOAD_MS = 20_000;
/** Milliseconds given where nothing is promised. */
const SHORT_PATIENCE_MS = 6_000;
const POLL_MS = 50;
/** Milliseconds between the click and the kill. */
const KILL_AFTER_MS: Partial<Record<CaseName, number>> = { "killed-after-1s": 1_000, "killed-after-50ms": 50 };
/** UTF-16 code units that fill `localStorage`: browsers give an origin five million, some count bytes. */
const FILL_LENGTH = 6_000_000;

export interface RunResult extends RunCount {
  expected: number;
  /** Of those, in a browser killed before it had said that anything was committed: nobody promised to keep them. */
  killedTooSoon: number;
}

/** One run of a case. */
export async function runCase(
  subject: Subject,
  name: CaseName,
  engine: Engine,
  browser: RunningBrowser | undefined,
  chance: () => number,
): Promise<RunResult> {
  const site = await subject.open();
  try {
    const expected = 1 + Math.floor(chance() * MOST_EVENTS);
    const plan: Plan = { subject, name, site, engine, expected, chance };
    const afterMs = KILL_AFTER_MS[name];
    const safe = afterMs === undefined ? await misuse(plan, browser!) : await killed(plan, afterMs);
    return { expected, killedTooSoon: safe ? 0 : expected, ...(await site.count()) };
  } finally {
    await site.close();
  }
}

interface Plan {
  subject: Subject;
  name: CaseName;
  site: SubjectSite;
  engine: Engine;
  expected: number;
  chance: () => number;
}

async function misuse(plan: Plan, browser: RunningBrowser): Promise<true> {
  const { name, site, engine, expected } = plan;
  const { patienceMs } = plan.subject;
  const tab = await arrive(plan, browser);
  switch (name) {
    case "stay":
      await track(plan, tab, 0, expected);
      await until(async () => (await site.count()).delivered === expected, patienceMs);
      break;
    case "navigate":
      await tab.leave(clicks(plan, 0, expected, "location.href = '/bare'"));
      await until(async () => (await site.count()).delivered === expected, patienceMs);
      break;
    case "offline-close-return":
      site.weather = "cut";
      await track(plan, tab, 0, expected);
      break;
    case "503-close-return":
      site.weather = "503";
      await track(plan, tab, 0, expected);
      break;
    case "answer-lost":
      site.weather = "unanswered";
      await track(plan, tab, 0, expected);
      await until(async () => (await site.count()).delivered > 0, patienceMs);
      break;
    case "two-tabs": {
      const other = await arrive(plan, browser);
      const half = Math.floor(expected / 2);
      site.weather = "cut";
      await Promise.all([track(plan, tab, 0, half), track(plan, other, half, expected)]);
      await other.close();
      break;
    }
    case "full-storage":
      await tab.run(`(() => { for (let n = ${FILL_LENGTH}; n > 0; n = n >> 1) try {
        localStorage.setItem("full" + n, "x".repeat(n)) } catch {} })()`);
      await engine.fillQuota?.(tab, site.origin);
      await track(plan, tab, 0, expected);
      break;
    default:
      await track(plan, tab, 0, expected);
  }
  await tab.close();
  await comeBack(plan, browser);
  return true;
}

/** Whether the browser had said before its end that what was tracked is committed, where it can be asked. */
async function killed(plan: Plan, afterMs: number): Promise<boolean> {
  const { engine, site, expected, subject } = plan;
  const profile = mkdtempSync(join(tmpdir(), "sameview-delivery-"));
  try {
    const first = await engine.open(profile);
    let committed = false;
    const tab = await first.tab();
    const { isClick } = subject;
    const asked = isClick !== undefined && tab.onCommit !== undefined;
    if (asked) await tab.onCommit?.(isClick, () => (committed = true));
    await settle(plan, tab);
    site.weather = "cut";
    await track(plan, tab, 0, expected);
    await sleep(afterMs);
    const safe = committed || !asked;
    await first.kill();
    const second = await engine.open(profile);
    await comeBack(plan, second, safe ? subject.patienceMs : SHORT_PATIENCE_MS);
    await second.close();
    return safe;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function arrive(plan: Plan, browser: RunningBrowser): Promise<Tab> {
  const tab = await browser.tab();
  await settle(plan, tab);
  return tab;
}

async function settle({ subject, site, chance }: Plan, tab: Tab): Promise<void> {
  await tab.goto(`${site.origin}/`);
  await until(async () => (await tab.run(subject.ready)) === true, LOAD_MS);
  await sleep(chance() * MOST_READING_MS);
}

async function track(plan: Plan, tab: Tab, first: number, end: number): Promise<void> {
  await tab.run(clicks(plan, first, end));
}

/** A script that tracks the clicks from `first` up to `end` in one task, as a click does; some of them as events that call for an answer. */
function clicks({ subject, chance }: Plan, first: number, end: number, then = ""): string {
  const statement = subject.track(chance() < 0.5);
  return `(() => { for (let n = ${first}; n < ${end}; n++) ${statement}; ${then} })()`;
}

async function comeBack(
  { site, expected, subject }: Plan,
  browser: RunningBrowser,
  patienceMs = subject.patienceMs,
): Promise<void> {
  site.weather = "fair";
  const tab = await browser.tab();
  await tab.goto(`${site.origin}/`);
  await until(async () => (await site.count()).delivered >= expected, patienceMs);
  await tab.close();
}

/** Waits until it holds or the patience is at its end; the count then says what is missing. */
async function until(holds: () => boolean | Promise<boolean>, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await holds()) && Date.now() < end) await sleep(POLL_MS);
}
