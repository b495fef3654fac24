import { describe, expect, it } from "vitest";
import type { Definitions, PlacementDefinition } from "../../wire/definitions.ts";
import type { InstallCheck } from "../../wire/install.ts";
import { consoleInChromium } from "./console-in-chromium.ts";
import { SAMPLE_AT, SAMPLE_DEFINITIONS, SAMPLE_INSTALL_CHECK } from "./sample-site.ts";

const screen = consoleInChromium();

const drafted = (): readonly PlacementDefinition[] | undefined => screen.site.desk.draft?.placements;
const ofDraft = (id: string): PlacementDefinition | undefined => drafted()?.find((one) => one.id === id);

async function openPlacements(): Promise<void> {
  await screen.open("/console/placements?lang=en");
  await screen.waitForCount(".placement", 3);
}

/** The field with this label, in the form of this name. */
function field(form: string, label: string): string {
  return `form[aria-label="${form}"] ::-p-xpath(.//label[normalize-space()="${label}"]/following-sibling::*[1])`;
}

describe("placements", () => {
  it("are found from the offers, and a site without any is led there", async () => {
    await screen.open("/console/offers?lang=en");
    await screen.press("a[data-route=placements]");
    await screen.waitForCount(".placement", 3);
    expect(await screen.page.$eval("a[data-route=placements]", (link) => link.getAttribute("aria-current"))).toBe(
      "page",
    );
    screen.site.desk.draft = { placements: [], offers: [], holdout: 0 } satisfies Definitions;
    await screen.open("/console/offers?lang=en");
    await screen.waitForText(".empty", "Define the first placement");
    await screen.press(".empty a");
    await screen.waitForText(".placements .empty", "No placement is defined yet");
  });

  it("are made with the keyboard alone, by name, with an id that fits", async () => {
    await openPlacements();
    const { keyboard } = screen.page;
    await screen.page.focus(".placements-new");
    await keyboard.press("Enter");
    await screen.page.waitForFunction(() => document.activeElement?.closest(".placement-new") !== null);
    await keyboard.type("Side bar, left");
    await keyboard.press("Enter");
    await expect
      .poll(() => ofDraft("side-bar-left"))
      .toEqual({
        id: "side-bar-left",
        name: "Side bar, left",
        kind: "offer",
      });
    await screen.waitForCount(".placement-new", 0);
    await screen.waitForText("form[aria-label='Side bar, left'] .placement-tag", 'data-sv-placement="side-bar-left"');
  });

  it("take no id that exists or that no page can name", async () => {
    await openPlacements();
    await screen.press(".placements-new");
    await screen.page.type(field("New placement", "Name"), "Hero");
    for (const [id, why] of [
      ["home-hero", "already"],
      ["Home Hero", "Only a to z"],
    ] as const) {
      await screen.page.click(field("New placement", "Id"), { count: 3 });
      await screen.page.type(field("New placement", "Id"), id);
      await screen.waitForText(".placement-new .field-problem", why);
      const isDisabled = (button: Element): boolean => (button as HTMLButtonElement).disabled;
      expect(await screen.page.$eval(".placement-new [type=submit]", isDisabled)).toBe(true);
    }
    await screen.page.keyboard.press("Escape");
    await screen.waitForCount(".placement-new", 0);
    expect(drafted()).toBeUndefined();
  });

  it("that pages ask for in vain are named, and defined in a step", async () => {
    const heard: InstallCheck["heard"] = ["home-heor", "home-hero"].map((detail) => ({
      outcome: "unknown_placement",
      origin: "https://shop.example",
      sdk: "sdk/0.1.0",
      detail,
      count: 12,
      lastAt: SAMPLE_AT,
    }));
    screen.site.fates.set("/install-check", { answers: { ...SAMPLE_INSTALL_CHECK, heard } });
    await openPlacements();
    // The other has been defined since.
    await screen.waitForText(".placements-asked", "a placement that is not defined here");
    await screen.press(".placements-asked button");
    await screen.page.type(field("New placement", "Name"), "As the page has it");
    await screen.page.select(field("New placement", "Shows"), "products");
    await screen.press(".placement-new [type=submit]");
    await expect
      .poll(() => ofDraft("home-heor"))
      .toEqual({
        id: "home-heor",
        name: "As the page has it",
        kind: "products",
      });
    await screen.waitForCount(".placements-asked", 0);
  });

  it("are filled in: form and caps for offers, relation, number and heading for products; each can be undone", async () => {
    await openPlacements();
    await screen.page.select(field("Header bar", "Form"), "bar");
    await screen.page.type(field("Header bar", "Times in 24 hours"), "3");
    await expect.poll(() => ofDraft("header-bar")).toMatchObject({ format: "bar", caps: { perDay: 3 } });
    await screen.page.select(field("Alternatives", "Which products"), "alternatives");
    await screen.page.click(field("Alternatives", "At most"), { count: 3 });
    await screen.page.type(field("Alternatives", "At most"), "6");
    await screen.press("form[aria-label=Alternatives] .new-language .button");
    await screen.page.type(field("Alternatives", "English"), "You may also like");
    await expect
      .poll(() => ofDraft("product-alternatives"))
      .toMatchObject({
        limit: 6,
        relation: "alternatives",
        headline: { en: "You may also like" },
      });
    await screen.press("form[aria-label=Alternatives] .placement-headline .link-button");
    await expect.poll(() => ofDraft("product-alternatives")?.headline).toBeUndefined();
    await screen.press(".desk-bar .icon-button:nth-child(1)");
    await expect.poll(() => ofDraft("product-alternatives")?.headline).toEqual({ en: "You may also like" });
  });

  it("together show a visitor no more than they are told to", async () => {
    await openPlacements();
    const perVisit = ".placements > fieldset .field:first-child input";
    await screen.page.type(perVisit, "5");
    await expect.poll(() => screen.site.desk.draft?.caps).toEqual({ perSession: 5 });
    await screen.page.focus(perVisit);
    await screen.page.keyboard.press("Backspace");
    await expect.poll(() => screen.site.desk.draft).not.toHaveProperty("caps");
  });

  it("that something wants stay; others go, and come back by undo", async () => {
    await openPlacements();
    const remove = (form: string): string => `form[aria-label="${form}"] .button-danger`;
    const isDisabled = (button: Element): boolean => (button as HTMLButtonElement).disabled;
    expect(await screen.page.$eval(remove("Home hero"), isDisabled)).toBe(true);
    expect(await screen.text("form[aria-label='Home hero'] .buttons")).toContain("move or remove");
    await screen.press(remove("Alternatives"));
    await expect.poll(() => drafted()?.map(({ id }) => id)).toEqual(["home-hero", "header-bar"]);
    expect(await screen.page.evaluate(() => document.activeElement?.id)).toBe("placements");
    await screen.press(".desk-bar .icon-button:nth-child(1)");
    await expect.poll(() => drafted()).toEqual(SAMPLE_DEFINITIONS.placements);
  });
});
