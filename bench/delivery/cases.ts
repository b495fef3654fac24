/** What may happen to a page after a click: each case tracks, does its worst, lets the shopper return, and counts. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { html, startSite, tag } from "../../test/sdk/site.ts";
import type { Site } from "../../test/sdk/site.ts";
import type { CaseName, Engine, RunningBrowser, Tab } from "./engine.ts";

/** Events tracked in a run, at most. */
const MOST_EVENTS = 20;
/** Milliseconds between loading and clicking, at most. */
const MOST_READING_MS = 300;
/** Milliseconds given to a returned page until all is there: the queue leaves another tab's events alone for three seconds. */
const PATIENCE_MS = 20_000;
const POLL_MS = 50;
/** Milliseconds between the click and the kill. */
const KILL_AFTER_MS: Partial<Record<CaseName, number>> = { "killed-after-1s": 1_000, "killed-after-50ms": 50 };
/** UTF-16 code units that fill `localStorage`: browsers give an origin five million, some count bytes. */
const FILL_LENGTH = 6_000_000;

export interface RunResult {
  expected: number;
  /** Different tracked events that were counted. */
  delivered: number;
  /** Events counted beyond those: the collector knows a repeat by its id, so each would be a second id for one click. */
  duplicates: number;
  /** Events sent again and known for repeats. Not counted twice; what they cost is bandwidth. */
  repeats: number;
}

/** One run of a case, on a site of its own: another origin, so nothing is left of the runs before. */
export async function runCase(
  name: CaseName,
  engine: Engine,
  browser: RunningBrowser | undefined,
  chance: () => number,
): Promise<RunResult> {
  const site = await startSite();
  site.pages.set("/", html({ tag: tag(site.edge) }));
  site.pages.set("/bare", "<!doctype html><title>No SDK here</title>");
  try {
    const expected = 1 + Math.floor(chance() * MOST_EVENTS);
    const plan: Plan = { name, site, engine, expected, chance };
    if (KILL_AFTER_MS[name] === undefined) await misuse(plan, browser!);
    else await killed(plan, KILL_AFTER_MS[name]);
    return count(site, expected);
  } finally {
    await site.close();
  }
}

interface Plan {
  name: CaseName;
  site: Site;
  engine: Engine;
  expected: number;
  chance: () => number;
}

async function misuse({ name, site, engine, expected, chance }: Plan, browser: RunningBrowser): Promise<void> {
  const tab = await arrive(browser, site, chance);
  switch (name) {
    case "navigate":
      await track(tab, 0, expected, chance, "location.href = '/bare'");
      await until(() => counted(site) === expected);
      break;
    case "offline-close-return":
      site.down = true;
      await track(tab, 0, expected, chance);
      break;
    case "503-close-return":
      site.misbehave = () => ({ status: 503 });
      await track(tab, 0, expected, chance);
      break;
    case "answer-lost":
      site.loseAnswers = true;
      await track(tab, 0, expected, chance);
      await until(() => counted(site) > 0);
      break;
    case "two-tabs": {
      const other = await arrive(browser, site, chance);
      const half = Math.floor(expected / 2);
      site.down = true;
      await Promise.all([track(tab, 0, half, chance), track(other, half, expected, chance)]);
      await other.close();
      break;
    }
    case "full-storage":
      await tab.run(`(() => { for (let n = ${FILL_LENGTH}; n > 0; n = n >> 1) try {
        localStorage.setItem("full" + n, "x".repeat(n)) } catch {} })()`);
      await engine.fillQuota?.(tab, site.shop);
      await track(tab, 0, expected, chance);
      break;
    default:
      await track(tab, 0, expected, chance);
  }
  await tab.close();
  // What the closing page sent itself is counted before the shopper returns.
  if (site.down || name === "503-close-return") await sleep(POLL_MS);
  await comeBack(browser, site, expected);
}

async function killed({ site, engine, expected, chance }: Plan, afterMs: number): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), "sameview-delivery-"));
  try {
    const first = await engine.open(profile);
    const tab = await arrive(first, site, chance);
    site.down = true;
    await track(tab, 0, expected, chance);
    await sleep(afterMs);
    await first.kill();
    const second = await engine.open(profile);
    await comeBack(second, site, expected);
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function arrive(browser: RunningBrowser, site: Site, chance: () => number): Promise<Tab> {
  const tab = await browser.tab();
  await tab.goto(`${site.shop}/`);
  await until(async () => (await tab.run("window.sameview?.version !== undefined")) === true);
  await sleep(chance() * MOST_READING_MS);
  return tab;
}

/** Tracks `n` from `first` up to `end`, in one task, as a click does; some of them events that call for an answer. */
async function track(tab: Tab, first: number, end: number, chance: () => number, then = ""): Promise<void> {
  const name = chance() < 0.5 ? "step" : "add_to_cart";
  await tab.run(`(() => { for (let n = ${first}; n < ${end}; n++)
    window.sameview("track", ${JSON.stringify(name)}, { n, items: [{ item_id: "a" }] }); ${then} })()`);
}

async function comeBack(browser: RunningBrowser, site: Site, expected: number): Promise<void> {
  site.down = false;
  site.loseAnswers = false;
  site.misbehave = () => undefined;
  const tab = await browser.tab();
  await tab.goto(`${site.shop}/`);
  await until(() => counted(site) >= expected);
  await tab.close();
}

/** Different clicks that were counted. */
function counted(site: Site): number {
  return new Set(tracked(site.events()).map(({ params }) => params?.["n"])).size;
}

function count(site: Site, expected: number): RunResult {
  const events = tracked(site.events());
  const delivered = counted(site);
  const sent = tracked(site.requests.flatMap((request) => request.events)).length;
  return { expected, delivered, duplicates: events.length - delivered, repeats: sent - events.length };
}

function tracked<Event extends { params?: Record<string, unknown> }>(events: Event[]): Event[] {
  return events.filter(({ params }) => params?.["n"] !== undefined);
}

/** Waits until it holds or the patience is at its end; the count then says what is missing. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds()) && Date.now() < end) await sleep(POLL_MS);
}
