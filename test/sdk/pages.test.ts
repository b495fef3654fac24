import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { useSession } from "./session.ts";
import { html, tag } from "./site.ts";
import { call, openPage, ready, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const body = `<a id="next" href="/next">next</a><main><div data-sv-placement="hero" class="hero"></div></main>`;
  site.pages.set("/", html({ tag: tag(site.edge), body }));
  site.pages.set("/next", html({ tag: tag(site.edge), body: "<p>next</p>" }));
  site.pages.set("/bare", "<!doctype html><title>No SDK</title>");
  site.pages.set("/off", html({ tag: tag(site.edge, `data-key="pk_test" data-auto="off"`) }));
  site.pages.set(
    "/rules",
    `<!doctype html><title>Rules</title><a id="go" href="/">go</a>
<script type="speculationrules">{"prerender":[{"urls":["/"],"eagerness":"immediate"}]}</script>`,
  );
});

/** An SDK that did count a prerendered page would have sent it within milliseconds of being fetched. */
const LONG_ENOUGH_TO_RUN_MS = 500;

/** Path and referrer of each page view taken, in order. */
function views(): string[] {
  const { site } = session;
  const short = (url: string | undefined): string => (url ?? "-").replace(site.shop, "") || "/";
  return site
    .named("page_view")
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ page }) => `${short(page?.url)} < ${short(page?.referrer)}`);
}

const WITHOUT_NAVIGATION_API = (): void => {
  Object.defineProperty(window, "navigation", { value: undefined });
};

for (const [kind, prepare] of [
  ["the Navigation API", undefined],
  ["the History API alone", WITHOUT_NAVIGATION_API],
] as const) {
  test(`single-page navigation is counted by ${kind}: pushes, back, and changed paths only`, async () => {
    const { site, context } = session;
    const page = await openPage(context, prepare);
    await visit(page, site.shop);
    await until("the first view", () => site.named("page_view").length === 1);
    const go = async (step: () => void, count: number): Promise<void> => {
      await page.evaluate(step);
      await until(`${count} views`, () => site.named("page_view").length === count);
    };
    await go(() => history.pushState({}, "", "/shoes"), 2);
    // None of these is a new page.
    await page.evaluate(() => {
      history.pushState({}, "", "/shoes");
      history.replaceState({}, "", "/shoes?sort=price");
      location.hash = "reviews";
      history.replaceState({}, "", "/shoes");
    });
    await go(() => history.pushState({}, "", "/shoes?page=2"), 3);
    await go(() => history.back(), 4);
    await go(() => history.replaceState({}, "", "/login"), 5);
    expect(views()).toEqual([
      "/ < -",
      "/shoes < /",
      "/shoes?page=2 < /shoes",
      "/shoes < /shoes?page=2",
      "/login < /shoes",
    ]);
  });
}

test("after single-page navigation title, context and placements are those of the new page", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the first view", () => site.named("page_view").length === 1);
  await page.evaluate(() => {
    history.pushState({}, "", "/shoes/7");
    document.title = "Shoe 7";
    const meta = Object.assign(document.createElement("meta"), { name: "sameview:item", content: "shoe-7" });
    document.head.append(meta);
    const row = document.createElement("div");
    row.dataset["svPlacement"] = "alternatives";
    document.querySelector("main")!.replaceChildren(row);
  });
  await until("the second view", () => site.named("page_view").length === 2);
  expect(site.named("page_view")[1]?.page?.title).toBe("Shoe 7");
  // Asked as soon as they were there, so before the page view, which then has nothing to add.
  const asking = site.requests.filter(({ placements }) => placements?.some(({ id }) => id === "alternatives"));
  expect(asking.map(({ placements, page: context }) => ({ placements, context }))).toEqual([
    { placements: [{ id: "alternatives" }], context: { url: `${site.shop}/shoes/7`, locale: "en", itemId: "shoe-7" } },
  ]);
});

test("placements that appear late are asked for, once", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the first view", () => site.named("page_view").length === 1);
  await page.evaluate(() => {
    const late = document.createElement("div");
    late.dataset["svPlacement"] = "late";
    late.dataset["svLimit"] = "3";
    document.body.append(late);
  });
  await until("the late placement", () =>
    site.requests.some(({ placements }) => placements?.some(({ id }) => id === "late")),
  );
  const count = site.requests.length;
  await page.evaluate(() => document.body.append("more text"));
  await call(page, "flush");
  expect(site.requests).toHaveLength(count);
  expect(site.requests.at(-1)?.placements).toContainEqual({ id: "late", limit: 3 });
});

test("coming back from the back/forward cache is a page view", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the first view", () => site.named("page_view").length === 1);
  // At rest: a browser may give up a page in the cache whose answer comes in while it lies there.
  await call(page, "flush");
  await page.evaluate(() => Object.assign(window, { kept: true }));
  await page.goto(`${site.shop}/bare`);
  await page.goBack();
  await until("the second view", () => site.named("page_view").length === 2);
  // Still the same window: it did come from the cache, so the SDK does not keep pages out of it.
  expect(await page.evaluate(() => (window as unknown as { kept?: boolean }).kept)).toBe(true);
  expect(views()).toEqual(["/ < -", "/ < -"]);
});

test("a prerendered page is counted when it is shown, not before", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await page.goto(`${site.shop}/rules`);
  await until("the SDK is fetched, unseen", () => site.scriptLoads === 1);
  await sleep(LONG_ENOUGH_TO_RUN_MS);
  expect(site.requests).toEqual([]);
  await Promise.all([page.waitForNavigation(), page.click("#go")]);
  await until("the view", () => site.named("page_view").length === 1);
  // It was the prerendered page that was shown: nothing was fetched again.
  expect(site.scriptLoads).toBe(1);
});

test("with data-auto=off only page() counts", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, `${site.shop}/off`);
  await page.evaluate(() => history.pushState({}, "", "/elsewhere"));
  await call(page, "page", "Elsewhere", { section: "shoes" });
  await call(page, "flush");
  expect(views()).toEqual(["/elsewhere < /off"]);
  expect(site.named("page_view")[0]?.params).toEqual({ page_title: "Elsewhere", section: "shoes" });
});

test("following a link carries the referrer of the document", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the first view", () => site.named("page_view").length === 1);
  await Promise.all([page.waitForNavigation(), page.click("#next")]);
  await ready(page);
  await until("the second view", () => site.named("page_view").length === 2);
  expect(views()[1]).toBe("/next < /");
});
