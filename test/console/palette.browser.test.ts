import { describe, expect, it } from "vitest";
import { consoleInChromium, PHONE } from "./console-in-chromium.ts";
import { OTHER_VISITOR, sampleStream } from "./sample-site.ts";

const screen = consoleInChromium();

/** How long anything may take on a busy machine before it is taken for missing. */
const PATIENCE = { timeout: 20_000 };

async function openPalette(): Promise<void> {
  const { keyboard } = screen.page;
  await keyboard.down("Control");
  await keyboard.press("k");
  await keyboard.up("Control");
  await screen.page.waitForSelector("dialog.palette[open] [role=option]");
}

/** What a screen reader is told is chosen. */
const chosen = (): Promise<string | null | undefined> =>
  screen.page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant") ?? "";
    return document.getElementById(id)?.firstElementChild?.textContent;
  });

const path = () => new URL(screen.page.url()).pathname;

describe("the palette", () => {
  it("goes to a screen by a few letters, and to an offer and a segment by name or id", async () => {
    await screen.open("/console/?lang=en");
    await openPalette();
    await screen.page.keyboard.type("repo");
    await expect.poll(chosen, PATIENCE).toBe("Reports");
    await screen.page.keyboard.press("Enter");
    await expect.poll(path, PATIENCE).toBe("/console/reports");
    expect(await screen.count("dialog[open]")).toBe(0);
    await openPalette();
    await screen.page.keyboard.type("ten off");
    await expect.poll(chosen, PATIENCE).toBe("Ten off");
    await screen.page.keyboard.press("Enter");
    await expect.poll(path, PATIENCE).toBe("/console/offers/hot");
    await openPalette();
    await screen.page.keyboard.type("spring");
    await screen.waitForText("dialog.palette", "Offer");
  });

  it("opens a visitor by id, whole or from the stream", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await openPalette();
    await screen.page.keyboard.type(OTHER_VISITOR.slice(-7));
    await expect.poll(chosen, PATIENCE).toBe(`Open visitor ${OTHER_VISITOR}`);
    await screen.page.keyboard.press("Enter");
    await expect.poll(path, PATIENCE).toBe(`/console/visitors/${OTHER_VISITOR}`);
    await openPalette();
    await screen.page.keyboard.type("a-visitor-not-in-the-stream");
    await expect.poll(chosen, PATIENCE).toBe("Open visitor a-visitor-not-in-the-stream");
  });

  it("is moved through by arrows round and round, says how much it found, and closes by Escape", async () => {
    await screen.open("/console/?lang=en");
    await openPalette();
    const first = await chosen();
    await screen.page.keyboard.press("ArrowUp");
    await expect.poll(chosen, PATIENCE).not.toBe(first);
    await screen.page.keyboard.press("ArrowDown");
    await expect.poll(chosen, PATIENCE).toBe(first);
    await screen.page.keyboard.type("zzzz");
    await screen.waitForText("dialog.palette [role=status]", "Nothing found");
    await screen.page.keyboard.press("Escape");
    await screen.page.waitForFunction(() => document.querySelector("dialog[open]") === null);
  });

  it("switches theme and language", async () => {
    await screen.open("/console/?lang=en");
    await openPalette();
    await screen.page.keyboard.type("theme dark");
    await screen.page.keyboard.press("Enter");
    await screen.page.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
    await openPalette();
    await screen.page.keyboard.type("español");
    await screen.page.keyboard.press("Enter");
    await screen.page.waitForFunction(() => document.documentElement.lang === "es");
  });

  it("is reached by a button on a phone", async () => {
    await screen.open("/console/?lang=en", sampleStream(), PHONE);
    await screen.press(".top [aria-haspopup=dialog]");
    await screen.page.waitForSelector("dialog.palette[open] [role=option]");
    const overflow = await screen.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

describe("keys", () => {
  it("go to screens and pause, but not while somebody types", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await screen.page.keyboard.press("p");
    await screen.page.waitForSelector(".stream-pause [aria-pressed=true]");
    await screen.page.focus(".filter-text");
    await screen.page.keyboard.type("2?p");
    expect(path()).toBe("/console/live");
    expect(await screen.count("dialog[open]")).toBe(0);
    await screen.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await screen.page.keyboard.press("3");
    await expect.poll(path, PATIENCE).toBe("/console/visitors");
  });

  it("are listed by ?, and can be turned off, which is remembered", async () => {
    await screen.open("/console/?lang=en");
    await screen.page.keyboard.press("?");
    await screen.waitForText("dialog.key-list", "Pause the live stream");
    await screen.press(".key-list input[type=checkbox]");
    await screen.page.waitForFunction(
      () => !document.querySelector("dialog.key-list")?.textContent?.includes("Pause the live stream"),
    );
    await screen.page.keyboard.press("Escape");
    await screen.open("/console/?lang=en");
    await screen.page.keyboard.press("?");
    await screen.page.keyboard.press("2");
    expect(path()).toBe("/console/");
    // The one with Ctrl stays, and is how to turn them on again.
    await openPalette();
    await screen.page.keyboard.type("keys");
    await screen.page.keyboard.press("Enter");
    await screen.waitForText("dialog.key-list", "Keys of a single letter");
  });
});
