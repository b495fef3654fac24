/** The product in one test: a shopper shows interest, and the banner changes in the same page view; the console says why. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Demo } from "../../start/demo.ts";
import { findPort } from "../../start/port.ts";
import { isHeldOut } from "../../worker/domain/decide.ts";
import { launchBrowser } from "../browser/launch.ts";
import type { LaunchedBrowser } from "../browser/launch.ts";

/** A headless Chromium says so, and is then no visitor. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
/** More than the demo holds out. */
const HOLDOUT = 0.1;
const SETTLED_MS = 1_500;
/** How long anything may take on a busy machine before it is taken for missing. */
const PATIENCE_MS = 20_000;

const storage = mkdtempSync(join(tmpdir(), "sameview-flow-"));
const problems: string[] = [];
let demo: Demo;
let chromium: LaunchedBrowser;
let page: Page;

beforeAll(async () => {
  const { port } = await findPort(18_787);
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

let visitors = 0;
/** A visitor's id that is not in the hold-out group. */
function nextVisitor(): string {
  for (;;) {
    const id = `flow-test-visitor-${String(++visitors).padStart(4, "0")}`;
    if (!isHeldOut(id, HOLDOUT)) return id;
  }
}

beforeEach(async () => {
  const context = await chromium.browser.createBrowserContext();
  page = await context.newPage();
  await page.setUserAgent(BROWSER);
  await page.setViewport({ width: 1280, height: 900 });
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    // A policy violation, a missing file, a broken script: none of them may happen anywhere in the shop.
    if (message.type() === "error") problems.push(message.text());
  });
  await page.evaluateOnNewDocument((id) => {
    if (localStorage.getItem("sv.visitor.pk_demo") === null) localStorage.setItem("sv.visitor.pk_demo", id);
    const seen = globalThis as { shift?: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) seen.shift! += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  }, nextVisitor());
});

afterEach(async () => {
  await page.browserContext().close();
  const found = problems.splice(0);
  if (found.length > 0) throw new Error(`the page had something to complain about:\n${found.join("\n")}`);
});

async function follow(where: Page | Frame, selector: string): Promise<void> {
  await where.waitForSelector(selector);
  // By script: a click by pointer would wait for the element to stop moving and be in view.
  await where.$eval(selector, (link) => (link as HTMLElement).click());
}

/** Asked anew each time: a frame that is still loading gives its first document up, and with it whoever waits in it. */
async function waitForText(where: Page | Frame, selector: string, part: string): Promise<void> {
  const texts = () =>
    where.$$eval(selector, (found) => found.map((each) => each.textContent ?? "")).catch((): string[] => []);
  await expect.poll(texts, { timeout: PATIENCE_MS }).toContainEqual(expect.stringContaining(part));
}

describe.each([
  ["en", "Your next thousand kilometres"],
  ["es", "Tus próximos mil kilómetros"],
  ["zh", "下一个一千公里"],
])("the shop in %s", (language, headline) => {
  it("changes its banner after a look at a product, without a reload or a shift", async () => {
    await page.goto(`${demo.url}/shop/${language}/`);
    await page.waitForSelector("[data-sv-placement=home-products] .sv-card");
    await page.evaluate(() => ((globalThis as { stayed?: boolean }).stayed = true));
    await follow(page, `a[href="/shop/${language}/c/footwear/"]`);
    // The home page has products as well: only those of the department that was asked for count.
    await page.waitForSelector("meta[name='sameview:category'][content='Footwear']");
    await follow(page, `main a[href^="/shop/${language}/p/"]`);
    await page.waitForFunction(() => document.querySelector("meta[name='sameview:item']") !== null);
    await page.waitForSelector("[data-sv-placement=product-alternatives] .sv-card");
    await follow(page, `a[href="/shop/${language}/"]`);
    await page.waitForSelector("[data-sv-placement=home-hero] .sv-offer");
    await waitForText(page, "[data-sv-placement=home-hero] .sv-headline", headline);
    await new Promise((done) => setTimeout(done, SETTLED_MS));
    expect(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed)).toBe(true);
    expect(await page.evaluate(() => (globalThis as { shift?: number }).shift)).toBe(0);
  });
});

describe("the demo", () => {
  it("shows the shopper's own events, marked, with the reason of each decision", async () => {
    await page.goto(`${demo.url}/demo`);
    const [shop, live] = await Promise.all(["/shop/", "/console/live"].map((path) => frameOf(path)));
    if (!shop || !live) throw new Error("no frames");
    await waitForText(live, ".row-own .mark-own", "You");
    await follow(shop, "a[href='/shop/en/c/camping/']");
    await shop.waitForSelector("meta[name='sameview:category'][content='Camping']");
    await follow(shop, "main a[href^='/shop/en/p/']");
    await waitForText(live, ".row-own .line-name", "Viewed a product");
    await follow(live, ".row-own .why-button");
    await waitForText(live, ".drawer .facts", "ersion");
  });

  it("survives a reload of a visitor's page in the console", async () => {
    await page.goto(`${demo.url}/shop/en/`);
    await page.waitForSelector("[data-sv-placement=home-products] .sv-card");
    const visitor = await page.evaluate(() => localStorage.getItem("sv.visitor.pk_demo")!.split(".")[0]);
    await page.goto(`${demo.url}/console/visitors/${visitor}`);
    await waitForText(page, "body", "Viewed a page");
    await page.reload();
    await waitForText(page, "body", "Viewed a page");
  });
});

async function frameOf(path: string): Promise<Frame> {
  for (;;) {
    const found = page.frames().find((frame) => frame.url().includes(path));
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
}
