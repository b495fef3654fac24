/**
 * A marketer makes an offer and, inside it, the segment it is for: sees in words and numbers whom it means, publishes, and
 * watches the first visitor enter it and get the offer. All of it real.
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
const PATIENCE = { timeout: 30_000 };
/** One test is a marketer's whole morning: half a minute on an idle machine. */
const WHOLE_FLOW_MS = 240_000;
const BANNER = "[data-sv-placement=home-hero]";

const storage = mkdtempSync(join(tmpdir(), "sameview-flow-"));
let demo: Demo;
let chromium: LaunchedBrowser;

beforeAll(async () => {
  const { port } = await findPort(19_087);
  const quiet = () => undefined;
  const content = { shoppers: 0, seed: 1, history: false };
  demo = new Demo({ port, storage, ...content, onProblem: quiet, onProgress: quiet });
  await demo.start();
  chromium = await launchBrowser({ args: [`--user-agent=${BROWSER}`] });
});

afterAll(async () => {
  await chromium.close();
  await demo.stop();
  rmSync(storage, { recursive: true, force: true, maxRetries: 3 });
});

/** A person of their own: nothing is shared with anybody. */
async function openPage(address: string, visitor?: string): Promise<Page> {
  const context = await chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  if (visitor !== undefined) {
    await page.evaluateOnNewDocument((id) => {
      if (localStorage.getItem("sv.visitor.pk_demo") === null) localStorage.setItem("sv.visitor.pk_demo", id);
    }, visitor);
  }
  await page.goto(demo.url + address);
  return page;
}

let shoppers = 0;
/** A visitor's id that is not in the hold-out group. */
function nextShopper(): string {
  for (;;) {
    const id = `flow-new-offer-shopper-${String(++shoppers).padStart(4, "0")}`;
    if (!isHeldOut(id, HOLDOUT)) return id;
  }
}

async function press(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, PATIENCE);
  await page.$eval(selector, (element) => (element as HTMLElement).click());
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$$eval(selector, (found) => found.map((one) => one.textContent ?? "").join(" ")).catch(() => "");

async function api<T>(path: string): Promise<T> {
  return (await fetch(`${demo.url}/v1/sites/demo${path}`)).json() as Promise<T>;
}

/** Looks at two tents, and comes home. */
async function shopForCamping(page: Page): Promise<void> {
  await press(page, 'a[href="/shop/en/c/camping/"]');
  await page.waitForSelector("meta[name='sameview:category'][content='Camping']", PATIENCE);
  await press(page, 'main a[href^="/shop/en/p/"]');
  await page.waitForFunction(() => document.querySelector("meta[name='sameview:item']") !== null, PATIENCE);
  await page.waitForSelector("[data-sv-placement=product-alternatives] .sv-card", PATIENCE);
  await press(page, 'a[href="/shop/en/"]');
  await page.waitForSelector(`${BANNER} .sv-offer, ${BANNER}`, PATIENCE);
}

it(
  "a segment built inside a new offer is counted, explained, published, and entered live",
  async () => {
    // Somebody it holds of already, so that the live count has somebody to count.
    const early = await openPage("/shop/en/", nextShopper());
    await early.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
    await shopForCamping(early);

    const marketer = await openPage("/console/offers?lang=en");
    await press(marketer, "#placement-home-hero ~ .button");
    await marketer.type(".new-offer input", "Nights out");
    await marketer.keyboard.press("Enter");
    await marketer.waitForSelector("[lang=en][type=text]", PATIENCE);
    await marketer.type("[lang=en][type=text]", "Sleep under the stars");
    // Ahead of the demo's own offers, and live.
    await marketer.evaluate(() => {
      const priority = [...document.querySelectorAll<HTMLInputElement>("input[type=number]")].find((input) =>
        /priority/i.test(input.labels?.[0]?.textContent ?? ""),
      );
      priority?.select();
      priority?.focus();
    });
    await marketer.keyboard.type("99");

    await press(marketer, ".builder .ruleGroup-addRule, .builder button.button");
    await marketer.waitForSelector(".builder .rule select", PATIENCE);
    await marketer.select(".builder .rule select", "affinity");
    await marketer.waitForSelector(".builder .leaf input[list]", PATIENCE);
    await marketer.type(".builder .leaf input[list]", "Camping");
    await expect.poll(() => textOf(marketer, ".sentence"), PATIENCE).toContain("Camping");
    await expect.poll(() => textOf(marketer, ".meaning"), PATIENCE).toMatch(/[1-9]\d* visitors? now/);

    await marketer.evaluate(() => {
      [...document.querySelectorAll("button")].find((one) => one.textContent?.includes("as a segment"))?.click();
    });
    await marketer.waitForSelector(".inline-form input", PATIENCE);
    await marketer.type(".inline-form input", "Tent people");
    await press(marketer, ".inline-form .button");
    // Of the segment that is not published yet it still says whom it means.
    await expect.poll(() => textOf(marketer, ".meaning"), PATIENCE).toMatch(/Camping[^]*[1-9]\d* visitors? now/);
    expect(await textOf(marketer, ".meaning .field-problem")).toBe("");
    await marketer.select("fieldset select:has(option[value=paused])", "live");
    await expect
      .poll(async () => (await api<Draft>("/draft")).definitions.offers.find(({ id }) => id === "nights-out"), PATIENCE)
      .toMatchObject({
        status: "live",
        priority: 99,
        content: { en: { headline: "Sleep under the stars" } },
        eligibility: { when: { kind: "all", of: [{ kind: "segment", id: "tent-people" }] } },
      });

    await press(marketer, ".desk-bar .button-accent");
    // The demo's pages are there, and the dialog says so before it publishes.
    await expect.poll(() => textOf(marketer, "dialog [role=status]"), PATIENCE).toMatch(/Links: \d+ found, 0 broken/);
    await press(marketer, "dialog .button-accent:not(:disabled)");
    await marketer.waitForSelector("dialog .notice-done", PATIENCE);

    const live = await openPage("/console/?lang=en");
    await live.waitForSelector(".menu a", PATIENCE);
    await live.evaluate(() => {
      [...document.querySelectorAll<HTMLElement>(".menu a")].find((one) => one.textContent === "Live")?.click();
    });
    const shopper = await openPage("/shop/en/", nextShopper());
    await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
    await shopForCamping(shopper);
    await expect.poll(() => textOf(live, ".rows"), PATIENCE).toContain("Tent people");
    await expect
      .poll(async () => {
        const { segments } = await api<SegmentsAnswer>("/segments");
        return segments.find(({ id }) => id === "tent-people")?.members;
      }, PATIENCE)
      .toBeGreaterThan(0);
    await expect
      .poll(async () => {
        await shopForCamping(shopper);
        return textOf(shopper, BANNER);
      }, PATIENCE)
      .toContain("Sleep under the stars");
  },
  WHOLE_FLOW_MS,
);
