/** The demo as `npm start` runs it, without its own shoppers and history, and a real Chromium with people in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, beforeAll } from "vitest";
import { Demo } from "../../start/demo.ts";
import { findPort } from "../../start/port.ts";
import { isHeldOut } from "../../worker/domain/decide.ts";
import { launchBrowser } from "../browser/launch.ts";
import type { LaunchedBrowser } from "../browser/launch.ts";

/** A headless Chromium says so, and is then no visitor. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** More than the demo holds out. */
const HOLDOUT = 0.1;
/** How long anything may take on a busy machine before it is taken for missing. */
export const PATIENCE = { timeout: 20_000 };
export const BANNER = "[data-sv-placement=home-hero]";

export interface DemoInChromium {
  /** `http://localhost:<port>`, without a slash at the end. */
  readonly url: string;
  /** What the demo complained about. */
  readonly problems: string[];
  /** A person of their own: nothing is shared with anybody. */
  openPage(size?: { width: number; height: number }): Promise<Page>;
  /** Gives the page a visitor's id before it first opens the shop, and says which. Missing: one who is not held out. */
  becomeVisitor(page: Page, isWanted?: (id: string) => boolean): Promise<string>;
  /** Such a person's page, opened at `path`. */
  openShop(path: string): Promise<Page>;
  /** Asks the demo site's API. */
  api<T>(path: string): Promise<T>;
}

/** Starts both around the tests of a file. @param nearPort the first port to try */
export function demoInChromium(nearPort: number): DemoInChromium {
  const storage = mkdtempSync(join(tmpdir(), "sameview-flow-"));
  const problems: string[] = [];
  let demo: Demo;
  let chromium: LaunchedBrowser;
  let visitors = 0;

  beforeAll(async () => {
    const { port } = await findPort(nearPort);
    demo = new Demo({
      port,
      storage,
      shoppers: 0,
      seed: 1,
      history: false,
      onProblem: (message) => problems.push(message),
      onProgress: () => undefined,
    });
    await demo.start();
    chromium = await launchBrowser();
  });

  afterAll(async () => {
    await chromium.close();
    await demo.stop();
    rmSync(storage, { recursive: true, force: true, maxRetries: 3 });
  });

  const openPage: DemoInChromium["openPage"] = async (size = { width: 1400, height: 900 }) => {
    const context = await chromium.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setUserAgent(BROWSER);
    await page.setViewport(size);
    return page;
  };

  const becomeVisitor: DemoInChromium["becomeVisitor"] = async (page, isWanted = (id) => !isHeldOut(id, HOLDOUT)) => {
    let id: string;
    do id = `flow-test-visitor-${String(++visitors).padStart(4, "0")}`;
    while (!isWanted(id));
    await page.evaluateOnNewDocument((visitor) => {
      if (localStorage.getItem("sv.visitor.pk_demo") === null) localStorage.setItem("sv.visitor.pk_demo", visitor);
    }, id);
    return id;
  };

  return {
    get url() {
      return demo.url;
    },
    problems,
    openPage,
    becomeVisitor,
    openShop: async (path) => {
      const page = await openPage();
      await becomeVisitor(page);
      await page.goto(demo.url + path);
      return page;
    },
    api: async <T>(path: string) => (await fetch(`${demo.url}/v1/sites/demo${path}`)).json() as Promise<T>,
  };
}

/** By script: a click by pointer would wait for the element to stop moving and be in view. */
export async function press(where: Page | Frame, selector: string): Promise<void> {
  await where.waitForSelector(selector, PATIENCE);
  await where.$eval(selector, (element) => (element as HTMLElement).click());
}

/** What stands there; "" where nothing does. */
export const textOf = (where: Page | Frame, selector: string): Promise<string> =>
  where.$eval(selector, (element) => element.textContent ?? "").catch(() => "");

/** Looks at a product of the department and comes back to the department's page, where the banner is. */
export async function showInterest(page: Page): Promise<void> {
  await press(page, 'a[href="/shop/en/c/footwear/"]');
  await page.waitForSelector("meta[name='sameview:category'][content='Footwear']", PATIENCE);
  await press(page, 'main a[href^="/shop/en/p/"]');
  await page.waitForFunction(() => document.querySelector("meta[name='sameview:item']") !== null, PATIENCE);
  await page.waitForSelector("[data-sv-placement=product-alternatives] .sv-card", PATIENCE);
  await press(page, 'a[href="/shop/en/c/footwear/"]');
  await page.waitForSelector("meta[name='sameview:category'][content='Footwear']", PATIENCE);
}
