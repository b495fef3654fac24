/** Opens a page and waits until the SDK has painted a decision on it, or on a page inside it. */
import { shopperUserAgent } from "../open-browser.ts";
import type { Browser, Frame } from "puppeteer-core";

const ANSWER_MS = 60_000;
/** How often the frames are asked. The result is this exact. */
const POLL_MS = 50;

/** @returns the placement that was painted first @throws where none is within a minute */
export async function firstDecision(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage();
  await page.setUserAgent({ userAgent: await shopperUserAgent(browser) });
  const deadline = performance.now() + ANSWER_MS;
  await page.goto(url, { waitUntil: "domcontentloaded", timeout: ANSWER_MS });
  while (performance.now() < deadline) {
    for (const frame of page.frames()) {
      const placement = await paintedIn(frame);
      if (placement !== undefined) return placement;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${url} showed no decision in ${ANSWER_MS / 1000} s`);
}

async function paintedIn(frame: Frame): Promise<string | undefined> {
  try {
    return await frame.evaluate(() => {
      const [painted] = performance.getEntriesByName("sameview:painted") as PerformanceMark[];
      return (painted?.detail as { placement?: string } | undefined)?.placement;
    });
  } catch {
    // The frame is loading another document just now: the next look will see that one.
    return undefined;
  }
}
