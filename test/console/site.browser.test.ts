import { describe, expect, it } from "vitest";
import { consoleInChromium } from "./console-in-chromium.ts";
import { sampleStream } from "./sample-site.ts";
import { openSocket, sayEntry } from "./stub-socket.ts";

const screen = consoleInChromium();

describe("the cards", () => {
  it("rebuild the recommender and say what came of it", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForText(".live-side", "12,480");
    await screen.press("[aria-labelledby=model-heading] .button");
    await screen.waitForText("[aria-labelledby=model-heading]", "Version 4 decides now");
    expect(await screen.text("[aria-labelledby=model-heading] dd")).toBe("4");
  });

  it("say how the recommender did against the one before it", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForText("[aria-labelledby=model-heading]", "41.2% of next products among the first 20");
    await screen.waitForText("[aria-labelledby=model-heading]", "on 500 sessions held back");
    await screen.waitForText("[aria-labelledby=model-heading]", "40.8% of next products among the first 20");
  });

  it("stop the shoppers", async () => {
    await screen.open("/console/live?lang=en");
    await screen.waitForText(".live-side", "12 shoppers are browsing");
    await screen.press(".switch");
    await screen.waitForText(".live-side", "The last 12 shoppers are leaving");
    expect(await screen.page.$eval(".switch", (element) => element.getAttribute("aria-checked"))).toBe("false");
  });

  it("give the tag for this host, pinned too, and go green on the first real event", async () => {
    await screen.open("/console/live?lang=en", sampleStream().slice(0, 1));
    await screen.waitForText(".first-event", "Waiting for your first event");
    expect(await screen.text(".snippet")).toBe(
      `<script async src="${screen.site.origin}/sdk.js" data-key="pk_demo"></script>`,
    );
    await screen.press(".segmented button:nth-child(2)");
    await screen.waitForText(".snippet", 'integrity="sha384-c2FtcGxl"');
    await sayEntry(screen.page, 2, { source: "simulated" });
    await sayEntry(screen.page, 3);
    await screen.waitForText(".first-event", "Events are coming in");
  });
});

describe("a host that asks who is looking", () => {
  it("refuses a wrong token in words, takes the right one, and forgets it on signing out", async () => {
    screen.site.token = "right";
    await screen.page.goto(`${screen.site.origin}/console/live?lang=en`);
    await screen.page.waitForSelector(".sign-in");
    await screen.page.type(".sign-in [type=password]", "wrong");
    await screen.page.keyboard.press("Enter");
    await screen.waitForText(".sign-in", "does not accept this token");
    await screen.page.$eval(".sign-in input[type=password]", (input) => input.select());
    await screen.page.type(".sign-in [type=password]", "right");
    await screen.page.keyboard.press("Enter");
    await screen.page.waitForFunction(() => {
      const made = (window as unknown as { stubSockets: { url: string }[] }).stubSockets;
      return made.at(-1)?.url.includes("ticket=sample-ticket") === true;
    });
    await openSocket(screen.page, sampleStream());
    await screen.waitForCount(".rows > .row", 5);
    await screen.press(".top-end > .link-button");
    await screen.page.waitForSelector(".sign-in");
    expect(await screen.page.evaluate(() => sessionStorage.length)).toBe(0);
  });
});
