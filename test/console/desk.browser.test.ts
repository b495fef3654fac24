import { describe, expect, it } from "vitest";
import type { Definitions } from "../../wire/definitions.ts";
import { consoleInChromium } from "./console-in-chromium.ts";
import { siteReport } from "./sample-reports.ts";
import { SAMPLE_DEFINITIONS } from "./sample-site.ts";

const screen = consoleInChromium();

const HEADLINE = "[lang=en][type=text]";
const headlineOf = (definitions: Definitions | undefined): string | undefined =>
  definitions?.offers.find(({ id }) => id === "spring")?.content["en"]?.headline;

async function openOffer(): Promise<void> {
  await screen.open("/console/offers/spring?lang=en");
  await screen.page.waitForSelector(HEADLINE);
}

/** Types over what stands in a field, as a person would. */
async function typeOver(selector: string, text: string): Promise<void> {
  await screen.page.click(selector, { count: 3 });
  await screen.page.type(selector, text);
}

/** Until the Worker has what was typed. */
async function saved(wanted: string): Promise<void> {
  await expect.poll(() => headlineOf(screen.site.desk.draft)).toBe(wanted);
  await screen.waitForText(".desk-saving", "Saved");
}

async function field(selector: string): Promise<string> {
  return screen.page.$eval(selector, (element) => (element as HTMLInputElement).value);
}

describe("an offer", () => {
  it("is found in its place, searched for, and paused from the list", async () => {
    await screen.open("/console/offers?lang=en");
    await screen.waitForCount(".offer-row", 2);
    await screen.page.type("input[type=search]", "primavera");
    await screen.waitForCount(".offer-row", 1);
    expect(screen.page.url()).toContain("find=primavera");
    await screen.press(".offer-row .toggle");
    await expect.poll(() => screen.site.desk.draft?.offers[0]?.status).toBe("paused");
  });

  it("is saved by itself as it is typed, and published after a look at what changes", async () => {
    await openOffer();
    await typeOver(HEADLINE, "Boots for snow");
    await saved("Boots for snow");
    expect(headlineOf(screen.site.desk.published)).toBe("Spring is here");
    await screen.press(".desk-bar .button-accent");
    await screen.waitForText("dialog.publish", "Spring is here");
    expect(await screen.text(".change-fields")).toContain("Boots for snow");
    await screen.page.type("dialog textarea", "winter");
    await screen.press("dialog .button-accent");
    await screen.waitForText("dialog [role=status]", "Version 8 is live");
    expect(headlineOf(screen.site.desk.published)).toBe("Boots for snow");
    expect(screen.site.desk.versions[0]).toMatchObject({ version: 8, note: "winter" });
  });

  it("goes back step by step and forward again, by key and by button", async () => {
    await openOffer();
    await typeOver(HEADLINE, "One");
    await saved("One");
    await screen.page.select("fieldset select", "header-bar");
    await expect.poll(() => screen.site.desk.draft?.offers[0]?.placement).toBe("header-bar");
    await screen.press(".desk-bar .icon-button:nth-child(1)");
    await expect.poll(() => screen.site.desk.draft?.offers[0]?.placement).toBe("home-hero");
    await screen.page.keyboard.down("Control");
    await screen.page.keyboard.press("z");
    await screen.page.keyboard.up("Control");
    await screen.page.waitForFunction(
      (selector) => (document.querySelector(selector) as HTMLInputElement).value === "Spring is here",
      {},
      HEADLINE,
    );
    await screen.press(".desk-bar .icon-button:nth-child(2)");
    await screen.page.waitForFunction(
      (selector) => (document.querySelector(selector) as HTMLInputElement).value === "One",
      {},
      HEADLINE,
    );
  });

  it("somebody else saved meanwhile is told of, and neither side's words are lost", async () => {
    await openOffer();
    screen.site.desk.draft = {
      ...SAMPLE_DEFINITIONS,
      offers: SAMPLE_DEFINITIONS.offers.map((offer) => ({ ...offer, name: "Theirs" })),
    };
    screen.site.desk.revision = 5;
    await typeOver(HEADLINE, "Mine");
    await screen.waitForText(".desk-conflict", "Somebody else");
    await screen.press(".desk-conflict .button:nth-of-type(2)");
    await saved("Mine");
  });

  it("that cannot be published says where and why, and the button waits", async () => {
    await openOffer();
    screen.site.desk.problems = [
      { severity: "error", code: "invalid", at: "/offers/0/content/en/headline", detail: "must not be empty" },
    ];
    await typeOver(HEADLINE, "x");
    await saved("x");
    await screen.waitForText(".field-problem", "must not be empty");
    expect(await screen.page.$eval(HEADLINE, (input) => input.getAttribute("aria-invalid"))).toBe("true");
    await screen.press(".desk-bar .button-accent");
    await screen.waitForText("dialog .problems-bad", "must not be empty");
    expect(await screen.page.$eval("dialog .button-accent", (button) => (button as HTMLButtonElement).disabled)).toBe(
      true,
    );
  });

  it("is shown on the real page before it is published, as saved", async () => {
    await openOffer();
    await screen.page.waitForSelector("iframe[src*='sv_preview=sample-preview-0']");
    await typeOver(HEADLINE, "Look");
    await saved("Look");
    await screen.page.waitForSelector("iframe[src*='sv_preview=sample-preview-1']");
    expect(screen.site.desk.previewed).toEqual({ offer: "spring" });
  });

  it("is made, filled in and paused again without a mouse", async () => {
    await screen.open("/console/offers?lang=en");
    await screen.waitForCount(".offer-row", 2);
    const { keyboard } = screen.page;
    await screen.page.focus(".offers .button");
    await keyboard.press("Enter");
    await screen.page.focus(".new-offer input");
    await keyboard.type("Winter boots");
    await keyboard.press("Enter");
    await screen.page.waitForSelector(HEADLINE);
    await screen.page.focus(HEADLINE);
    await keyboard.type("Warm feet");
    await keyboard.press("Tab");
    await keyboard.type("All winter.");
    await expect
      .poll(() => screen.site.desk.draft?.offers.at(-1))
      .toMatchObject({
        id: "winter-boots",
        name: "Winter boots",
        status: "paused",
        placement: "home-hero",
        content: { en: { headline: "Warm feet", text: "All winter." } },
      });
  });
});

describe("an old version", () => {
  it("is gone back to after a look at what that changes", async () => {
    screen.site.desk.publishElsewhere({ ...SAMPLE_DEFINITIONS, holdout: 0.2 });
    await screen.open("/console/versions?lang=en");
    await screen.waitForCount(".version", 2);
    await screen.press(".version:nth-child(2) summary");
    await screen.waitForText(".version:nth-child(2)", "holdout");
    await screen.press(".version:nth-child(2) .button");
    await screen.waitForCount(".version", 3);
    expect(screen.site.desk.published).toEqual(SAMPLE_DEFINITIONS);
    expect(screen.site.desk.versions[0]).toMatchObject({ restored: 7 });
  });
});

describe("the hold-out", () => {
  const SHARE = "[aria-labelledby=holdout-heading] input";
  const SAYS = "[aria-labelledby=holdout-heading] .sentence";
  const drafted = async (share: number): Promise<void> => {
    await expect.poll(() => screen.site.desk.draft?.holdout).toBe(share);
  };

  it("is drafted like everything else, says for whom it changes what, is undone, and published", async () => {
    await screen.open("/console/settings?lang=en");
    await screen.waitForText(SAYS, "10% of visitors are held out, as published");
    await typeOver(SHARE, "15");
    await screen.waitForText(SAYS, "Who is held out stays so; another 5% of visitors see no offer any more");
    await drafted(0.15);
    expect(screen.site.desk.published.holdout).toBe(0.1);
    await typeOver(SHARE, "2.5");
    await screen.waitForText(SAYS, "7.5% of visitors are released");
    await drafted(0.025);
    await screen.press(".settings .desk-bar .icon-button:nth-child(1)");
    await drafted(0.1);
    await typeOver(SHARE, "0");
    await screen.waitForText(SAYS, "everybody may see offers, and what they add is measured no more");
    await drafted(0);
    await screen.press(".settings .desk-bar .button-accent");
    await screen.waitForText("dialog .change-list", "holdout");
    await screen.press("dialog .button-accent");
    await screen.waitForText("dialog [role=status]", "Version 8 is live");
    expect(screen.site.desk.published.holdout).toBe(0);
  });

  it("says where it is wrong what cannot be published", async () => {
    screen.site.desk.problems = [{ severity: "error", code: "invalid", at: "/holdout", detail: "must be at most 0.5" }];
    await screen.open("/console/settings?lang=en");
    await screen.waitForText("[aria-labelledby=holdout-heading] .field-problem", "must be at most 0.5");
    expect(await screen.page.$eval(SHARE, (input) => input.getAttribute("aria-invalid"))).toBe("true");
  });

  it("is where Home leads to who holds nobody out", async () => {
    screen.site.reports.site = (days) => {
      const { lift: _, ...report } = siteReport(days);
      return report;
    };
    await screen.open("/console/?lang=en");
    await screen.press("[aria-labelledby=tile-lift] a");
    await screen.page.waitForFunction(() => document.activeElement?.id === "holdout-heading");
    expect(screen.page.url()).toContain("/console/settings/holdout");
  });
});

describe("settings", () => {
  it("show a new token once, and revoke it", async () => {
    await screen.open("/console/settings?lang=en");
    await screen.page.waitForSelector(".inline-form input");
    await screen.page.type(".inline-form input", "Feed");
    await screen.page.keyboard.press("Enter");
    await screen.waitForText(".token", "sv_sample_secret");
    await screen.waitForText(".rows-plain", "Feed");
    await screen.press(".rows-plain .button-danger");
    await screen.waitForText(".rows-plain", "None yet");
    expect(await field(".inline-form input")).toBe("");
  });
});
