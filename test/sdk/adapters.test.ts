import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { COMMERCE_EVENT_NAMES } from "../../wire/event.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import { useSession } from "./session.ts";
import { html, KEY, tag } from "./site.ts";
import { call, openPage, trouble, until, visit } from "./visit.ts";

const session = useSession((site) => {
  const page = (adapters: string, consent: string, body: string): string =>
    html({ tag: tag(site.edge, `data-key="${KEY}" data-consent="${consent}" data-adapters="${adapters}"`), body });
  const jsonLd = (value: unknown): string => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `<script type="application/ld+json">${text}</script>`;
  };
  site.pages.set("/layer", page("datalayer", "granted", "<p>Shop</p>"));
  site.pages.set("/consent-mode", page("consent-mode", "required", "<p>Shop</p>"));
  site.pages.set("/tcf", page("tcf", "required", "<p>Shop</p>"));
  const trail = { "@type": "Product", sku: "SKU-7", name: "Trail Runner", brand: { name: "Ridge" } };
  const offers = [{ price: "1.299,00", priceCurrency: "EUR" }];
  site.pages.set(
    "/product",
    page(
      "json-ld",
      "granted",
      `<div data-sv-placement="hero" class="hero"></div>` +
        jsonLd("{ broken,") +
        jsonLd({ "@graph": [{ "@type": "BreadcrumbList" }, { ...trail, category: "Shoes > Trail", offers }] }),
    ),
  );
  site.pages.set("/list", page("json-ld", "granted", jsonLd([trail, { ...trail, sku: "SKU-8" }])));
});

const ITEMS = [{ item_id: "SKU-7", price: 50, quantity: 2 }];

interface LayerWindow extends Window {
  dataLayer: unknown[];
  gtag(...args: unknown[]): void;
  answers: unknown[];
}

/** As a shop with Google's tag has it above everything else. */
function googleTag(): void {
  const mine = window as unknown as LayerWindow;
  mine.dataLayer = [];
  // What Google's tag puts there is `arguments` itself, which is no array.
  mine.gtag = function gtag() {
    mine.dataLayer.push(arguments);
  };
}

async function open(path: string, prepare?: () => void): Promise<Page> {
  const page = await openPage(session.context, prepare);
  await page.evaluateOnNewDocument(googleTag);
  await visit(page, session.site.shop + path);
  await until("the chunk", () => session.site.chunkLoads.length > 0);
  return page;
}

/** Events that have arrived but the page view; what waits for company is sent first. */
async function arrived(page: Page): Promise<Pick<BehaviourEvent, "name" | "params">[]> {
  await call(page, "flush");
  const others = session.site.events().filter(({ name }) => name !== "page_view");
  return others.map(({ name, params }) => ({ name, ...(params && { params }) }));
}

test("dataLayer: both forms, pushed before and after, each once, and the site's push as it was", async () => {
  const { site, context } = session;
  const page = await openPage(context);
  await page.evaluateOnNewDocument(googleTag);
  await page.evaluateOnNewDocument((items) => {
    const { dataLayer, gtag } = window as unknown as LayerWindow;
    gtag("js", new Date());
    gtag("event", "view_item", { currency: "EUR", value: 50, items, send_to: "G-1", event_callback: () => 1 });
    dataLayer.push({ event: "gtm.js", "gtm.uniqueEventId": 1 });
    dataLayer.push({ ecommerce: null });
    dataLayer.push({ event: "purchase", ecommerce: { transaction_id: "T-1", currency: "EUR", value: 100, items } });
  }, ITEMS);
  await visit(page, `${site.shop}/layer`);
  await until("what was there before", async () => (await arrived(page)).length === 2);
  const length = await page.evaluate((items) => {
    const { dataLayer, gtag } = window as unknown as LayerWindow;
    gtag("event", "purchase", { transaction_id: "T-1", currency: "EUR", value: 100, items });
    gtag("event", "page_view", {});
    gtag("config", "G-1");
    dataLayer.push({ ecommerce: { currency: "EUR", value: 50, items } });
    dataLayer.push({ event: "add_to_cart" }, { event: "login", method: "mail" });
    dataLayer.push(7, null, "text");
    return dataLayer.push({ event: "newsletter_popup" });
  }, ITEMS);
  const worth = { currency: "EUR", value: 50, items: ITEMS };
  await until("what came after", async () => (await arrived(page)).length === 4);
  expect(await arrived(page)).toEqual([
    { name: "view_item", params: worth },
    { name: "purchase", params: { transaction_id: "T-1", currency: "EUR", value: 100, items: ITEMS } },
    { name: "add_to_cart", params: worth },
    { name: "login", params: { method: "mail" } },
  ]);
  // 5 before, then 3 by gtag, 1, 2, 3 and 1 by push.
  expect(length).toBe(15);
  expect(await trouble(page)).toEqual([]);
});

test("dataLayer: every GA4 commerce event is known", async () => {
  const page = await open("/layer");
  const names = COMMERCE_EVENT_NAMES.filter((name) => name !== "page_view");
  await page.evaluate(
    (all, items) => {
      for (const event of all)
        (window as unknown as LayerWindow).dataLayer.push({ event, ecommerce: { transaction_id: event, items } });
    },
    names,
    ITEMS,
  );
  await until("all of them", async () => (await arrived(page)).length === names.length);
  expect((await arrived(page)).map(({ name }) => name)).toEqual(names);
});

test("JSON-LD: the one product of a page is seen and asked for, a list's are not, broken JSON is passed over", async () => {
  const { site } = session;
  const page = await open("/product");
  await until("the product", async () => (await arrived(page)).length === 1);
  const item = {
    item_id: "SKU-7",
    item_name: "Trail Runner",
    item_brand: "Ridge",
    item_category: "Shoes",
    price: 1299,
  };
  expect(await arrived(page)).toEqual([{ name: "view_item", params: { items: [item], currency: "EUR", value: 1299 } }]);
  expect(site.requests.findLast(({ placements }) => placements)?.page).toMatchObject({
    itemId: "SKU-7",
    category: "Shoes",
  });
  site.reset();
  const list = await open("/list");
  await call(list, "flush");
  expect(site.named("view_item")).toEqual([]);
});

test("Consent Mode: a default of denied holds, an update answers, a later no closes", async () => {
  const { site } = session;
  const page = await open("/consent-mode");
  const say = (kind: string, analytics: string, personalization: string): Promise<void> =>
    page.evaluate(
      (...[mode, analytics_storage, personalization_storage]) =>
        (window as unknown as LayerWindow).gtag("consent", mode, { analytics_storage, personalization_storage }),
      kind,
      analytics,
      personalization,
    );
  await say("default", "denied", "denied");
  await call(page, "flush");
  expect(site.requests).toEqual([]);
  await say("update", "granted", "granted");
  // The page view of before the answer: held, not lost.
  await until("the page view", () => site.named("page_view").length === 1);
  await say("update", "denied", "denied");
  await call(page, "track", "after_no");
  await call(page, "flush");
  expect(site.named("after_no")).toEqual([]);
});

test("Consent Mode: a granted default waits for wait_for_update, and an update overtakes it", async () => {
  const { site } = session;
  const page = await open("/consent-mode");
  await page.evaluate(() => {
    const { gtag } = window as unknown as LayerWindow;
    gtag("consent", "default", { analytics_storage: "granted", wait_for_update: 200 });
    gtag("consent", "update", { analytics_storage: "denied" });
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await call(page, "flush");
  expect(site.requests.filter(({ visitor }) => visitor)).toEqual([]);
  const other = await open("/consent-mode");
  await other.evaluate(() => localStorage.clear());
  await other.reload();
  await other.evaluate(() =>
    (window as unknown as LayerWindow).gtag("consent", "default", {
      analytics_storage: "granted",
      wait_for_update: 50,
    }),
  );
  await until("the page view", () => site.named("page_view").length > 0);
});

test("TCF: purposes 1 and 8 let events be stored, 1, 5 and 6 make decisions personal, a manager may come late", async () => {
  const { site } = session;
  const page = await open("/tcf");
  await page.evaluate(() => {
    const listeners: ((data: unknown, success: boolean) => void)[] = [];
    Object.assign(window, {
      __tcfapi: (_command: string, _version: number, listener: (data: unknown, success: boolean) => void) => {
        listeners.push(listener);
        listener({ eventStatus: "cmpuishown", gdprApplies: true }, true);
      },
      answer: (consents: Record<number, boolean>) =>
        listeners.forEach((listener) =>
          listener(
            { eventStatus: "useractioncomplete", gdprApplies: true, purpose: { consents, legitimateInterests: {} } },
            true,
          ),
        ),
      listeners,
    });
  });
  await until("it listens", () =>
    page.evaluate(() => (window as unknown as { listeners: unknown[] }).listeners.length === 1),
  );
  await call(page, "flush");
  expect(site.requests).toEqual([]);
  const answer = (...purposes: number[]): Promise<void> =>
    page.evaluate(
      (consents) => (window as unknown as { answer(given: Record<number, boolean>): void }).answer(consents),
      Object.fromEntries(purposes.map((purpose) => [purpose, true])),
    );
  await answer(1, 5, 6, 8);
  await until("the page view", () => site.named("page_view").length === 1);
  await answer(1, 8);
  await call(page, "track", "after_no");
  await call(page, "flush");
  expect(site.named("after_no")).toEqual([]);
});
