import { describe, expect, it } from "vitest";
import { consoleInChromium } from "./console-in-chromium.ts";
import { lift, newSite, siteReport } from "./sample-reports.ts";

const screen = consoleInChromium();
const pathname = () => new URL(screen.page.url()).pathname;

describe("home", () => {
  it("is the first screen, with every figure beside the period before and today", async () => {
    await screen.open("/console/?lang=en");
    await screen.waitForText(".tiles", "Revenue influenced");
    const told = await screen.text(".tiles");
    // 28 days of 100 visits, 5 orders and 500 euros each, against 80 visits a day before: a quarter more.
    for (const part of [
      "14",
      "5%",
      "140 orders, 2,800 visits",
      "€14,000",
      "+25%",
      "€5,600",
      "40% of revenue",
      "€200",
    ]) {
      expect(told).toContain(part);
    }
    expect(await screen.text(".menu [aria-current]")).toBe("Home");
  });

  it("says how much is missing before a lift can be told, and never a number without its interval", async () => {
    await screen.open("/console/?lang=en");
    await screen.waitForText(".tile-wide", "Too little data yet");
    const early = await screen.text(".tile-wide");
    for (const part of ["36% of the data needed", "100 visitors and 25 buyers", "61 visitors, 9 buyers", "12 days"]) {
      expect(early).toContain(part);
    }
    expect(await screen.count(".tile-wide .tile-value")).toBe(0);
    const change = { value: 0.08, interval: { low: 0.02, high: 0.14 } };
    screen.site.reports.site = (days) =>
      siteReport(days, {
        lift: lift({ state: "READY", verdict: "BETTER", difference: change, lift: change, pValue: 0.001 }),
      });
    await screen.open("/console/?lang=en");
    await screen.waitForText(".tile-wide", "between +2% and +14%");
    await screen.waitForText(".tile-wide", "Offers raise conversion.");
  });

  it("tells that nobody is held out, and that groups do not match", async () => {
    screen.site.reports.site = (days) => {
      const { lift: _, ...rest } = siteReport(days);
      return rest;
    };
    await screen.open("/console/?lang=en");
    await screen.waitForText(".tile-wide", "Nobody is held out of offers");
    const unequal = { state: "MISMATCH", pValue: 0.0001, expected: { holdout: 0.1, shown: 0.9 } } as const;
    screen.site.reports.site = (days) =>
      siteReport(days, { lift: { ...lift({ state: "COLLECTING", complete: 1 }), sampleRatio: unequal } });
    await screen.open("/console/?lang=en");
    await screen.waitForText(".tile-wide", "Trust no comparison");
  });

  it("keeps period and figure in the address, and shows the chart's numbers as a table", async () => {
    await screen.open("/console/?lang=en");
    await screen.page.waitForSelector(".chart");
    await screen.press(".screen-head .segmented button:nth-child(1)");
    await screen.waitForText(".tiles", "35 orders, 700 visits");
    await screen.press(".home-main .segmented button:nth-child(4)");
    await screen.waitForText(".chart-title", "Revenue by day");
    await screen.press(".chart .link-button");
    await screen.waitForCount(".chart-table tbody tr", 8);
    expect(await screen.text(".chart-table tbody tr:last-child")).toBe("Today€200");
    const query = new URL(screen.page.url()).searchParams;
    expect([query.get("days"), query.get("figure")]).toEqual(["7", "revenue"]);
    await screen.page.reload();
    await screen.waitForText(".chart-title", "Revenue by day");
    expect(screen.site.reports.asked).toEqual([28, 7, 7]);
  });

  it("names what needs attention, each with the way to where it is put right", async () => {
    await screen.open("/console/?lang=en");
    await screen.waitForCount(".attention-item", 13);
    const links = await screen.page.$$eval(".attention-item a", (all) =>
      all.map((link) => link.getAttribute("data-route")),
    );
    expect(links).toEqual([
      "settings",
      "reports/spring",
      "offers/hot",
      "offers/spring",
      "products/feeds",
      "offers/hot",
      "offers/hot",
      "placements",
      "products/recommendations",
      "products/recommendations",
      "offers",
      "offers/spring",
      "offers",
    ]);
    const told = await screen.text(".attention");
    for (const part of [
      "95 of its budget of 100 redemptions",
      "budget of €500 and",
      "3 of 243 rows",
      "12 sessions",
      "home-heor",
    ]) {
      expect(told).toContain(part);
    }
    screen.site.reports.attention = [];
    await screen.open("/console/?lang=en");
    await screen.waitForText(".attention", "Nothing needs you right now");
  });

  it("leads a fresh site to the tag it needs", async () => {
    screen.site.reports.site = newSite;
    await screen.open("/console/?lang=en", []);
    await screen.waitForText(".first-steps", "Nothing has come in yet");
    expect(await screen.text(".first-steps .snippet")).toContain('data-key="pk_demo"');
    expect(await screen.count(".screen-head .segmented")).toBe(0);
  });

  it("shows what there is of the first day", async () => {
    screen.site.reports.site = (days) => {
      const { before: _, ...rest } = siteReport(days);
      return { ...rest, since: rest.trend.at(-1)!.day };
    };
    await screen.open("/console/?lang=en");
    await screen.waitForText(".tiles", "today so far, the first day");
    expect(await screen.text("[aria-labelledby=tile-revenue] .tile-value")).toBe("€200");
  });

  it("says what failed and tries again; the rest stays", async () => {
    screen.site.fates.set("/attention", "fails");
    await screen.open("/console/?lang=en");
    await screen.waitForText(".attention .notice-problem", "could not be found out");
    await screen.waitForText(".tiles", "Revenue influenced");
    screen.site.fates.lift();
    await screen.press(".attention .notice button");
    await screen.waitForCount(".attention-item", 13);
    screen.site.fates.set("/reports/site", "fails");
    await screen.open("/console/?lang=en");
    await screen.waitForText(".home .notice-problem", "The figures could not be fetched");
    screen.site.fates.lift();
    await screen.press(".home .notice button");
    await screen.waitForText(".tiles", "Revenue influenced");
  });
});

describe("the way about", () => {
  it("leads an old link with filters to the stream, and Home without them", async () => {
    await screen.open("/console/?lang=en&simulated=hidden");
    await screen.waitForCount(".rows > .row", 3);
    expect(pathname()).toBe("/console/live");
    await screen.press(".menu a[data-route='']");
    await screen.page.waitForSelector(".tiles");
    expect(pathname()).toBe("/console/");
    expect(new URL(screen.page.url()).search).toBe("?lang=en");
  });

  it("has every screen in one line of a phone, reached by keyboard", async () => {
    await screen.open("/console/?lang=es", undefined, { width: 360, height: 740 });
    await screen.page.waitForSelector(".tiles");
    const oneLine = await screen.page.$$eval(".menu a", (links) => new Set(links.map((link) => link.offsetTop)).size);
    expect(oneLine).toBe(1);
    await screen.page.focus(".menu li:last-child a");
    const isInView = await screen.page.$eval(".menu li:last-child a", (link) => {
      const { left, right } = link.getBoundingClientRect();
      return left >= 0 && right <= innerWidth;
    });
    expect(isInView).toBe(true);
    await screen.page.keyboard.press("Enter");
    await screen.page.waitForFunction(() => location.pathname === "/console/settings");
  });
});
