/** The product in one test: a shopper shows interest, and the banner changes in the same page view; the console says why. */
import type { Frame, Page } from "puppeteer-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoInChromium, PATIENCE, press } from "./demo-in-chromium.ts";

const SETTLED_MS = 1_500;

const demo = demoInChromium(18_787);
const { problems } = demo;
let page: Page;

beforeEach(async () => {
  page = await demo.openPage({ width: 1280, height: 900 });
  await demo.becomeVisitor(page);
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (message) => {
    // A policy violation, a missing file, a broken script: none of them may happen anywhere in the shop.
    if (message.type() === "error") problems.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    interface Shift extends PerformanceEntry {
      value: number;
      sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    }
    const shifts: string[] = [];
    (globalThis as { shifts?: string[] }).shifts = shifts;
    const words = ({ x, y, width, height }: DOMRectReadOnly): string => [x, y, width, height].join(" ");
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        for (const { node, previousRect, currentRect } of sources) {
          const what = node instanceof Element ? node.outerHTML : (node?.textContent ?? "what is gone");
          shifts.push(`${value}: ${what.slice(0, 120)} from ${words(previousRect)} to ${words(currentRect)}`);
        }
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
});

afterEach(async () => {
  await page.browserContext().close();
  const found = problems.splice(0);
  if (found.length > 0) throw new Error(`the page had something to complain about:\n${found.join("\n")}`);
});

/** Asked anew each time: a frame that is still loading gives its first document up, and with it whoever waits in it. */
async function waitForText(where: Page | Frame, selector: string, part: string): Promise<void> {
  const texts = () =>
    where.$$eval(selector, (found) => found.map((each) => each.textContent ?? "")).catch((): string[] => []);
  await expect.poll(texts, PATIENCE).toContainEqual(expect.stringContaining(part));
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
    await press(page, `a[href="/shop/${language}/c/footwear/"]`);
    // The home page has products as well: only those of the department that was asked for count.
    await page.waitForSelector("meta[name='sameview:category'][content='Footwear']");
    await press(page, `main a[href^="/shop/${language}/p/"]`);
    await page.waitForFunction(() => document.querySelector("meta[name='sameview:item']") !== null);
    await page.waitForSelector("[data-sv-placement=product-alternatives] .sv-card");
    await press(page, `a[href="/shop/${language}/"]`);
    await page.waitForSelector("[data-sv-placement=home-hero] .sv-offer");
    await waitForText(page, "[data-sv-placement=home-hero] .sv-headline", headline);
    await new Promise((done) => setTimeout(done, SETTLED_MS));
    expect(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed)).toBe(true);
    expect(await page.evaluate(() => (globalThis as { shifts?: string[] }).shifts)).toEqual([]);
  });
});

describe("the demo", () => {
  it("shows the shopper's own events, marked, with the reason of each decision", async () => {
    await page.goto(`${demo.url}/demo`);
    const [shop, live] = await Promise.all(["/shop/", "/console/live"].map((path) => frameOf(path)));
    if (!shop || !live) throw new Error("no frames");
    await waitForText(live, ".row-own .mark-own", "You");
    await press(shop, "a[href='/shop/en/c/camping/']");
    await shop.waitForSelector("meta[name='sameview:category'][content='Camping']");
    await press(shop, "main a[href^='/shop/en/p/']");
    await waitForText(live, ".row-own .line-name", "Viewed a product");
    await press(live, ".row-own .why-button");
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
