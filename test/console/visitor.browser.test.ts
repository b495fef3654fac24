import { describe, expect, it } from "vitest";
import { consoleInChromium } from "./console-in-chromium.ts";
import { OTHER_VISITOR } from "./sample-site.ts";
import { sayEntry } from "./stub-socket.ts";

const screen = consoleInChromium();

describe("a visitor", () => {
  it("opens from the stream, tells all, and Escape goes back to the row", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForCount(".rows > .row", 5);
    await screen.page.focus(`.rows a[data-route="live/${OTHER_VISITOR}"]`);
    await screen.page.keyboard.press("Enter");
    await screen.waitForText(".visitor", "No order so far");
    expect(screen.page.url()).toContain(`/console/live/${OTHER_VISITOR}`);
    expect(await screen.page.evaluate(() => document.activeElement?.id)).toBe("visitor-heading");
    const told = await screen.text(".visitor");
    for (const part of ["+18.0", "43.6", "Shoes", "72%", "× 2", "€89.90", "customer-7", "Matches its audience"]) {
      expect(told).toContain(part);
    }
    await screen.page.keyboard.press("Escape");
    await screen.page.waitForFunction(() => document.querySelector(".visitor") === null);
    await screen.page.waitForFunction(() => document.activeElement?.classList.contains("visitor-id") === true);
  });

  it("has a score whose sum reads in the reader's language, and in English what the console has no words for", async () => {
    await screen.open(`/console/live/${OTHER_VISITOR}?lang=es`);
    await screen.waitForText(".visitor .sum", "Productos vistos, los recientes cuentan más: 3,4");
    expect(await screen.text(".visitor .sum")).toContain("Ningún pedido hasta ahora");
    expect(await screen.text(".visitor .sum [lang=en]")).toBe("here a moment ago");
  });

  it("is reached by address, and leaves with Back", async () => {
    await screen.open("/console/live?lang=en");
    await screen.press(`.rows a[data-route="live/${OTHER_VISITOR}"]`);
    await screen.page.waitForSelector(".visitor");
    await screen.page.goBack();
    await screen.page.waitForFunction(() => document.querySelector(".visitor") === null);
    expect(new URL(screen.page.url()).pathname).toBe("/console/live");
    await screen.open(`/console/live/${OTHER_VISITOR}?lang=en`);
    await screen.waitForText(".visitor", "Engagement score");
  });

  it("is fetched again when something new of theirs comes in", async () => {
    await screen.open(`/console/live/${OTHER_VISITOR}?lang=en`);
    await screen.waitForText(".visitor", "Engagement score");
    const asked = screen.page.waitForResponse((response) =>
      new URL(response.url()).pathname.endsWith(`/visitors/${OTHER_VISITOR}`),
    );
    await sayEntry(screen.page, 6);
    expect((await asked).status()).toBe(200);
  });

  it("is erased only after the word was typed, and then is gone", async () => {
    await screen.open(`/console/live/${OTHER_VISITOR}?lang=en`);
    await screen.press(".visitor > .button-danger");
    const isDisabled = () =>
      screen.page.$eval(".erase [type=submit]", (button) => (button as HTMLButtonElement).disabled);
    await screen.page.type(".erase input", "eras");
    expect(await isDisabled()).toBe(true);
    await screen.page.type(".erase input", "e");
    expect(await isDisabled()).toBe(false);
    await screen.page.keyboard.press("Enter");
    await screen.waitForText(".visitor", "Erased");
    await screen.waitForText(".visitor", "0 rows are left");
    expect(screen.site.visitors.erased).toEqual(new Set([OTHER_VISITOR]));
    await screen.press(".visitor .notice button");
    await screen.waitForText(".visitor", "Nothing is known of this visitor");
  });
});
