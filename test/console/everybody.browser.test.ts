import { describe, expect, it } from "vitest";
import { LOCALES } from "../../console/i18n.ts";
import { violations as axeViolations } from "./axe-violations.ts";
import { consoleInChromium, PHONE, WIDE } from "./console-in-chromium.ts";
import { lift, newSite, siteReport } from "./sample-reports.ts";
import { OTHER_VISITOR, SAMPLE_DEFINITIONS, sampleStream } from "./sample-site.ts";
import { dropSocket } from "./stub-socket.ts";

/** Gzipped bytes of script the console may fetch before it shows: a slow phone line's first second. */
const FIRST_LOAD_BUDGET = 60_000;

/** What is typed to erase, as the console's messages say it. */
const ERASE_WORDS = { en: "erase", es: "borrar", zh: "删除" };
const MORE = { value: 0.08, interval: { low: 0.02, high: 0.14 } };
const READY_LIFT = lift({ state: "READY", verdict: "BETTER", difference: MORE, lift: MORE, pValue: 0.001 });

const screen = consoleInChromium();

/** Every violation as "rule: element". */
const violations = (): Promise<string[]> => axeViolations(screen.page);

const everyLook = LOCALES.flatMap((lang) => ["light", "dark"].map((theme) => ({ lang, theme })));

describe.each(everyLook)("accessibility in $lang, $theme", ({ lang, theme }) => {
  const look = `lang=${lang}&theme=${theme}`;

  it("of the live screen, its chart as a table, filtered, paused and stale", async () => {
    await screen.open(`/console/live?${look}`);
    await screen.waitForCount(".rows > .row", 5);
    await screen.page.waitForSelector(".live-side .facts");
    expect(await violations()).toEqual([]);
    await screen.press(".chart .link-button");
    await screen.press(".filters .toggle");
    await screen.press(".stream-pause [aria-pressed]");
    await screen.press(".segmented button:nth-child(2)");
    await dropSocket(screen.page);
    // On a slow machine it may be trying again before anybody could see it wait.
    await screen.page.waitForSelector(".link-waiting, .link-connecting");
    expect(await violations()).toEqual([]);
  });

  it("of a decision's reasons", async () => {
    await screen.open(`/console/live?${look}`);
    await screen.press(".row-own .why-button");
    await screen.page.waitForSelector("dialog[open]");
    expect(await violations()).toEqual([]);
  });

  it("of a visitor, and of erasing one", async () => {
    await screen.open(`/console/live/${OTHER_VISITOR}?${look}`);
    await screen.press(".visitor > .button-danger");
    await screen.page.waitForSelector(".erase");
    expect(await violations()).toEqual([]);
  });

  it("of home with everything that may need attention, as a table, before its first event, and failing", async () => {
    await screen.open(`/console/?${look}`);
    await screen.waitForCount(".attention-item", 13);
    await screen.page.waitForSelector(".top-offers");
    await screen.press(".chart .link-button");
    expect(await violations()).toEqual([]);
    screen.site.reports.site = (days) => siteReport(days, { lift: READY_LIFT });
    screen.site.fates.set("/attention", "fails");
    await screen.open(`/console/?${look}`);
    await screen.page.waitForSelector(".tile .interval");
    await screen.page.waitForSelector(".attention .notice-problem");
    expect(await violations()).toEqual([]);
    screen.site.reports.site = newSite;
    await screen.open(`/console/?${look}`, []);
    await screen.page.waitForSelector(".first-steps .snippet");
    expect(await violations()).toEqual([]);
  });

  it("of visitors, of nobody found, and of one visitor's page with every reason open", async () => {
    await screen.open(`/console/visitors?${look}`);
    await screen.page.waitForSelector("[aria-labelledby=some] tbody tr");
    await screen.page.waitForSelector("[aria-labelledby=recent] tbody tr");
    expect(await violations()).toEqual([]);
    await screen.open(`/console/visitors?find=nobody&${look}`);
    await screen.page.waitForSelector("[aria-labelledby=found]");
    expect(await violations()).toEqual([]);
    await screen.open(`/console/visitors/${OTHER_VISITOR}?${look}`);
    await screen.page.waitForSelector("[data-offer]");
    await screen.page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
    await screen.press("[aria-labelledby=preview-as] .button");
    await screen.page.waitForSelector("[aria-labelledby=preview-as] a");
    expect(await violations()).toEqual([]);
  });

  it("of privacy requests: found, erased, and nobody", async () => {
    await screen.open(`/console/privacy?subject=${OTHER_VISITOR}&${look}`);
    await screen.page.waitForSelector(".case .stored");
    await screen.press(".case .button-danger");
    await screen.page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
    expect(await violations()).toEqual([]);
    await screen.page.type(".erase input", ERASE_WORDS[lang]);
    await screen.page.keyboard.press("Enter");
    await screen.page.waitForSelector(".case .rows-left");
    expect(await violations()).toEqual([]);
    await screen.open(`/console/privacy?subject=nobody&${look}`);
    await screen.page.waitForSelector(".visitors [role=status] .stored");
    expect(await violations()).toEqual([]);
  });

  it("of offers, one offer, what publishing it changes, and what was published", async () => {
    await screen.open(`/console/offers?${look}`);
    await screen.waitForCount(".offer-row", 2);
    expect(await violations()).toEqual([]);
    await screen.open(`/console/offers/spring?${look}`);
    await screen.page.waitForSelector(".offer-form [lang=en]");
    await unfoldAll();
    await screen.page.type(".offer-form [lang=en]", "!");
    await screen.page.waitForSelector(".desk-bar .button-accent:not(:disabled)");
    expect(await violations()).toEqual([]);
    await screen.press(".desk-bar .button-accent");
    await screen.page.waitForSelector("dialog .change-fields");
    expect(await violations()).toEqual([]);
    await screen.open(`/console/placements?${look}`);
    await screen.waitForCount(".placement", SAMPLE_DEFINITIONS.placements.length);
    await screen.press(".placements-new");
    await screen.page.waitForSelector(".placement-new input");
    expect(await violations()).toEqual([]);
    await screen.open(`/console/versions?${look}`);
    await screen.waitForCount(".version", 1);
    expect(await violations()).toEqual([]);
  });

  it("of segments, one with its overlap, and one being written", async () => {
    await screen.open(`/console/segments?${look}`);
    await screen.waitForCount(".offer-row", 1);
    expect(await violations()).toEqual([]);
    await screen.open(`/console/segments/loyal?${look}`);
    await screen.page.waitForSelector("[aria-labelledby=overlap-heading] tbody tr");
    await screen.page.waitForSelector(".builder .rule");
    expect(await violations()).toEqual([]);
    await screen.open(`/console/segments?${look}`);
    await screen.press(".desk .buttons .button-accent");
    await screen.press(".builder .ruleGroup .button");
    await screen.page.waitForSelector(".builder .rule select");
    await screen.page.waitForSelector(".meaning .sentence");
    expect(await violations()).toEqual([]);
  });

  it("of reports, and one of them", async () => {
    await screen.open(`/console/reports?${look}`);
    await screen.page.waitForSelector("main a[data-route='reports/spring']");
    expect(await violations()).toEqual([]);
    await screen.open(`/console/reports/spring?${look}`);
    await screen.page.waitForSelector("main table");
    expect(await violations()).toEqual([]);
  });

  it("of the palette and the keys", async () => {
    await screen.open(`/console/?${look}`);
    await screen.press(".top [aria-haspopup=dialog]");
    await screen.page.waitForSelector("dialog.palette [role=option]");
    expect(await violations()).toEqual([]);
    await screen.page.keyboard.type("zzzz");
    await screen.waitForCount("dialog.palette [role=option]", 0);
    expect(await violations()).toEqual([]);
    await screen.page.keyboard.press("Escape");
    await screen.page.waitForFunction(() => document.querySelector("dialog[open]") === null);
    await screen.page.keyboard.press("?");
    await screen.page.waitForSelector("dialog.key-list table");
    expect(await violations()).toEqual([]);
  });

  it("of settings", async () => {
    await screen.open(`/console/settings?${look}`);
    await screen.waitForCount(".rows-plain", 2);
    await screen.page.waitForSelector(".settings-wide .table-scroll td");
    await screen.page.waitForSelector("[aria-labelledby=holdout-heading] .sentence");
    await screen.press(".install-heard summary");
    await screen.waitForCount(".install-finding", 3);
    expect(await violations()).toEqual([]);
  });

  it("of signing in", async () => {
    screen.site.token = "right";
    await screen.page.goto(`${screen.site.origin}/console/?${look}`);
    await screen.page.waitForSelector(".sign-in");
    await screen.page.type(".sign-in [type=password]", "wrong");
    await screen.page.keyboard.press("Enter");
    await screen.page.waitForSelector(".field-problem");
    expect(await violations()).toEqual([]);
  });

  it("of the demo page, wide and on a phone", async () => {
    for (const size of [WIDE, PHONE]) {
      await screen.page.setViewport(size);
      await screen.page.goto(`${screen.site.origin}/demo/?${look}`);
      await screen.page.waitForSelector(".coach");
      expect(await violations()).toEqual([]);
    }
  });
});

/** Opens every folded part of the screen: what is in it counts too. */
async function unfoldAll(): Promise<void> {
  await screen.page.$$eval("main details", (all) => all.forEach((one) => (one.open = true)));
}

describe("the console on small screens and slow lines", () => {
  it("is small enough on first load", () => {
    expect(screen.firstLoadBytes).toBeLessThanOrEqual(FIRST_LOAD_BUDGET);
  });

  it.each([
    "/console/",
    "/console/live",
    `/console/live/${OTHER_VISITOR}`,
    "/console/visitors",
    `/console/visitors/${OTHER_VISITOR}`,
    `/console/privacy?subject=${OTHER_VISITOR}`,
    "/console/offers",
    "/console/offers/spring",
    "/console/placements",
    "/console/versions",
    "/console/segments",
    "/console/segments/loyal",
    "/console/reports",
    "/console/reports/spring",
    "/console/settings",
  ])("needs no sideways scrolling: %s", async (path) => {
    await screen.open(`${path}${path.includes("?") ? "&" : "?"}lang=es`, sampleStream(), PHONE);
    await screen.page.waitForSelector(
      ".attention-item, .visitor-details, .visitors tbody tr, .rows > .row, .offer-row, .offer-form, .placement, .version, .rows-plain, main a[data-route='reports/spring'], main table",
    );
    await unfoldAll();
    const overflow = await screen.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
