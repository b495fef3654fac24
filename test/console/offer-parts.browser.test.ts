import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import type { Offer } from "../../wire/definitions.ts";
import { consoleInChromium } from "./console-in-chromium.ts";

const screen = consoleInChromium();

const spring = (): Offer | undefined => screen.site.desk.draft?.offers.find(({ id }) => id === "spring");

async function openOffer(): Promise<void> {
  await screen.open("/console/offers/spring?lang=en");
  await screen.page.waitForSelector(".offer-form");
}

/** Opens the folded part of this title. */
async function unfold(title: string): Promise<void> {
  await screen.page.click(`.offer-more > summary::-p-text(${title})`);
}

/** The control with this label. */
function field(label: string): string {
  return `.offer-form ::-p-xpath(.//label[normalize-space()="${label}"]/following-sibling::*[1])`;
}

describe("what most offers do without", () => {
  it("a countdown ends at a time or with the schedule, and says what ends, language by language", async () => {
    await openOffer();
    await unfold("Countdown");
    await screen.page.select(field("Ends"), "schedule");
    await expect.poll(() => spring()?.countdown).toEqual({ endsWith: "schedule" });
    await screen.page.type(field("What ends then (English)"), "Sale ends in");
    await expect.poll(() => spring()?.content["en"]?.countdownLabel).toBe("Sale ends in");
    await screen.page.select(field("Ends"), "at");
    await screen.page.waitForSelector(".offer-more input[type=datetime-local]");
    await screen.page.$eval(".offer-more input[type=datetime-local]", (input) => {
      input.value = "2026-12-24T18:00";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await expect.poll(() => spring()?.countdown).toEqual({ endsAt: "2026-12-24T18:00" });
    await screen.page.select(field("Ends"), "none");
    await expect.poll(() => spring()?.countdown).toBeUndefined();
  });

  it("products in it suit the visitor, or are taken by hand and out again without losing the focus", async () => {
    await openOffer();
    await unfold("Products in it");
    await screen.page.select(field("Which products"), "recommended");
    await expect.poll(() => spring()?.products).toEqual({ source: "recommended", limit: 3 });
    await screen.page.select(field("Which products"), "pinned");
    const search = ".offer-more[open] .picker input";
    for (const name of ["Trail Runner", "Tent number 1"]) {
      await screen.page.waitForSelector(search);
      await screen.page.type(search, name);
      await screen.page.waitForSelector(".offer-more[open] .picker [role=option]");
      await screen.page.keyboard.press("Enter");
    }
    await expect.poll(() => spring()?.products).toMatchObject({ source: "pinned", itemIds: ["f-0", "f-1"] });
    await screen.press(".product-choice li:first-child button");
    await expect.poll(() => spring()?.products).toMatchObject({ itemIds: ["f-1"] });
    await screen.page.waitForFunction(() => document.activeElement?.closest(".product-choice li") !== null);
    await screen.page.keyboard.press("Enter");
    await expect.poll(() => spring()?.products).toMatchObject({ itemIds: [] });
    await screen.page.waitForFunction(() => document.activeElement?.getAttribute("role") === "combobox");
  });

  it("codes of their own come from a pool that is filled here, from a field or a file, and no code twice", async () => {
    await openOffer();
    await unfold("Codes, and what they are good for");
    await screen.page.type(field("Pool of codes"), "spring-codes");
    await expect.poll(() => spring()?.couponPool).toBe("spring-codes");
    await screen.waitForText(".code-pool", "No code is in this pool yet");
    await screen.page.type(field("Add codes"), "A-1, A-2 10%");
    await screen.waitForText(".code-pool .field-problem", "1 text is no code");
    await screen.press(".code-pool .button-accent");
    await screen.waitForText(".code-pool .buttons", "2 of 2 were new");
    await screen.waitForText(".code-pool", "2 of 2 codes are left");
    const folder = await mkdtemp(join(tmpdir(), "sameview-codes-"));
    await writeFile(join(folder, "codes.csv"), "A-2\nA-3\n");
    const chooser = (await screen.page.$(".code-pool input[type=file]")) as ElementHandle<HTMLInputElement>;
    await chooser.uploadFile(join(folder, "codes.csv"));
    await screen.waitForText(".code-pool .button-accent", "Add 2 codes");
    await screen.press(".code-pool .button-accent");
    await screen.waitForText(".code-pool .buttons", "1 of 2 were new");
    expect([...(screen.site.pools.get("spring-codes") ?? [])]).toEqual(["A-1", "A-2", "A-3"]);
    await rm(folder, { recursive: true });
  });

  it("codes that could not be sent stay in the field, and are sent again", async () => {
    await openOffer();
    await unfold("Codes, and what they are good for");
    await screen.page.type(field("Pool of codes"), "spring-codes");
    await screen.waitForText(".code-pool", "No code is in this pool yet");
    await screen.page.type(field("Add codes"), "A-1");
    screen.site.fates.set("/pools/*", "offline");
    await screen.press(".code-pool .button-accent");
    await screen.waitForText(".code-pool .notice-problem", "Not all codes were added");
    screen.site.fates.lift();
    await screen.press(".code-pool .notice-problem button");
    await screen.waitForText(".code-pool .buttons", "1 of 1 were new");
  });

  it("a goal, a budget in money, and whether it can be closed", async () => {
    await openOffer();
    await unfold("Goal");
    await screen.page.type(field("Event that counts"), "sign_up");
    await screen.page.type(field("Within hours"), "24");
    await expect.poll(() => spring()?.goal).toEqual({ event: "sign_up", windowHours: 24 });
    await screen.page.type(field("Budget in EUR"), "500");
    await screen.page.type(field("What one costs in EUR"), "4.5");
    await expect.poll(() => spring()?.budget).toMatchObject({ money: 500, costPerRedemption: 4.5 });
    await screen.page.select(field("Can be closed"), "no");
    await expect.poll(() => spring()?.dismissible).toBe(false);
  });

  it("what is wrong with the offer as a whole is said beside it", async () => {
    await openOffer();
    screen.site.desk.problems = [
      { severity: "error", code: "invalid", at: "/offers/0", detail: "couponPool and stock: give one of them" },
    ];
    await screen.page.select(field("Can be closed"), "yes");
    await screen.waitForText(".offer-form > .field-problem", "give one of them");
  });
});
