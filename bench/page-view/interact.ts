/** One visitor who has never been here: opens the shop, clicks a product, and sees what it changed. */
import { demoDefinitions } from "../../shop/catalogue/demo-definitions.ts";
import { isHeldOut } from "../../worker/domain/decide.ts";
import { shopperUserAgent } from "../open-browser.ts";
import type { Browser, ElementHandle, Page } from "puppeteer-core";
import { splitInteraction } from "./split-interaction.ts";
import type { InteractionSplit, SdkMark } from "./split-interaction.ts";

/** A click that raises interest, and the placement whose new content it is measured to. */
export interface Scenario {
  title: string;
  placement: string;
  /** Where the visitor is when clicking. @param turn another visitor each time */
  address(turn: number): string;
  /** What may be clicked: one of those that can be seen. */
  selector: string;
}

const ANSWER_MS = 10_000;
/** The page is left alone so long first, so that nothing of its loading is still going on when it is clicked. */
const QUIET_MS = 400;
/** From the pointer's arrival on a link to the click: people take 200–300 ms and more (Fitts's law studies); the least of it. */
const POINTING_MS = 200;
/** How often the page is asked whether it is done: seldom, so that asking takes no time from it. */
const POLL_MS = 100;
/** Shifts are reported a little after they happened. */
const AFTERMATH_MS = 300;

interface Shift {
  at: number;
  value: number;
  /** Within 500 ms after an input: browsers leave such out of their score, because the shopper asked for it. */
  afterInput: boolean;
}

export interface Interaction {
  split: InteractionSplit;
  /**
   * Sum of all layout shifts of the visit but those in which the shop itself swapped the page on a click. What comes
   * after the answer counts although an input was recent: that is the SDK's doing.
   */
  layoutShift: number;
}

declare global {
  interface Window {
    benchShifts: Shift[];
    benchClickedAt: number | undefined;
  }
}

/**
 * @param turn another visitor, and another product, each time
 * @returns `undefined` for a visitor of the hold-out group, who sees no offer
 */
export async function interact(browser: Browser, scenario: Scenario, turn: number): Promise<Interaction | undefined> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.setUserAgent({ userAgent: await shopperUserAgent(browser) });
    await page.evaluateOnNewDocument(observe);
    await page.goto(scenario.address(turn), { waitUntil: "load", timeout: ANSWER_MS });
    await page.waitForFunction(() => performance.getEntriesByName("sameview:painted").length > 0, {
      timeout: ANSWER_MS,
    });
    await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: ANSWER_MS });
    const link = await visibleTarget(page, scenario.selector, turn);
    // Into the middle and at rest: under a bar that stays in place, or while it scrolls, the click would meet another.
    await link.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: ANSWER_MS });
    const documentBefore = await page.evaluate(() => performance.timeOrigin);
    // A shopper points before clicking, and the shop uses that time as many do. Both count from the click.
    await link.hover();
    await new Promise((resolve) => setTimeout(resolve, POINTING_MS));
    await link.click();
    const visitor = await page.evaluate(() => localStorage.getItem("sv.visitor.pk_demo")?.split(".")[0] ?? null);
    if (visitor !== null && isHeldOut(visitor, demoDefinitions().holdout)) return undefined;
    await page.waitForFunction(
      (placement) =>
        (performance.getEntriesByName("sameview:painted") as PerformanceMark[]).some(
          (one) =>
            window.benchClickedAt !== undefined &&
            one.startTime > window.benchClickedAt &&
            (one.detail as { placement?: string }).placement === placement,
        ),
      { timeout: ANSWER_MS, polling: POLL_MS },
      scenario.placement,
    );
    await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
    return await read(page, documentBefore, scenario.placement);
  } finally {
    await context.close();
  }
}

/** One of the elements that can be seen on the page. */
async function visibleTarget(page: Page, selector: string, turn: number): Promise<ElementHandle<Element>> {
  const seen: ElementHandle<Element>[] = [];
  for (const link of await page.$$(selector)) if (await link.isVisible()) seen.push(link);
  const link = seen[turn % Math.max(1, seen.length)];
  if (link === undefined) throw new Error(`${page.url()} shows no ${selector}`);
  return link;
}

/** Runs in the page before anything else does. */
function observe(): void {
  window.benchShifts = [];
  window.benchClickedAt = undefined;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      window.benchShifts.push({ at: entry.startTime, value: entry.value, afterInput: entry.hadRecentInput });
    }
  }).observe({ type: "layout-shift", buffered: true });
  // When the click reached the browser, not when script got to run.
  addEventListener("click", (event) => (window.benchClickedAt ??= event.timeStamp), { capture: true });
}

async function read(page: Page, documentBefore: number, placement: string): Promise<Interaction> {
  const { marks, clickedAt, shifts, documentNow, workerTimes } = await page.evaluate(() => ({
    marks: (performance.getEntriesByType("mark") as PerformanceMark[])
      .filter(({ name }) => name.startsWith("sameview:"))
      .map(({ name, startTime, detail }) => ({ name, at: startTime, detail: detail as SdkMark["detail"] })),
    clickedAt: window.benchClickedAt,
    shifts: window.benchShifts,
    documentNow: performance.timeOrigin,
    workerTimes: (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => name.endsWith("/v1/collect"))
      .map(({ startTime, serverTiming }) => ({ at: startTime, ms: serverTiming[0]?.duration ?? 0 })),
  }));
  if (documentNow !== documentBefore) throw new Error("the shop loaded a new document instead of swapping the page");
  const split = clickedAt === undefined ? undefined : splitInteraction(marks, clickedAt, placement, workerTimes);
  if (split === undefined || clickedAt === undefined)
    throw new Error(`${placement} was painted, but not by a request after the click`);
  const answeredAt = clickedAt + split.total - split.render;
  const counted = shifts.filter(({ at, afterInput }) => !afterInput || at >= answeredAt);
  return { split, layoutShift: counted.reduce((sum, { value }) => sum + value, 0) };
}
