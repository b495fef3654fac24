import { describe, expect, it } from "vitest";
import { consoleInChromium } from "./console-in-chromium.ts";
import type { Fate } from "./fates.ts";
import { newSite } from "./sample-reports.ts";
import { OTHER_VISITOR } from "./sample-site.ts";
import { dropSocket, openSocket } from "./stub-socket.ts";

const screen = consoleInChromium();

interface Case {
  /** Below `/console/`. */
  path: string;
  /** What its content is fetched from, below the site's API. */
  api: string;
  /** Where the states are shown. */
  within: string;
  /** Only there once there is content. */
  ready: string;
  /** What could not be done, as the notice begins. */
  failed: string;
}

const CASES: Case[] = [
  { path: "", api: "/reports/site", within: ".home", ready: ".tiles", failed: "The figures could not be fetched" },
  {
    path: "",
    api: "/attention",
    within: ".attention",
    ready: ".attention-item",
    failed: "It could not be found out what needs attention",
  },
  {
    path: "",
    api: "/reports/offers",
    within: "[aria-labelledby=top-offers]",
    ready: ".top-offers",
    failed: "The reports could not be fetched",
  },
  {
    path: "visitors",
    api: "/visitors",
    within: "[aria-labelledby=some]",
    ready: "[aria-labelledby=some] tbody tr",
    failed: "The visitors could not be fetched",
  },
  {
    path: `visitors/${OTHER_VISITOR}`,
    api: `/visitors/${OTHER_VISITOR}`,
    within: ".visitors",
    ready: ".visitor-details",
    failed: "This visitor could not be loaded",
  },
  {
    path: `visitors/${OTHER_VISITOR}`,
    api: `/visitors/${OTHER_VISITOR}/now`,
    within: ".visitor-columns",
    ready: "[data-offer]",
    failed: "What they would be shown now could not be worked out",
  },
  { path: "segments", api: "/draft", within: ".desk", ready: ".offer-row", failed: "The draft could not be fetched" },
  { path: "offers", api: "/draft", within: ".desk", ready: ".offer-row", failed: "The draft could not be fetched" },
  {
    path: "versions",
    api: "/versions",
    within: ".desk",
    ready: ".version",
    failed: "The versions could not be fetched",
  },
  {
    path: "products",
    api: "/products",
    within: "main",
    ready: ".product-table tbody tr",
    failed: "The catalogue could not be loaded",
  },
  {
    path: "products/feeds",
    api: "/catalogue/runs",
    within: "main",
    ready: ".product-table tbody tr, .table-scroll tbody tr",
    failed: "The uploads could not be loaded",
  },
  {
    path: "products/recommendations?who=session&item=f-0",
    api: "/recommendations/explain",
    within: "main",
    ready: ".explained-product",
    failed: "The row could not be explained",
  },
  {
    path: "score",
    api: "/score",
    within: ".score-screen",
    ready: ".scorecard",
    failed: "The score could not be loaded",
  },
  {
    path: "reports",
    api: "/reports/offers",
    within: ".reports",
    ready: "article.report",
    failed: "The reports could not be fetched",
  },
  {
    path: `privacy?subject=${OTHER_VISITOR}`,
    api: "/visitors",
    within: "main",
    ready: ".case",
    failed: "The visitors could not be fetched",
  },
  {
    path: "settings",
    api: "/settings",
    within: ".site-missing",
    ready: "form[aria-labelledby=site-heading]",
    failed: "The settings could not be fetched",
  },
  {
    path: "settings",
    api: "/audit",
    within: ".settings-wide",
    ready: ".settings-wide tbody tr",
    failed: "The log could not be fetched",
  },
];

const open = (path: string) => screen.open(`/console/${path}${path.includes("?") ? "&" : "?"}lang=en`);
const failures: { fate: Fate; why: string }[] = [
  { fate: "fails", why: "Something went wrong in the server" },
  { fate: "offline", why: "No answer came from the server" },
];

describe.each(CASES)("$path by $api", ({ path, api, within, ready, failed }) => {
  it("is waited for with grey lines, and nothing made up", async () => {
    screen.site.fates.set(api, "waits");
    await open(path);
    await screen.page.waitForSelector(`${within} .skeleton`);
    expect(await screen.count(ready)).toBe(0);
    expect(await screen.text(`${within} .skeleton`)).toBe("Loading");
    screen.site.fates.lift();
    await screen.page.waitForSelector(ready);
  });

  it.each(failures)("says what failed, why and what helps ($fate), and tries again", async ({ fate, why }) => {
    screen.site.fates.set(api, fate);
    await open(path);
    const notice = `${within} .notice-problem`;
    await screen.waitForText(notice, failed);
    expect(await screen.text(notice)).toContain(why);
    expect(await screen.count(`${within} .skeleton`)).toBe(0);
    expect(await screen.count(ready)).toBe(0);
    screen.site.fates.lift();
    await screen.press(`${notice} button`);
    await screen.page.waitForSelector(ready);
    expect(await screen.count(notice)).toBe(0);
  });
});

describe("what was fetched and cannot be fetched anew", () => {
  it.each([
    { path: "", api: "/reports/site", ready: ".tiles", again: ".screen-head .segmented button[aria-pressed=false]" },
    {
      path: "visitors",
      api: "/visitors",
      ready: "[aria-labelledby=some] tbody tr",
      again: "[aria-labelledby=some] .button",
    },
    {
      path: "products",
      api: "/products",
      ready: ".product-table tbody tr",
      again: ".pages .button:not(:disabled)",
    },
    { path: "score", api: "/score", ready: ".scorecard", again: ".desk-head .segmented button[aria-pressed=false]" },
    { path: "reports", api: "/reports/offers", ready: "article.report", again: ".desk-bar .button" },
  ])("stays, and says how old it is: $path", async ({ path, api, ready, again }) => {
    await open(path);
    await screen.page.waitForSelector(ready);
    screen.site.fates.set(api, "fails");
    await screen.press(again);
    await screen.waitForText("main .notice-problem", "Not up to date: what is shown came");
    expect(await screen.count(ready)).toBeGreaterThan(0);
    screen.site.fates.lift();
    await screen.press("main .notice-problem button");
    await screen.waitForCount("main .notice-problem", 0);
    expect(await screen.count(ready)).toBeGreaterThan(0);
  });

  it("is told of segments too: members not counted are not members missing", async () => {
    screen.site.fates.set("/segments", "fails");
    await open("segments");
    await screen.waitForText("main .notice-problem", "Members could not be counted");
    expect(await screen.text(".offer-row")).not.toContain("not published yet");
    screen.site.fates.lift();
    await screen.press("main .notice-problem button");
    await screen.waitForText(".offer-row", "12 visitors");
  });

  it("is told of the stream by the time of its last data", async () => {
    await open("live");
    await screen.waitForCount(".rows > .row", 5);
    await dropSocket(screen.page);
    await screen.waitForText(".link-waiting, .link-connecting", "Last data");
    expect(await screen.count(".rows > .row")).toBe(5);
    await openSocket(screen.page);
  });
});

describe("nothing there yet", () => {
  const empty: { path: string; api: string; answers: unknown; says: string }[] = [
    { path: "", api: "/reports/site", answers: newSite(30), says: "Nothing has come in yet" },
    { path: "", api: "/attention", answers: { items: [] }, says: "Nothing needs you right now" },
    { path: "visitors", api: "/visitors", answers: { visitors: [], of: 0 }, says: "No visitor is known yet" },
    { path: "segments", api: "/draft", answers: emptyDraft(), says: "No segments yet" },
    { path: "offers", api: "/draft", answers: emptyDraft(), says: "No placement" },
    { path: "versions", api: "/versions", answers: { versions: [] }, says: "Nothing has been published yet" },
    { path: "products", api: "/products", answers: { total: 0, matching: 0, products: [] }, says: "No catalogue yet" },
    { path: "products/feeds", api: "/catalogue/runs", answers: { runs: [] }, says: "No upload yet" },
    {
      path: "reports",
      api: "/reports/offers",
      answers: { days: 30, offers: [], placements: [] },
      says: "Nothing to report yet",
    },
    { path: "settings", api: "/audit", answers: { entries: [] }, says: "Nothing has been done yet" },
  ];

  it.each(empty)("says what will be there, and how it comes: $path by $api", async ({ path, api, answers, says }) => {
    screen.site.fates.set(api, { answers });
    await open(path);
    await screen.waitForText("main", says);
    expect(await screen.count("main .notice-problem")).toBe(0);
  });

  it("waits for the stream, and says where nobody is there", async () => {
    await screen.page.goto(`${screen.site.origin}/console/live?lang=en`);
    await screen.page.waitForSelector("main .skeleton");
    await openSocket(screen.page);
    await screen.waitForText(".stream", "No visits yet");
  });
});

function emptyDraft(): object {
  const definitions = { placements: [], offers: [], segments: [], holdout: 0 };
  return { revision: 0, base: 0, published: 0, definitions, changes: [], problems: [] };
}
