/** "Why did this visitor not get it?", asked in the console of somebody who really did not, and answered with the truth. */
import type { Page } from "puppeteer-core";
import { expect, it } from "vitest";
import type { VisitorView } from "../../wire/console.ts";
import type { Definitions } from "../../wire/definitions.ts";
import { isHeldOut } from "../../worker/domain/decide.ts";
import { BANNER, demoInChromium, PATIENCE, press, showInterest, textOf } from "./demo-in-chromium.ts";

const HEADLINE = "Your next thousand kilometres";
/** The demo's offer for those who like footwear best, and one for those whose score is hot. */
const SHOWN = "[data-offer=likes-footwear]";
const HELD_BACK = "[data-offer=coupon-nearly]";

const demo = demoInChromium(19_087);

async function has(page: Page, selector: string, part: string): Promise<void> {
  await expect.poll(() => textOf(page, selector), PATIENCE).toContain(part);
}

it("a visitor's page says which offer they see, and by what fact another is kept from them", async () => {
  const shopper = await demo.openPage();
  const visitor = await demo.becomeVisitor(shopper);
  const marketer = await demo.openPage();
  await marketer.goto(`${demo.url}/console/visitors?lang=en`);
  await shopper.goto(`${demo.url}/shop/en/`);
  await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
  await showInterest(shopper);
  await has(shopper, BANNER, HEADLINE);

  // Found among those who were here a moment ago.
  await press(marketer, `[aria-labelledby=recent] a[data-route="visitors/${visitor}"]`);
  await has(marketer, SHOWN, "would be shown");
  await has(marketer, HELD_BACK, "Not in its audience");
  const { score } = await demo.api<VisitorView>(`/visitors/${visitor}`);
  expect(score.value).toBeLessThan(60);
  await press(marketer, `${HELD_BACK} summary`);
  await has(marketer, `${HELD_BACK} .reason-fails`, "wanted at least 60");
  // The figure that is named is the visitor's, not the offer's.
  const said = /score ([\d.]+), wanted at least 60/.exec(await textOf(marketer, `${HELD_BACK} .reason-fails`));
  expect(Math.abs(Number(said?.[1]) - score.value)).toBeLessThan(5);
  await Promise.all([shopper.browserContext().close(), marketer.browserContext().close()]);
});

it("somebody in the hold-out sees no banner, and the console says that this is why", async () => {
  const { definitions } = await demo.api<{ definitions: Definitions }>("/definitions");
  expect(definitions.holdout).toBeGreaterThan(0);
  const shopper = await demo.openPage();
  const visitor = await demo.becomeVisitor(shopper, (id) => isHeldOut(id, definitions.holdout));
  await shopper.goto(`${demo.url}/shop/en/`);
  await shopper.waitForSelector("[data-sv-placement=home-products] .sv-card", PATIENCE);
  await showInterest(shopper);
  const marketer = await demo.openPage();
  await marketer.goto(`${demo.url}/console/visitors/${visitor}?lang=en`);
  await has(marketer, SHOWN, "hold-out");
  expect(await textOf(marketer, SHOWN)).toContain("held back");
  expect(await textOf(shopper, BANNER)).not.toContain(HEADLINE);
  await Promise.all([shopper.browserContext().close(), marketer.browserContext().close()]);
});
