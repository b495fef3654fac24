import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { BrowserContext } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { launchBrowser } from "../browser/launch.ts";
import type { LaunchedBrowser } from "../browser/launch.ts";
import { html, KEY, startSite, tag } from "./site.ts";
import type { Site } from "./site.ts";
import { call, openPage, seen, trackSteps, until, visit } from "./visit.ts";

let site: Site;
let chromium: LaunchedBrowser;
let context: BrowserContext;

beforeAll(async () => {
  [site, chromium] = await Promise.all([startSite(), launchBrowser()]);
  site.pages.set("/", html({ tag: tag(site.edge) }));
  site.pages.set("/bare", "<!doctype html><title>No SDK</title>");
});
afterAll(async () => {
  await chromium.close();
  await site.close();
});
beforeEach(async () => {
  site.part();
  site.reset();
  context = await chromium.browser.createBrowserContext();
});
afterEach(() => context.close());

const ALL = Array.from({ length: 20 }, (_, n) => n);

/** The `n` of every step that was taken, in order. */
function steps(): unknown[] {
  return site
    .named("step")
    .map((event) => event.params?.["n"])
    .sort((a, b) => Number(a) - Number(b));
}

test("online, every event arrives once, with id, time, page and visitor", async () => {
  const page = await openPage(context);
  await visit(page, `${site.shop}/?utm_source=news#top`);
  await trackSteps(page, 20);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
  const sentIds = site.requests.flatMap((request) => request.events.map((event) => event.id));
  expect(new Set(sentIds).size).toBe(sentIds.length);
  const [view] = site.named("page_view");
  expect(view?.page).toEqual({ url: `${site.shop}/?utm_source=news`, title: "Shop", locale: "en" });
  expect(site.requests[0]).toMatchObject({ key: KEY, consent: { analytics: true, personalization: true } });
  expect(site.requests[0]?.sdk).toMatch(/^sdk\/\d+\.\d+\.\d+$/);
  const visitors = new Set(site.requests.map((request) => request.visitor));
  expect(visitors.size).toBe(1);
  expect([...visitors][0]).toMatch(/^[\w-]{22,64}$/);
  await until("the queue is empty on disk", async () => (await onDisk(page)) === 0);
});

test("a first visit takes no lock and reads the disk once: nobody can have left anything there", async () => {
  const page = await openPage(context, () => {
    const asked: string[] = [];
    Object.assign(window, { asked });
    // A database is given up after two seconds, and on a busy machine that is a slow one.
    const real = setTimeout;
    Object.assign(window, { setTimeout: (call: () => void, ms = 0) => real(call, ms === 2_000 ? 60_000 : ms) });
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function (...given) {
      asked.push(String(given[1]));
      return transaction.apply(this, given);
    };
    const { request } = LockManager.prototype;
    LockManager.prototype.request = function (this: LockManager, ...given: Parameters<typeof request>) {
      asked.push("lock");
      return request.apply(this, given);
    } as typeof request;
  });
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await call(page, "flush");
  const asked = await page.evaluate(() => (window as unknown as { asked: string[] }).asked);
  expect(asked.filter((what) => what !== "readwrite")).toEqual(["readonly"]);
  // The event, the id, and their removal once it is answered.
  expect(asked.length).toBeLessThanOrEqual(4);
});

test("events that call for an answer leave at once; others wait for company in one request", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  const before = site.requests.length;
  await trackSteps(page, 5);
  await call(page, "track", "add_to_cart", { items: [{ item_id: "a" }] });
  await until("the cart", () => site.named("add_to_cart").length === 1);
  expect(site.named("step")).toHaveLength(5);
  expect(site.requests.length - before).toBeLessThanOrEqual(2);
});

test("offline, tab closed, reopened: all 20 arrive", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  site.down = true;
  await page.setOfflineMode(true);
  await trackSteps(page, 20);
  await until("20 rows on disk", async () => (await onDisk(page)) === 20);
  await page.close({ runBeforeUnload: false });
  expect(steps()).toEqual([]);
  site.down = false;
  await visit(await openPage(context), site.shop);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("two tabs offline with ten events each lose none", async () => {
  const one = await openPage(context);
  await visit(one, site.shop);
  const two = await openPage(context);
  await visit(two, site.shop);
  site.down = true;
  await trackSteps(one, 10);
  await trackSteps(two, 10, 10);
  await until("20 rows on disk", async () => (await onDisk(two)) >= 20);
  site.down = false;
  await one.close({ runBeforeUnload: false });
  await two.bringToFront();
  await two.evaluate(() => dispatchEvent(new Event("online")));
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("browser killed half a second after: all 20 arrive at the next start", async () => {
  const first = await launchBrowser();
  const page = await openPage(first.browser.defaultBrowserContext());
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  site.down = true;
  await trackSteps(page, 20);
  await sleep(500);
  await first.kill();
  site.down = false;
  const second = await launchBrowser({ profile: first.profile });
  await visit(await openPage(second.browser.defaultBrowserContext()), site.shop);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
  await second.close();
  rmSync(first.profile, { recursive: true, force: true, maxRetries: 3 });
});

test("20 events and away in the same task: all arrive, though the next page knows nothing of Sameview", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate(() => {
      for (let n = 0; n < 20; n++) window.sameview!("track", "step", { n });
      location.href = "/bare";
    }),
  ]);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("a page that is left while it is still being parsed keeps and sends what was tracked by then", async () => {
  const page = await openPage(context, () => {
    // As on a slow line: the document's end does not come.
    Object.defineProperty(document, "readyState", { get: () => "loading" });
    addEventListener("DOMContentLoaded", (event) => event.stopImmediatePropagation(), { capture: true });
  });
  await page.goto(site.shop);
  await until("the SDK is loaded", () => page.evaluate("window.sameview?.version !== undefined") as Promise<boolean>);
  await trackSteps(page, 20);
  expect(steps()).toEqual([]);
  await page.goto(`${site.shop}/bare`);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("what a closing page could not commit to disk is spilled, and sent by the next", async () => {
  const page = await openPage(context, () => {
    // A database that never answers.
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  });
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  site.down = true;
  await trackSteps(page, 20);
  await page.goto(`${site.shop}/bare`);
  expect(steps()).toEqual([]);
  site.down = false;
  await visit(await openPage(context), site.shop);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
  // The request of the closing page may get through after all, before the next page has taken over what it spilled.
  await until("no spill is left", () =>
    page.evaluate(() => Object.keys(localStorage).every((key) => !key.startsWith("sv.spill."))),
  );
});

test("without IndexedDB the queue lives in memory and says so", async () => {
  const page = await openPage(context, () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  });
  await visit(page, site.shop);
  await trackSteps(page, 20);
  await until("20 steps", () => site.named("step").length === 20);
  expect(await page.evaluate(() => localStorage.getItem("sv.visitor.pk_test"))).toMatch(/^[\w-]{22,}$/);
});

test("a full queue lets the oldest, least valuable events go, and says how many", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  // Until its answer has come, the page view is one of those that wait.
  await call(page, "flush");
  site.down = true;
  await call(page, "track", "purchase", { transaction_id: "t1", value: 5, items: [{ item_id: "a" }] });
  // The queue's bound is 1,000 events (sdk/queue.ts); the purchase is one of the 1,010.
  await trackSteps(page, 1_009);
  await until("ten let go", async () => (await seen(page, "rejected")).length === 10);
  const lost = await seen<{ name: string; reason: string; detail: string }>(page, "rejected");
  expect(new Set(lost.map(({ name, reason }) => `${name} ${reason}`))).toEqual(new Set(["step queue_full"]));
  expect(lost.at(-1)?.detail).toContain("10 let go");
  site.down = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("the rest", () => site.named("step").length === 999);
  expect(site.named("purchase")).toHaveLength(1);
  expect(Math.min(...steps().map(Number))).toBe(10);
  expect(Math.max(...site.requests.map((request) => request.events.length))).toBeLessThanOrEqual(100);
});

test("reset makes a new visitor; what was queued before stays the old one's", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  const old = site.requests[0]?.visitor;
  await page.evaluate(() => {
    window.sameview!("track", "before");
    window.sameview!("reset");
    window.sameview!("track", "after");
    return window.sameview!("flush");
  });
  await until("both", () => site.named("before").length + site.named("after").length === 2);
  const visitorOf = (name: string): string | undefined =>
    site.requests.find((request) => request.events.some((event) => event.name === name))?.visitor;
  expect(visitorOf("before")).toBe(old);
  expect(visitorOf("after")).not.toBe(old);
});

test("the id the Worker answers with is used from then on", async () => {
  site.amend = (answer) => ({ ...answer, visitor: "merged-visitor-0001" });
  const page = await openPage(context);
  await visit(page, site.shop);
  await call(page, "identify", "customer-7", { plan: "gold" });
  await call(page, "flush");
  expect(site.named("identify")[0]?.params).toEqual({ user_id: "customer-7", traits: { plan: "gold" } });
  await call(page, "track", "later");
  await call(page, "flush");
  expect(site.requests.at(-1)?.visitor).toBe("merged-visitor-0001");
  expect(await page.evaluate(() => localStorage.getItem("sv.visitor.pk_test"))).toBe("merged-visitor-0001");
});

test("the id survives the site's own localStorage.clear()", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await page.evaluate(() => localStorage.clear());
  await visit(page, site.shop);
  await until("the second page view", () => site.named("page_view").length === 2);
  expect(new Set(site.requests.map((request) => request.visitor)).size).toBe(1);
});

test("with storage full and the page closed before it knows who this is, everything is sent", async () => {
  const page = await openPage(context, () => {
    // A database that never answers, and no room in the other storage.
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.goto(site.shop);
  await page.evaluate(() => {
    for (let n = 0; n < 20; n++) window.sameview!("track", "step", { n });
  });
  await page.goto(`${site.shop}/bare`);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("without keepalive a beacon carries what a closing page has", async () => {
  const page = await openPage(context, () => {
    // As browsers were before: Firefox has it since version 133.
    Reflect.deleteProperty(Request.prototype, "keepalive");
  });
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate(() => {
      for (let n = 0; n < 20; n++) window.sameview!("track", "step", { n });
      location.href = "/bare";
    }),
  ]);
  await until("20 steps", () => site.named("step").length === 20);
});

test("more than a closing page may send arrives with the next page", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate(() => {
      // 200 kB: browsers take 64 KiB of requests that outlive their page.
      for (let n = 0; n < 20; n++) window.sameview!("track", "step", { n, text: "x".repeat(10_000) });
      location.href = "/bare";
    }),
  ]);
  await visit(await openPage(context), site.shop);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("what the browser has thrown away under a page that is still there is not taken for delivered", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  site.down = true;
  await trackSteps(page, 20);
  await until("20 rows on disk", async () => (await onDisk(page)) === 20);
  // As an eviction does: everything of the origin, under open connections.
  const session = await page.createCDPSession();
  await session.send("Storage.clearDataForOrigin", { origin: site.shop, storageTypes: "indexeddb" });
  site.down = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("a clock that is set back between click and sending puts no event into the future", async () => {
  const page = await openPage(context, () => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + Number(sessionStorage.getItem("ahead") ?? 0);
  });
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  await call(page, "flush");
  site.down = true;
  const ahead = (ms: number) => page.evaluate((text) => sessionStorage.setItem("ahead", text), String(ms));
  await ahead(86_400_000);
  await trackSteps(page, 1);
  await ahead(0);
  await call(page, "flush");
  site.down = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until("the step", () => site.named("step").length === 1);
  const request = site.requests.findLast(({ events }) => events.some(({ name }) => name === "step"));
  expect(site.named("step")[0]?.at).toBe(request?.sentAt);
});

test("a clock that is set back does not keep the next page from what an earlier one left", async () => {
  const page = await openPage(context);
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  site.down = true;
  await trackSteps(page, 20);
  await until("20 rows on disk", async () => (await onDisk(page)) === 20);
  await page.close({ runBeforeUnload: false });
  site.down = false;
  const next = await openPage(context, () => {
    const real = Date.now.bind(Date);
    Date.now = () => real() - 86_400_000;
  });
  await visit(next, site.shop);
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

test("without the chunk that recovers, own events are tried again, and those of ended tabs wait on disk until it comes", async () => {
  const blockable = async (): Promise<{ page: Awaited<ReturnType<typeof openPage>>; unblock(): void }> => {
    const page = await openPage(context);
    await page.setRequestInterception(true);
    let blocked = true;
    page.on("request", (request) => {
      if (blocked && request.url().endsWith("-recovery.js")) void request.abort("failed");
      else void request.continue();
    });
    return { page, unblock: () => (blocked = false) };
  };
  const { page } = await blockable();
  await visit(page, site.shop);
  await until("the page view", () => site.named("page_view").length === 1);
  site.down = true;
  await trackSteps(page, 10);
  await call(page, "flush");
  site.down = false;
  await until("the first 10", () => site.named("step").length === 10);
  site.down = true;
  await trackSteps(page, 10, 10);
  await until("10 rows on disk", async () => (await onDisk(page)) === 10);
  await page.close({ runBeforeUnload: false });
  const next = await blockable();
  await visit(next.page, site.shop);
  await until("it was asked for in vain", async () => (await seen(next.page, "error")).some(isModule));
  // Only now: the last words of the closed tab must have been cut off, or it leaves nothing.
  site.down = false;
  // This page's own goes its way meanwhile.
  await until("the next page view", () => site.named("page_view").length === 2);
  expect(await onDisk(next.page)).toBeGreaterThanOrEqual(10);
  expect(site.named("step")).toHaveLength(10);
  next.unblock();
  await next.page.evaluate(() => dispatchEvent(new Event("online")));
  await until("20 steps", () => site.named("step").length === 20);
  expect(steps()).toEqual(ALL);
});

function isModule({ code }: Record<string, unknown>): boolean {
  return code === "module";
}

/** Rows of events in the SDK's database. */
async function onDisk(page: Awaited<ReturnType<typeof openPage>>): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open("sv.pk_test");
        opening.onsuccess = () => {
          const keys = opening.result.transaction("queue").objectStore("queue").getAllKeys();
          keys.onsuccess = () => {
            opening.result.close();
            resolve(keys.result.filter((key) => key !== "visitor").length);
          };
        };
      }),
  );
}
