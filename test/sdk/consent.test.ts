import { expect, test } from "vitest";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, seen, stored, trackSteps, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const body = `<div data-sv-placement="hero" class="hero"></div>`;
  site.pages.set("/", html({ tag: tag(site.edge), body }));
  site.pages.set("/asks", html({ tag: tag(site.edge, `data-key="${KEY}" data-consent="required"`), body }));
});

const YES = { analytics: true, personalization: true };
const NO = { analytics: false, personalization: false };
const NOTHING = { local: [], databases: [] };

test("where consent is required, nothing is stored and no event leaves before a yes; decisions are contextual", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/asks`);
  await trackSteps(page, 3);
  await call(page, "track", "view_item", { items: [{ item_id: "a" }] });
  await until(
    "a contextual decision",
    async () => (await seen(page, "decision")).length > 0 || site.requests.length > 0,
  );
  await call(page, "flush");
  expect(await stored(page)).toEqual(NOTHING);
  expect(await page.cookies()).toEqual([]);
  for (const request of site.requests) {
    expect(request).not.toHaveProperty("visitor");
    expect(request).not.toHaveProperty("consent");
    expect(request.events).toEqual([]);
    expect(request.placements).toEqual([{ id: "hero" }]);
  }
});

test("a yes sends what was held, in order, and is remembered on the next page", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/asks`);
  await trackSteps(page, 3);
  await call(page, "consent", YES);
  await until("the held events", () => site.events().length === 4);
  expect(site.events().map(({ name }) => name)).toEqual(["page_view", "step", "step", "step"]);
  await visit(page, `${site.shop}/asks`);
  await until("the next page view", () => site.named("page_view").length === 2);
  expect(new Set(site.requests.flatMap(({ visitor }) => visitor ?? [])).size).toBe(1);
});

test("a no lets what was held vanish", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/asks`);
  await trackSteps(page, 3);
  await call(page, "consent", NO);
  await call(page, "flush");
  expect(await stored(page)).toEqual(NOTHING);
  await call(page, "consent", YES);
  await call(page, "track", "later");
  await call(page, "flush");
  await until("the later event", () => site.named("later").length === 1);
  expect(site.named("step")).toEqual([]);
});

test("a withdrawn yes erases id, queue and spill from the device", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/asks`);
  await call(page, "consent", YES);
  await until("the page view", () => site.named("page_view").length === 1);
  site.down = true;
  await trackSteps(page, 5);
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  expect((await stored(page)).local).toContain(`sv.visitor.${KEY}`);
  await call(page, "consent", NO);
  await until("nothing on the device", async () => JSON.stringify(await stored(page)) === JSON.stringify(NOTHING));
  site.down = false;
  await trackSteps(page, 5);
  await visit(page, `${site.shop}/asks`);
  await call(page, "flush");
  expect(site.named("step")).toEqual([]);
  expect(await stored(page)).toEqual(NOTHING);
});

test("a yes withdrawn in one tab ends the other", async () => {
  const { site, context } = session;
  const one = await openPage(context);
  await visit(one, `${site.shop}/asks`);
  await call(one, "consent", YES);
  const two = await openPage(context);
  await visit(two, `${site.shop}/asks`);
  await until("both page views", () => site.named("page_view").length === 2);
  await call(one, "consent", NO);
  await until("the other tab knows", async () => (await seen(two, "consent")).length === 1);
  await trackSteps(two, 3);
  await call(two, "flush");
  expect(site.named("step")).toEqual([]);
  await until("nothing on the device", async () => JSON.stringify(await stored(two)) === JSON.stringify(NOTHING));
});

test("where consent is assumed, a no is remembered and says nothing about who said it", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await call(page, "consent", NO);
  await until("only the answer is kept", async () => (await stored(page)).local.length === 1);
  expect(await page.evaluate(() => Object.entries(localStorage))).toEqual([[`sv.consent.${KEY}`, "00"]]);
  const before = site.requests.length;
  await visit(page, site.shop);
  await trackSteps(page, 3);
  await until("a contextual request", () => site.requests.length > before);
  await call(page, "flush");
  for (const request of site.requests.slice(before)) {
    expect(request).not.toHaveProperty("visitor");
    expect(request.consent).toEqual(NO);
  }
  expect(site.events()).toHaveLength(1);
});

test("a no in the queueing stub comes before the first page view", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    window.sameview = Object.assign(() => undefined, {
      q: [["consent", { analytics: false, personalization: false }]],
    });
  });
  await visit(page, `${site.shop}/`);
  await call(page, "flush");
  expect(site.events()).toEqual([]);
  expect((await stored(page)).local).toEqual([`sv.consent.${KEY}`]);
});

test("Global Privacy Control counts as a no, even against a yes", async () => {
  const { site, context } = session;
  const page = await openPage(context, () => {
    Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true });
  });
  await visit(page, site.shop);
  await call(page, "consent", YES);
  await trackSteps(page, 3);
  await call(page, "flush");
  await until("a contextual request", () => site.requests.length > 0);
  expect(site.requests.every((request) => request.visitor === undefined && request.events.length === 0)).toBe(true);
  expect(await stored(page)).toEqual(NOTHING);
});

test("a page opened by a preview link shows the draft, sends no event, and neither reads nor changes what is on the device", async () => {
  const { site } = session;
  const shopper = await openPage(session.context);
  await visit(shopper, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  const before = await shopper.evaluate(() => Object.entries(localStorage));
  const sent = site.requests.length;
  const page = await openPage(session.context);
  await visit(page, `${site.shop}/?sv_preview=some-token`);
  await until("the question", () => site.requests.length > sent);
  await call(page, "track", "add_to_cart", { items: [{ item_id: "a" }] });
  await call(page, "consent", { analytics: true, personalization: true });
  await call(page, "flush");
  for (const request of site.requests.slice(sent)) {
    expect(request).toMatchObject({ preview: "some-token", events: [] });
    expect(request.visitor).toBeUndefined();
  }
  expect(await page.evaluate(() => Object.entries(localStorage))).toEqual(before);
});
