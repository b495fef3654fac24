/** One visitor's browser session against the fixture site, and what a test asks of it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext, Page } from "puppeteer-core";
import { expect } from "vitest";
import type { Sameview } from "../../sdk/api.ts";

/** Milliseconds within which anything that happens at all has happened, also on a busy machine. */
const PATIENCE_MS = 15_000;
const POLL_MS = 25;

/** What the tests put on the page's window. */
export interface TestWindow extends Window {
  /** What `on` reported, by event name, in order. */
  seen: Record<string, unknown[]>;
  /** Errors that reached the page, and policy violations. */
  trouble: string[];
  /** Sum of layout-shift scores not caused by input. */
  shift: number;
}

/** Resolves once it holds; fails naming what was awaited. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) expect.fail(`waited in vain for: ${what}`);
    await sleep(POLL_MS);
  }
}

/** Opens a page that watches itself from before its first script. */
export async function openPage(context: BrowserContext, prepare?: () => void): Promise<Page> {
  const page = await context.newPage();
  await page.evaluateOnNewDocument(() => {
    const mine = window as unknown as TestWindow;
    mine.seen = {};
    mine.trouble = [];
    mine.shift = 0;
    addEventListener("error", (event) => mine.trouble.push(`error: ${event.message}`));
    addEventListener("unhandledrejection", (event) => mine.trouble.push(`rejection: ${String(event.reason)}`));
    addEventListener("securitypolicyviolation", (event) => mine.trouble.push(`policy: ${event.violatedDirective}`));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) mine.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  if (prepare) await page.evaluateOnNewDocument(prepare);
  return page;
}

/** Goes there, waits for the SDK, and listens to everything it says. */
export async function visit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await ready(page);
}

/** Waits for the SDK on the page that is there, and listens to everything it says. */
export async function ready(page: Page): Promise<void> {
  await until("the SDK is loaded", () =>
    page.evaluate(() => (window as unknown as { sameview?: { version?: string } }).sameview?.version !== undefined),
  );
  await page.evaluate(() => {
    const { seen } = window as unknown as TestWindow;
    const command = window.sameview!;
    for (const name of ["queued", "sent", "rejected", "error", "decision", "shown", "consent"])
      command("on", name, (detail: unknown) => {
        // An element does not cross to the test.
        const { element: _element, ...plain } = detail as Record<string, unknown>;
        (seen[name] ??= []).push(plain);
      });
    return new Promise<void>((resolve) => command("on", "ready", () => resolve()));
  });
}

/** Calls `sameview(command, ...args)` on the page and resolves to what it returns. */
export async function call(page: Page, command: keyof Sameview | "init", ...args: unknown[]): Promise<unknown> {
  return page.evaluate(
    (name, rest) =>
      Promise.resolve(window.sameview!(name, ...rest)).then((result) => (typeof result === "function" ? null : result)),
    command,
    args,
  );
}

/** Tracks so many events of a site's own, `step` with `n` from `first`. */
export async function trackSteps(page: Page, count: number, first = 0): Promise<void> {
  await page.evaluate(
    (start, end) => {
      for (let n = start; n < end; n++) window.sameview!("track", "step", { n });
    },
    first,
    first + count,
  );
}

/** What `on(name)` reported so far. */
export async function seen<Detail = Record<string, unknown>>(page: Page, name: string): Promise<Detail[]> {
  return page.evaluate((of) => (window as unknown as TestWindow).seen[of] ?? [], name) as Promise<Detail[]>;
}

export async function trouble(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as TestWindow).trouble);
}

/** Everything the SDK keeps on the device: `localStorage` keys and rows of its databases. */
export async function stored(page: Page): Promise<{ local: string[]; databases: string[] }> {
  return page.evaluate(async () => ({
    local: Object.keys(localStorage).filter((key) => key.startsWith("sv.")),
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ""),
  }));
}
