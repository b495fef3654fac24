import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { useSession } from "./session.ts";
import { html, tag } from "./site.ts";
import { call, openPage, until, visit } from "./visit.ts";

const session = useSession((site) => {
  site.pages.set("/", html({ tag: tag(site.edge) }));
  site.pages.set("/next", html({ tag: tag(site.edge) }));
  site.pages.set(
    "/declared",
    html({
      tag: tag(site.edge),
      body: `<button data-sv-event="add_to_cart" data-sv-item-id="SKU-7" data-sv-item-category="Boots" data-sv-price="49.90"
  data-sv-quantity="2" data-sv-currency="EUR"><span>Buy</span></button>
<form data-sv-event="generate_lead" data-sv-value="3" action="/next"><input name="q"><button type="submit">Send</button></form>
<button id="bad" data-sv-event="not a name">Bad</button><button id="plain">Plain</button>`,
    }),
  );
});

const engagedMs = (events: { params?: Record<string, unknown> }[]): number =>
  events.reduce((sum, { params }) => sum + Number(params?.["engagement_time_msec"]), 0);

test("the time somebody was there is told when the page is left, for the page it was spent on", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/?first`);
  await sleep(1_200);
  await page.goto(`${site.shop}/next`);
  await until("the time", () => site.named("user_engagement").length > 0);
  const [first] = site.named("user_engagement");
  expect(first?.page?.url).toBe(`${site.shop}/?first`);
  expect(engagedMs([first!])).toBeGreaterThanOrEqual(1_200);
});

test("a second or less is no stay, and a hidden page counts none", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    // A tab that is opened in the background and stays there.
    Object.defineProperty(Document.prototype, "visibilityState", { get: () => "hidden" });
  });
  await visit(page, `${site.shop}/?hidden`);
  await sleep(1_200);
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  await call(page, "track", "last");
  await call(page, "flush");
  await until("the last", () => site.named("last").length === 1);
  // What an earlier visitor's tab said last may arrive only now.
  const own = site.named("user_engagement").filter(({ page: where }) => where?.url.endsWith("?hidden"));
  expect(own).toEqual([]);
});

test("nobody who has touched nothing for half a minute is there", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    // The page's own clock, which a test can set forward.
    const now = performance.now.bind(performance);
    const ahead = { ms: 0 };
    Object.assign(window, { ahead });
    performance.now = () => now() + ahead.ms;
  });
  await visit(page, site.shop);
  await page.evaluate(() => {
    // An hour at lunch, and back for a moment.
    (window as unknown as { ahead: { ms: number } }).ahead.ms = 3_600_000;
    document.dispatchEvent(new Event("pointermove"));
    dispatchEvent(new Event("pagehide"));
  });
  await call(page, "flush");
  await until("the time", () => site.named("user_engagement").length === 1);
  // 30 s from the last sign of life, and what loading took.
  expect(engagedMs(site.named("user_engagement"))).toBeLessThan(3_600_000 / 2);
  expect(engagedMs(site.named("user_engagement"))).toBeGreaterThanOrEqual(30_000);
});

test("an element says what a click on it means, with item and event parameters apart", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/declared`);
  await page.click("button span");
  await page.click("#plain");
  await until("the event", () => site.named("add_to_cart").length === 1);
  expect(site.named("add_to_cart")[0]?.params).toEqual({
    currency: "EUR",
    items: [{ item_id: "SKU-7", item_category: "Boots", price: "49.90", quantity: "2" }],
  });
});

test("a form says what sending it means; clicking in it means nothing, and a name that is none is refused", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/declared`);
  await page.click("#bad");
  await page.click("input");
  await Promise.all([page.waitForNavigation(), page.click("form button")]);
  await until("the event", () => site.named("generate_lead").length === 1);
  expect(site.named("generate_lead")[0]?.params).toEqual({ value: "3" });
});
