import { describe, expect, it } from "vitest";
import { LOCALES } from "../../console/i18n.ts";
import { SCORE_FEATURES } from "../../worker/domain/score/features.ts";
import { violations } from "./axe-violations.ts";
import { consoleInChromium, PHONE } from "./console-in-chromium.ts";
import { UNLEARNT } from "./fake-score.ts";
import { SAMPLE_DEFINITIONS, sampleStream } from "./sample-site.ts";

const screen = consoleInChromium();
const WARM = ".bands-handle-warm";
const HOT = ".bands-handle-hot";

async function open(query = "lang=en"): Promise<void> {
  await screen.open(`/console/score?${query}`);
  await screen.page.waitForSelector(WARM);
}

async function valueNow(handle: string): Promise<number> {
  return screen.page.$eval(handle, (element) => Number(element.getAttribute("aria-valuenow")));
}

/** Visits of a band, as its row of the table says. */
async function visitsOf(band: string): Promise<string> {
  return screen.text(`[data-band=${band}] td:nth-child(2)`);
}

describe("the thresholds", () => {
  it("are moved by keys alone, and show at once how visits would part", async () => {
    await open();
    expect([await valueNow(WARM), await valueNow(HOT)]).toEqual([25, 60]);
    // Ten visits at each score: 0–24, 25–59, 60–100.
    expect([await visitsOf("cold"), await visitsOf("warm"), await visitsOf("hot")]).toEqual(["250", "350", "410"]);
    const { keyboard } = screen.page;
    await screen.page.focus(WARM);
    await keyboard.press("ArrowRight");
    await expect.poll(() => valueNow(WARM)).toBe(26);
    await keyboard.press("PageDown");
    await expect.poll(() => valueNow(WARM)).toBe(16);
    await keyboard.press("ArrowLeft");
    await expect.poll(() => valueNow(WARM)).toBe(15);
    await expect.poll(() => visitsOf("cold")).toBe("150");
    // Never past the other one, nor off the scale.
    await keyboard.press("End");
    await expect.poll(() => valueNow(WARM)).toBe(59);
    await keyboard.press("Home");
    await expect.poll(() => valueNow(WARM)).toBe(1);
    await screen.page.focus(HOT);
    await keyboard.press("Home");
    await expect.poll(() => valueNow(HOT)).toBe(2);
    await keyboard.press("End");
    await expect.poll(() => valueNow(HOT)).toBe(100);
    expect(await screen.page.$eval(HOT, (element) => element.getAttribute("aria-valuetext"))).toBe("hot from 100");
  });

  it("are dragged", async () => {
    await open();
    const box = await (await screen.page.$(WARM))!.boundingBox();
    const track = await (await screen.page.$(".bands-track"))!.boundingBox();
    const { mouse } = screen.page;
    await mouse.move(box!.x + box!.width / 2, box!.y + 40);
    await mouse.down();
    await mouse.move(track!.x + (track!.width * 40.5) / 101, box!.y + 40, { steps: 4 });
    await mouse.up();
    await expect.poll(async () => Math.abs((await valueNow(WARM)) - 40)).toBeLessThanOrEqual(1);
    await mouse.move(track!.x, box!.y);
    await expect.poll(async () => Math.abs((await valueNow(WARM)) - 40)).toBeLessThanOrEqual(1);
  });

  it("are typed, saved with everything else of the settings, and taken back", async () => {
    await open();
    const warm = ".bands-typed .field:first-child input";
    await screen.page.click(warm, { count: 3 });
    await screen.page.type(warm, "33");
    await expect.poll(() => valueNow(WARM)).toBe(33);
    await screen.press(".score-part .button-accent");
    await expect.poll(() => screen.site.settings.scoreBands).toEqual({ warm: 33, hot: 60 });
    expect(screen.site.settings.name).toBe("Demo shop");
    await screen.waitForText(".outcome", "Saved: warm from 33, hot from 60");
    await screen.press(".outcome .link-button");
    await expect.poll(() => screen.site.settings.scoreBands).toEqual({ warm: 25, hot: 60 });
    await expect.poll(() => valueNow(WARM)).toBe(25);
  });

  it("that cross are not saved, and say why", async () => {
    await open();
    const warm = ".bands-typed .field:first-child input";
    await screen.page.click(warm, { count: 3 });
    await screen.page.type(warm, "70");
    await screen.waitForText(".bands-typed", "Hot must begin above warm");
    const isDisabled = (): Promise<boolean> =>
      screen.page.$eval(".score-part .button-accent", (button) => (button as HTMLButtonElement).disabled);
    expect(await isDisabled()).toBe(true);
    await screen.press(".score-part .button:not(.button-accent)");
    await expect.poll(() => valueNow(WARM)).toBe(25);
  });

  it("name the segments and offers that change with them", async () => {
    screen.site.desk.published = {
      ...SAMPLE_DEFINITIONS,
      segments: [
        { id: "hot-ones", name: "Hot ones", condition: { version: 1, when: { kind: "score_band", in: ["hot"] } } },
        {
          id: "numbers",
          name: "By number",
          condition: { version: 1, when: { kind: "score", test: { op: "at_least", value: 60 } } },
        },
      ],
    };
    await open();
    await screen.waitForText("main", "Hot ones");
    expect(await screen.text("main")).not.toContain("By number");
  });
});

describe("the score", () => {
  it("says in words how well it tells buyers apart and whether it is right, and gives every chart as a table", async () => {
    await open();
    const words = await screen.text("main");
    expect(words).toContain("84% of the time: it tells them apart well");
    expect(words).toContain("What it foretells is what comes: on average 1.2% off");
    for (const chart of [".bands-chart", ".calibration"]) await screen.press(`${chart} figcaption .link-button`);
    await screen.waitForCount(".calibration tbody tr", 10);
    await screen.waitForText(".bands-chart .table-scroll", "90 to 99");
  });

  it("lists what moves it, the strongest first, beside the other cards", async () => {
    await open();
    const [first] = await screen.page.$$eval(".scorecard tbody th", (heads) => heads.map((head) => head.textContent));
    expect(first).toBe("Hours since the last order");
    expect(await screen.text(".scorecard thead")).toContain("Shipped");
    await screen.waitForCount(".scorecard tbody", 8);
    await screen.press(".score-more");
    await screen.waitForCount(".scorecard tbody", SCORE_FEATURES.length);
  });

  it("is learnt anew and taken back after asking, and never by the first click", async () => {
    await open();
    const buttons = ".score-part:last-child .buttons > .button";
    await screen.press(`${buttons}:first-child`);
    await screen.page.waitForSelector("dialog[open]");
    expect(screen.site.score.status.version).toBe(2);
    await screen.page.keyboard.press("Escape");
    await screen.waitForCount("dialog[open]", 0);
    await screen.press(`${buttons}:last-of-type`);
    await screen.press("dialog[open] .button-accent");
    await screen.waitForText(".score-part:last-child [role=status]", "decides again, as version 3");
  });

  it("says what it waits for on a site that has just begun, and what went wrong", async () => {
    screen.site.score.status = UNLEARNT;
    await open();
    const words = await screen.text("main");
    expect(words).toContain("No visit has ended yet");
    expect(words).toContain("3 of 400 visits and 0 of 40 purchases");
    screen.site.score.isBroken = true;
    await screen.open("/console/score?lang=en");
    await screen.waitForText(".notice-problem", "it is broken on purpose");
  });

  it("looks back as far as the address says", async () => {
    await open("lang=en&days=7");
    await screen.waitForText(".bands-chart", "last 7 days");
    await screen.press(".segmented button:nth-child(3)");
    await screen.waitForText(".bands-chart", "last 90 days");
    expect(screen.page.url()).toContain("days=90");
  });

  it("needs no sideways scrolling on a phone", async () => {
    await screen.open("/console/score?lang=es", sampleStream(), PHONE);
    await screen.page.waitForSelector(WARM);
    const overflow = await screen.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

const everyLook = LOCALES.flatMap((lang) => ["light", "dark"].map((theme) => ({ lang, theme })));

describe.each(everyLook)("the score to everybody in $lang, $theme", ({ lang, theme }) => {
  it("has no violation, its charts drawn and as tables, and while it asks", async () => {
    await open(`lang=${lang}&theme=${theme}`);
    expect(await violations(screen.page)).toEqual([]);
    for (const chart of [".bands-chart", ".calibration"]) await screen.press(`${chart} figcaption .link-button`);
    await screen.press(".score-part:last-child .buttons > .button:first-child");
    await screen.page.waitForSelector("dialog[open]");
    expect(await violations(screen.page)).toEqual([]);
  });
});
