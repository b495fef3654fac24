import { describe, expect, it } from "vitest";
import { consoleInChromium, PHONE, WIDE } from "./console-in-chromium.ts";
import type { Page } from "puppeteer-core";
import { OWN_VISITOR, sampleStream } from "./sample-site.ts";
import { openSocket, sayEntry } from "./stub-socket.ts";

const screen = consoleInChromium();

describe("the demo page", () => {
  it("ticks its steps off as they happen in the console beside it", async () => {
    await screen.page.setViewport(WIDE);
    await screen.page.goto(`${screen.site.origin}/demo/?lang=en`);
    const frame = await screen.page.waitForFrame((candidate) => candidate.url().includes("/console/live?embed=1"));
    const inside = frame as unknown as Page;
    await openSocket(inside, sampleStream());
    await inside.waitForSelector(".row-own");
    // What was done before the page was opened ticks nothing.
    expect(await screen.count(".step-done")).toBe(0);
    await sayEntry(inside, 6, { visitor: OWN_VISITOR });
    await screen.waitForCount(".step-done", 2);
    expect(await screen.text(".coach")).toContain("Your score: 31 → 44");
    await inside.$eval(".why-button", (button) => (button as HTMLElement).click());
    await screen.waitForCount(".step-done", 3);
    await screen.waitForText(".coach", "That is the whole loop");
  });

  it("shows shop or console on a phone, and stays dismissed", async () => {
    await screen.page.setViewport(PHONE);
    await screen.page.goto(`${screen.site.origin}/demo/?lang=en`);
    const shown = () =>
      screen.page.$$eval("iframe", (frames) =>
        frames.filter((frame) => frame.offsetWidth > 0).map(({ title }) => title),
      );
    await screen.page.waitForSelector("iframe");
    expect(await shown()).toEqual(["Shop"]);
    await screen.press(".demo-views button:nth-child(2)");
    await screen.page.waitForFunction(() => document.querySelector(".demo-panes-console") !== null);
    expect(await shown()).toEqual(["Console"]);
    await screen.press(".demo-banner button");
    await screen.page.reload();
    await screen.page.waitForSelector("iframe");
    expect(await screen.count(".demo-banner")).toBe(0);
  });

  it("gives the shop more or less room by keyboard", async () => {
    await screen.page.setViewport(WIDE);
    await screen.page.goto(`${screen.site.origin}/demo/?lang=en`);
    await screen.page.waitForSelector(".split");
    await screen.page.focus(".split");
    await screen.page.keyboard.press("ArrowRight");
    await screen.page.waitForSelector('.split[aria-valuenow="57"]');
    const shares = await screen.page.$$eval("iframe", (frames) => {
      const whole = document.documentElement.clientWidth;
      return frames.map((frame) => Math.round((frame.clientWidth / whole) * 100));
    });
    // 57% for the shop; the rest, less the line between them, for the console.
    expect(shares).toEqual([57, 42]);
  });
});
