/**
 * The marketer's half of the product, all of it real: a banner edited, looked at on the shop before anybody else can see
 * it, published, and there for a shopper at the next decision; a segment written inside an offer, entered live.
 */
import type { Page } from "puppeteer-core";
import { expect, it } from "vitest";
import type { Draft } from "../../wire/draft.ts";
import type { SegmentsAnswer } from "../../wire/segments.ts";
import { BANNER, demoInChromium, PATIENCE, press, showInterest, textOf } from "./demo-in-chromium.ts";

const HEADLINE = "[lang=en][type=text]";
/** The demo's offer for those who like footwear best. */
const OFFER = "likes-footwear";

const demo = demoInChromium(18_987);

/** How long a frame may take to answer before it counts as gone: one that is replaced while it is asked never does. */
const ANSWER_MS = 1_000;

/** What the banner says on the page beside the form. */
async function previewed(page: Page): Promise<string> {
  const frame = page.frames().find((one) => one.url().includes("sv_preview="));
  const text = frame?.$eval(BANNER, (element) => element.textContent ?? "").catch(() => "");
  const late = new Promise<string>((resolve) => setTimeout(() => resolve(""), ANSWER_MS));
  return (await Promise.race([text, late])) ?? "";
}

it("an edited headline is previewed on the shop, seen by nobody else, and published to whoever is there", async () => {
  const shopper = await demo.openShop("/shop/en/");
  await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
  await showInterest(shopper);
  await expect.poll(() => textOf(shopper, BANNER), PATIENCE).toContain("Your next thousand kilometres");

  const marketer = await demo.openPage();
  await marketer.goto(`${demo.url}/console/offers/${OFFER}?lang=en`);
  await marketer.waitForSelector(HEADLINE, PATIENCE);
  await marketer.click(HEADLINE, { count: 3 });
  await marketer.type(HEADLINE, "Feet first");
  await expect
    .poll(
      async () => (await demo.api<Draft>("/draft")).definitions.offers.find(({ id }) => id === OFFER)?.content["en"],
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
  await press(marketer, "dialog .button-accent:not(:disabled)");
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
  const marketer = await demo.openPage();
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
      const { definitions } = await demo.api<Draft>("/draft");
      return definitions.offers.find(({ id }) => id === OFFER)?.eligibility?.when;
    }, PATIENCE)
    .toEqual({ kind: "all", of: [{ kind: "segment", id: "shoe-lovers" }] });
  await press(marketer, ".desk-bar .button-accent");
  await press(marketer, "dialog .button-accent:not(:disabled)");
  await marketer.waitForSelector("dialog .notice-done", PATIENCE);

  await marketer.goto(`${demo.url}/console/segments/shoe-lovers?lang=en`);
  const shopper = await demo.openShop("/shop/en/");
  await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
  await expect
    .poll(async () => {
      await showInterest(shopper);
      const { segments } = await demo.api<SegmentsAnswer>("/segments");
      return segments.find(({ id }) => id === "shoe-lovers")?.members;
    }, PATIENCE)
    .toBeGreaterThan(0);
  // The console has heard of it by itself.
  await expect.poll(() => textOf(marketer, ".standing"), PATIENCE).toMatch(/[1-9]\d* visitor/);
  // And who is in the segment gets its offer.
  await expect.poll(() => textOf(shopper, BANNER), PATIENCE).toContain("Feet first");
  await Promise.all([shopper.browserContext().close(), marketer.browserContext().close()]);
});
