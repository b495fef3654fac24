/**
 * The marketer's half of the product, all of it real: a banner edited, looked at on the shop before anybody else can see
 * it, published, and there for a shopper at the next decision; a segment written inside an offer, entered live.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Draft } from "../../wire/draft.ts";
import type { SegmentsAnswer } from "../../wire/segments.ts";
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
const PATIENCE = { timeout: 20_000 };
const HEADLINE = "[lang=en][type=text]";
const BANNER = "[data-sv-placement=home-hero]";
/** The demo's offer for those who like footwear best. */
const OFFER = "likes-footwear";

const storage = mkdtempSync(join(tmpdir(), "sameview-flow-"));
let demo: Demo;
let chromium: LaunchedBrowser;

beforeAll(async () => {
  const { port } = await findPort(18_987);
  demo = new Demo({
    port,
    storage,
    shoppers: 0,
    seed: 1,
    history: false,
    onProblem: () => undefined,
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

/** A person of their own: nothing is shared with anybody. */
async function openPage(): Promise<Page> {
  const context = await chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setUserAgent(BROWSER);
  await page.setViewport({ width: 1400, height: 900 });
  return page;
}

let shoppers = 0;
async function openShop(path: string): Promise<Page> {
  const page = await openPage();
  let id: string;
  do id = `flow-test-shopper-${String(++shoppers).padStart(4, "0")}`;
  while (isHeldOut(id, HOLDOUT));
  await page.evaluateOnNewDocument((visitor) => {
    if (localStorage.getItem("sv.visitor.pk_demo") === null) localStorage.setItem("sv.visitor.pk_demo", visitor);
  }, id);
  await page.goto(demo.url + path);
  return page;
}

async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, PATIENCE);
  await page.$eval(selector, (element) => (element as HTMLElement).click());
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent ?? "").catch(() => "");

/** How long a frame may take to answer before it counts as gone: one that is replaced while it is asked never does. */
const ANSWER_MS = 1_000;

/** What the banner says on the page beside the form. */
async function previewed(page: Page): Promise<string> {
  const frame = page.frames().find((one) => one.url().includes("sv_preview="));
  const text = frame?.$eval(BANNER, (element) => element.textContent ?? "").catch(() => "");
  const late = new Promise<string>((resolve) => setTimeout(() => resolve(""), ANSWER_MS));
  return (await Promise.race([text, late])) ?? "";
}

async function api<T>(path: string): Promise<T> {
  return (await fetch(`${demo.url}/v1/sites/demo${path}`)).json() as Promise<T>;
}

/** Looks at a product of the department and comes back to the department's page, where the banner is. */
async function showInterest(page: Page): Promise<void> {
  await press(page, 'a[href="/shop/en/c/footwear/"]');
  await page.waitForSelector("meta[name='sameview:category'][content='Footwear']", PATIENCE);
  await press(page, 'main a[href^="/shop/en/p/"]');
  await page.waitForFunction(() => document.querySelector("meta[name='sameview:item']") !== null, PATIENCE);
  await page.waitForSelector("[data-sv-placement=product-alternatives] .sv-card", PATIENCE);
  await press(page, 'a[href="/shop/en/c/footwear/"]');
  await page.waitForSelector("meta[name='sameview:category'][content='Footwear']", PATIENCE);
}

it("an edited headline is previewed on the shop, seen by nobody else, and published to whoever is there", async () => {
  const shopper = await openShop("/shop/en/");
  await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
  await showInterest(shopper);
  await expect.poll(() => textOf(shopper, BANNER), PATIENCE).toContain("Your next thousand kilometres");

  const marketer = await openPage();
  await marketer.goto(`${demo.url}/console/offers/${OFFER}?lang=en`);
  await marketer.waitForSelector(HEADLINE, PATIENCE);
  await marketer.click(HEADLINE, { count: 3 });
  await marketer.type(HEADLINE, "Feet first");
  await expect
    .poll(
      async () => (await api<Draft>("/draft")).definitions.offers.find(({ id }) => id === OFFER)?.content["en"],
      PATIENCE,
    )
    .toMatchObject({ headline: "Feet first" });

  // On the real page beside the form, unpublished, for a marketer who has shown no interest in footwear at all.
  await expect.poll(() => previewed(marketer), PATIENCE).toContain("Feet first");
  expect(await textOf(shopper, BANNER)).toContain("Your next thousand kilometres");

  await press(marketer, ".desk-bar .button-accent");
  await marketer.waitForFunction(
    () => document.querySelector("dialog .change-fields")?.textContent?.includes("Feet first"),
    PATIENCE,
  );
  await press(marketer, "dialog .button-accent");
  await marketer.waitForSelector("dialog .notice-done", PATIENCE);

  // The same page, no reload: the next decision of this session has it.
  await expect
    .poll(async () => {
      await showInterest(shopper);
      return textOf(shopper, BANNER);
    }, PATIENCE)
    .toContain("Feet first");
  await Promise.all([shopper.browserContext().close(), marketer.browserContext().close()]);
});

it("a segment written inside an offer says what it means and whom it holds for, and fills as shoppers come", async () => {
  const marketer = await openPage();
  await marketer.goto(`${demo.url}/console/offers/${OFFER}?lang=en`);
  await marketer.waitForSelector(".builder .rule", PATIENCE);
  await expect.poll(() => textOf(marketer, ".sentence"), PATIENCE).toContain("Footwear");
  await marketer.waitForFunction(
    () => /visitors now|No visitors/.test(document.querySelector(".meaning")?.textContent ?? ""),
    PATIENCE,
  );

  await marketer.evaluate(() => {
    const keep = [...document.querySelectorAll("button")].find((one) => one.textContent?.includes("as a segment"));
    keep?.click();
  });
  await marketer.waitForSelector(".inline-form input", PATIENCE);
  await marketer.type(".inline-form input", "Shoe lovers");
  await press(marketer, ".inline-form .button");
  await expect
    .poll(async () => {
      const { definitions } = await api<Draft>("/draft");
      return definitions.offers.find(({ id }) => id === OFFER)?.eligibility?.when;
    }, PATIENCE)
    .toEqual({ kind: "all", of: [{ kind: "segment", id: "shoe-lovers" }] });
  await press(marketer, ".desk-bar .button-accent");
  await press(marketer, "dialog .button-accent:not(:disabled)");
  await marketer.waitForSelector("dialog .notice-done", PATIENCE);

  await marketer.goto(`${demo.url}/console/segments/shoe-lovers?lang=en`);
  const shopper = await openShop("/shop/en/");
  await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
  await expect
    .poll(async () => {
      await showInterest(shopper);
      const { segments } = await api<SegmentsAnswer>("/segments");
      return segments.find(({ id }) => id === "shoe-lovers")?.members;
    }, PATIENCE)
    .toBeGreaterThan(0);
  // The console has heard of it by itself.
  await expect.poll(() => textOf(marketer, ".standing"), PATIENCE).toMatch(/[1-9]\d* visitor/);
  // And who is in the segment gets its offer.
  await expect.poll(() => textOf(shopper, BANNER), PATIENCE).toContain("Feet first");
  await Promise.all([shopper.browserContext().close(), marketer.browserContext().close()]);
});
