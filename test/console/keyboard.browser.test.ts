/** One whole offer and one segment, made and published with nothing but a keyboard: no focus is set and nothing clicked by script. */
import { expect, it } from "vitest";
import { consoleInChromium } from "./console-in-chromium.ts";

const screen = consoleInChromium();

/** How long anything may take on a busy machine before it is taken for missing. */
const PATIENCE = { timeout: 20_000 };
/** Hundreds of keys, each of them a turn with the browser. */
const WHOLE_TASK_MS = 240_000;
/** Stops a page may have; past them one goes round in circles. */
const MOST_STOPS = 250;

/** Presses Tab until the focus is on what fits, as somebody without a mouse does, and can see where it is. */
async function tabTo(selector: string): Promise<void> {
  await screen.page.waitForSelector(selector, PATIENCE);
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const found = await screen.page.evaluate((wanted) => {
      const active = document.activeElement;
      return active?.matches(wanted) === true ? { isVisible: active.matches(":focus-visible") } : undefined;
    }, selector);
    if (found !== undefined) {
      expect(found).toEqual({ isVisible: true });
      return;
    }
    await screen.page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${selector}`);
}

async function press(selector: string): Promise<void> {
  await tabTo(selector);
  await screen.page.keyboard.press("Enter");
}

async function write(selector: string, text: string): Promise<void> {
  await tabTo(selector);
  await screen.page.keyboard.down("Control");
  await screen.page.keyboard.press("a");
  await screen.page.keyboard.up("Control");
  await screen.page.keyboard.type(text);
}

/** By the first letters of what it says, as a native list is used. */
async function choose(selector: string, value: string, letters: string): Promise<void> {
  await tabTo(selector);
  await screen.page.keyboard.type(letters);
  await screen.page.waitForFunction(
    (where, wanted) => document.querySelector<HTMLSelectElement>(where)?.value === wanted,
    PATIENCE,
    selector,
    value,
  );
}

async function publish(): Promise<void> {
  await screen.page.waitForSelector(".desk-bar .button-accent:not(:disabled)", PATIENCE);
  await press(".desk-bar .button-accent");
  await press("dialog .button-accent:not(:disabled)");
  await screen.waitForText("dialog [role=status]", "is live");
}

it(
  "a whole offer: named, worded, meant for somebody, set live and published",
  async () => {
    await screen.open("/console/offers?lang=en");
    await screen.waitForCount(".offer-row", 2);
    await press(".offers .button");
    await write(".new-offer input", "Winter boots");
    await screen.page.keyboard.press("Enter");
    await choose("select:has(> option[value=paused])", "live", "L");
    await write("[lang=en][type=text]", "Warm feet");
    await press(".builder .ruleGroup .button");
    await choose(".builder .rule select", "score", "Sc");
    await publish();
    expect(screen.site.desk.published.offers.at(-1)).toMatchObject({
      id: "winter-boots",
      name: "Winter boots",
      status: "live",
      placement: "home-hero",
      content: { en: { headline: "Warm feet" } },
      eligibility: { when: { kind: "all", of: [{ kind: "score", test: { op: "at_least", value: 60 } }] } },
    });
  },
  WHOLE_TASK_MS,
);

it(
  "one segment: named, with a condition, and published",
  async () => {
    await screen.open("/console/segments?lang=en");
    await press(".desk .buttons .button-accent");
    await write(".offer-form input[type=text]", "Sure buyers");
    await press(".builder .ruleGroup .button");
    await choose(".builder .rule select", "score", "Sc");
    await screen.page.waitForSelector(".meaning .sentence", PATIENCE);
    await publish();
    expect(screen.site.desk.published.segments?.at(-1)).toMatchObject({
      name: "Sure buyers",
      condition: { when: { kind: "all", of: [{ kind: "score", test: { op: "at_least", value: 60 } }] } },
    });
  },
  WHOLE_TASK_MS,
);
