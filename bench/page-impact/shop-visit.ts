/** One first visit to the demo shop, with the SDK or without: loading, layout, and one interaction. */
import type { Browser } from "puppeteer-core";
import { shopperUserAgent } from "../open-browser.ts";

/** A phone of the middle beside a developer's laptop (Lighthouse's mobile setting). */
const SLOWDOWN = 4;
const LOAD_MS = 30_000;
/** Nothing on the network for so long: what was to come has come. */
const QUIET_MS = 500;
/** Event timing and layout shifts are reported a little after they happened. */
const AFTERMATH_MS = 400;
/** The least that event timing reports. */
const LEAST_EVENT_MS = 16;

export interface ShopVisit {
  /** Milliseconds from navigation to the largest contentful paint. */
  lcp: number;
  /** Sum of layout shifts that no input caused. */
  cls: number;
  /** Milliseconds from the click to the next paint, as event timing has it: in steps of 8. */
  interaction: number;
  /** Whether the SDK ran. */
  sdk: boolean;
}

interface ImpactWindow extends Window {
  impact: { lcp: number; cls: number; interaction: number };
}

export interface VisitPlan {
  address: string;
  /** What is clicked: the first that can be seen. */
  selector: string;
  sdk: boolean;
}

export async function visitShop(browser: Browser, { address, selector, sdk }: VisitPlan): Promise<ShopVisit> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.setUserAgent({ userAgent: await shopperUserAgent(browser) });
    await page.emulateCPUThrottling(SLOWDOWN);
    // The very same pages: without is with its file refused before it leaves.
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    await session.send("Network.setBlockedURLs", { urls: sdk ? [] : ["*/sdk.js*"] });
    await page.evaluateOnNewDocument(observe, LEAST_EVENT_MS);
    await page.goto(address, { waitUntil: "load", timeout: LOAD_MS });
    await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: LOAD_MS });
    const target = await page.waitForSelector(selector, { visible: true, timeout: LOAD_MS });
    await target!.click();
    await page.waitForNetworkIdle({ idleTime: QUIET_MS, timeout: LOAD_MS });
    await new Promise((resolve) => setTimeout(resolve, AFTERMATH_MS));
    return await page.evaluate(() => ({
      ...(window as unknown as ImpactWindow).impact,
      sdk: (window as { sameview?: { version?: string } }).sameview?.version !== undefined,
    }));
  } finally {
    await context.close();
  }
}

/** Runs in the page before anything else does. */
function observe(durationThreshold: number): void {
  const impact = { lcp: 0, cls: 0, interaction: 0 };
  (window as unknown as ImpactWindow).impact = impact;
  type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; interactionId: number };
  const watch = (type: string, each: (entry: Entry) => void): void =>
    new PerformanceObserver((list) => (list.getEntries() as Entry[]).forEach(each)).observe({
      type,
      buffered: true,
      durationThreshold,
    } as PerformanceObserverInit);
  watch("largest-contentful-paint", ({ startTime }) => (impact.lcp = startTime));
  watch("layout-shift", ({ value, hadRecentInput }) => (impact.cls += hadRecentInput ? 0 : value));
  watch("event", ({ interactionId, duration }) => {
    if (interactionId) impact.interaction = Math.max(impact.interaction, duration);
  });
}
