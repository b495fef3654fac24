import { describe, expect, it } from "vitest";
import { consoleInChromium, PHONE } from "./console-in-chromium.ts";
import { OWN_VISITOR, sampleEntry, sampleStream } from "./sample-site.ts";
import { dropSocket, flood, openSocket, sayEntry } from "./stub-socket.ts";

/** Rows the stream may have in the document, however many came. */
const ROW_LIMIT = 200;

const screen = consoleInChromium();

describe("the live screen", () => {
  it("shows who did what, what was decided and why, newest first", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    const newest = await screen.text(".rows > .row:first-child");
    for (const part of ["bYOUme", "You", "Viewed a product", "Trail Runner 3", "Home hero", "Matches its audience"]) {
      expect(newest).toContain(part);
    }
    // 31.2 → 43.6 shows as 44, up by 13.
    expect(await screen.text(".rows > .row:first-child .score")).toContain("Score 44, warm, +13");
    expect(await screen.text(".pulse-number")).toBe("14");
    expect(await screen.count(".chart rect")).toBe(30);
  });

  it("is no longer than what stands on it, on a phone too, however much the stream holds", async () => {
    const entries = Array.from({ length: 60 }, (_, seq) => sampleEntry(seq + 1));
    await screen.open("/console/live?lang=en", entries, PHONE);
    await screen.page.waitForSelector(".rows > .row");
    // Paused, it has more rows in the document than fit.
    await screen.press(".stream-pause [aria-pressed]");
    await screen.page.waitForSelector(".rows > .row:nth-child(40)");
    await screen.page.waitForSelector(".live-side .facts");
    const below = await screen.page.evaluate(() => {
      const end = document.querySelector("main")!.getBoundingClientRect().bottom + scrollY;
      return document.documentElement.scrollHeight - Math.max(end, innerHeight);
    });
    expect(below).toBeLessThanOrEqual(1);
  });

  it("marks this browser's own traffic the moment the shop gives it an id", async () => {
    await screen.page.evaluateOnNewDocument(() => localStorage.removeItem("sv.visitor.pk_demo"));
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    expect(await screen.count(".row-own")).toBe(0);
    const other = await screen.page.browserContext().newPage();
    await other.goto(`${screen.site.origin}/shop/en/`);
    await other.evaluate((id) => localStorage.setItem("sv.visitor.pk_demo", id), OWN_VISITOR);
    await screen.page.bringToFront();
    await screen.waitForCount(".row-own", 1);
  });

  it("keeps filters in the address, and keeps filtering as entries come", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await screen.press(".filters .toggle:nth-child(3)");
    await screen.waitForCount(".rows > .row", 3);
    await screen.page.type(".filter-text", "trail");
    await screen.waitForCount(".rows > .row", 2);
    expect(screen.page.url()).toContain("simulated=hidden");
    expect(screen.page.url()).toContain("text=trail");
    await sayEntry(screen.page, 6, { source: "simulated" });
    await sayEntry(screen.page, 7);
    await screen.waitForCount(".rows > .row", 3);
    await screen.page.reload();
    await openSocket(screen.page, sampleStream());
    await screen.waitForCount(".rows > .row", 2);
  });

  it("says what to do when nothing matches, and when there is nothing yet", async () => {
    await screen.open("/console/live?lang=en&text=nowhere");
    await screen.waitForText(".stream .empty", "Nothing matches these filters");
    await screen.press(".stream .empty button");
    await screen.waitForCount(".rows > .row", 5);
    await screen.open("/console/live?lang=en", []);
    await screen.waitForText(".stream .empty", "No visits yet");
    expect(await screen.count(".stream .empty a[href='#install-heading']")).toBe(1);
  });

  it("stands still under the pointer, counts what waits, and shows it when the pointer leaves", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await screen.page.hover(".stream-box");
    for (const seq of [6, 7, 8]) await sayEntry(screen.page, seq);
    await screen.waitForText(".stream-pause", "3 new");
    expect(await screen.text(".stream-pause")).toContain("Paused while you read");
    expect(await screen.count(".rows > .row")).toBe(5);
    await screen.press(".stream-pause .button-accent");
    await screen.waitForCount(".rows > .row", 8);
    await sayEntry(screen.page, 9);
    await screen.waitForText(".stream-pause", "1 new");
    await screen.page.mouse.move(5, 5);
    await screen.waitForCount(".rows > .row", 9);
  });

  it("pauses and resumes by its button, and while scrolled", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await screen.press(".stream-pause .button[aria-pressed]");
    await sayEntry(screen.page, 6);
    await screen.waitForText(".stream-pause", "1 new");
    await screen.press(".stream-pause .button[aria-pressed]");
    await screen.waitForCount(".rows > .row", 6);
    for (let seq = 7; seq < 30; seq += 1) await sayEntry(screen.page, seq);
    await screen.waitForText(".stream-foot", "29 entries received");
    // While it runs, only what can be seen is there; whoever scrolls finds the rest.
    expect(await screen.count(".rows > .row")).toBeLessThan(29);
    await screen.page.$eval(".stream-box", (box) => box.scrollTo(0, 300));
    await screen.waitForText(".stream-pause", "Paused while you read");
    await screen.waitForCount(".rows > .row", 29);
    await sayEntry(screen.page, 30);
    await screen.waitForText(".stream-pause", "1 new");
    await screen.press(".stream-pause .button-accent");
    await screen.waitForCount(".stream-pause .button-accent", 0);
    expect(await screen.page.$eval(".stream-box", (box) => box.scrollTop)).toBe(0);
  });

  it("stays bounded and loses no count under 200 entries a second for ten seconds", async () => {
    await screen.open("/console/live?lang=en", []);
    await flood(screen.page, 1, 200, 10);
    // 200 × 10 = 2000.
    await screen.waitForText(".stream-foot", "2,000 entries received");
    expect(await screen.count(".rows > .row")).toBeLessThan(ROW_LIMIT);
    await screen.press(".stream-pause .button[aria-pressed]");
    await screen.waitForCount(".rows > .row", ROW_LIMIT);
    await screen.press(".stream-pause .button[aria-pressed]");
    expect(await screen.text(".stream-foot")).not.toContain("left out");
    // Still answering: a filter works as before.
    await screen.press(".filters .toggle:first-child");
    await screen.waitForText(".stream .empty", "Nothing matches");
  });

  it("says since when it knows nothing, and goes on where it stopped", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await dropSocket(screen.page);
    await screen.waitForText(".link", "Last data");
    await screen.waitForText(".link", "reconnecting");
    await screen.press(".link button");
    await screen.page.waitForFunction(() => document.querySelector(".link-connecting") !== null);
    await openSocket(screen.page, sampleStream());
    await sayEntry(screen.page, 6);
    await screen.waitForCount(".rows > .row", 6);
    expect(await screen.text(".link")).toContain("Live");
  });
});

describe("the reasons of a decision", () => {
  it("open by keyboard, explain everything, close with Escape and give the focus back", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await screen.page.focus(".row-own .why-button");
    await screen.page.keyboard.press("Enter");
    await screen.page.waitForSelector("dialog[open]");
    const explained = await screen.text("dialog");
    for (const part of [
      "Matches its audience",
      "score 44 is at least 40, and something lies in the cart",
      "50%: drawn among equals",
      "Version 7",
      "Version 3",
      "Lost the draw",
      "Not in its audience",
      "Free shipping on what is in your cart",
    ]) {
      expect(explained).toContain(part);
    }
    await screen.page.keyboard.press("Escape");
    await screen.page.waitForFunction(() => document.querySelector("dialog[open]") === null);
    expect(await screen.page.evaluate(() => document.activeElement?.className)).toBe("why-button");
  });
});
