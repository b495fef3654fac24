import { describe, expect, it } from "vitest";
import { consoleInChromium, PHONE } from "./console-in-chromium.ts";
import { OVERLAP } from "./sample-answers.ts";

const screen = consoleInChromium();
const PANEL = "[aria-labelledby=overlap-heading]";
const PATH = "/segments/loyal/overlap";
const open = () => screen.open("/console/segments/loyal?lang=en");

describe("a segment", () => {
  it("is not changed by being looked at", async () => {
    await open();
    await screen.page.waitForSelector(".builder .rule");
    // Its meaning is asked for after what a change would have been told by.
    await screen.page.waitForSelector(".meaning .sentence");
    expect(await screen.text(".desk-saving")).not.toMatch(/saving|unsaved/i);
    expect(screen.site.desk.draft).toBeUndefined();
    expect(await screen.page.$eval(".desk-bar .icon-button", (undo) => (undo as HTMLButtonElement).disabled)).toBe(
      true,
    );
  });
});

describe("a segment's overlap", () => {
  it("says the main fact, and each other segment with the share both ways and its interval", async () => {
    await open();
    expect(await screen.text(`${PANEL} .sentence`)).toBe(
      "33.3% of these visitors are in “Looks, never bought” too (140); no other segment shares more.",
    );
    const rows = await screen.page.$$eval(`${PANEL} tbody tr`, (all) =>
      all.map((row) => [...row.children].map((cell) => cell.textContent?.trim())),
    );
    expect(rows).toEqual([
      ["Looks, never bought 1,900 visitors", "140", "33.3% 29% to 38%", "7.4% 6.3% to 8.6%"],
      ["Looks for a gift 6 visitors", "2", "0.5% 0.1% to 1.7%", "too few visitors"],
      ["Customers who stay away 80 visitors", "0", "0% 0% to 0.9%", "0% 0% to 4.6%"],
    ]);
  });

  it("leads to the other segment", async () => {
    await open();
    await screen.press(`${PANEL} a[data-route="segments/window"]`);
    await screen.page.waitForFunction(() => location.pathname === "/console/segments/window");
  });

  it("is waited for, fails with a way to try again, and says that it is old where it cannot be counted anew", async () => {
    const { fates } = screen.site;
    fates.set(PATH, "waits");
    await open();
    await screen.page.waitForSelector(`${PANEL} .skeleton`);
    fates.lift();
    await screen.page.waitForSelector(`${PANEL} tbody tr`);
    fates.set(PATH, "fails");
    await open();
    await screen.waitForText(`${PANEL} .notice-problem`, "could not be counted");
    expect(await screen.count(`${PANEL} .skeleton`)).toBe(0);
    fates.lift();
    await screen.press(`${PANEL} .notice-problem button`);
    await screen.page.waitForSelector(`${PANEL} tbody tr`);
    expect(await screen.count(`${PANEL} .notice-problem`)).toBe(0);
  });

  it("has words for nobody to compare with, nobody in it, and too few", async () => {
    const { fates } = screen.site;
    fates.set(PATH, { answers: { ...OVERLAP, others: [] } });
    await open();
    await screen.waitForText(PANEL, "no other published segment");
    fates.set(PATH, { answers: { ...OVERLAP, members: 0 } });
    await open();
    await screen.waitForText(PANEL, "Nobody is in this segment");
    fates.set(PATH, { answers: { ...OVERLAP, members: 7 } });
    await open();
    await screen.waitForText(PANEL, "Only 7 visitors are in this segment");
    expect(await screen.text(`${PANEL} tbody tr td:nth-child(3)`)).toBe("too few visitors");
  });

  it("fits a phone", async () => {
    await screen.open("/console/segments/loyal?lang=es", [], PHONE);
    await screen.page.waitForSelector(`${PANEL} tbody tr`);
    const overflow = await screen.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
