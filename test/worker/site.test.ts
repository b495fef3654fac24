import { env } from "cloudflare:workers";
import { evictDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { LiveMessage } from "../../wire/console.ts";
import type { Env } from "../../worker/env.ts";
import {
  call,
  collect,
  DEFINITIONS,
  openShop,
  ORIGIN,
  post,
  PRODUCTS,
  put,
  SETTINGS,
  view,
  visitorId,
} from "./shop-site.ts";

const bindings = env as unknown as Env;

beforeAll(() => openShop());

/** A console's socket, and everything it has been told. */
async function openLive(query = ""): Promise<{ socket: WebSocket; messages: LiveMessage[] }> {
  const response = await call(`/v1/sites/shop/live${query}`, { headers: { upgrade: "websocket" } });
  const socket = response.webSocket;
  if (socket === null) throw new Error(`${response.status} ${await response.text()}`);
  const messages: LiveMessage[] = [];
  socket.accept();
  socket.addEventListener("message", (message) => {
    messages.push(JSON.parse(String(message.data)) as LiveMessage);
  });
  return { socket, messages };
}

const told = (messages: LiveMessage[], type: LiveMessage["type"]) =>
  vi.waitUntil(() => messages.find((one) => one.type === type));

describe("the live feed", () => {
  it("greets, then tells of events and decisions as they happen", async () => {
    const { socket, messages } = await openLive();
    expect(await told(messages, "hello")).toMatchObject({ development: true, shoppers: { walking: 0 } });
    const visitor = visitorId("live");
    await collect({ visitor, events: [view("boot")], placements: [{ id: "hero" }] });
    expect(await told(messages, "entry")).toMatchObject({
      entry: {
        visitor,
        source: "web",
        scoreBefore: 0,
        score: { band: "cold" },
        events: [{ name: "view_item" }],
        decisions: [{ placement: "hero", reason: "TARGETING_MATCH" }],
      },
    });
    expect(await told(messages, "pulse")).toMatchObject({ pulse: { visitorsNow: 1 } });
    socket.close();
  });

  it("shows a console that opens later what happened before", async () => {
    const { socket, messages } = await openLive();
    const hello = await told(messages, "hello");
    if (hello?.type !== "hello") throw new Error("no hello");
    expect(hello.recent.length).toBeGreaterThan(0);
    socket.close();
  });

  it("tells of repeats only once", async () => {
    const { socket, messages } = await openLive();
    const visitor = visitorId("repeat-live");
    const events = [view("boot")];
    await collect({ visitor, events });
    await collect({ visitor, events });
    await collect({ visitor, events: [view("tent")] });
    const entries = () => messages.filter((one) => one.type === "entry" && one.entry.visitor === visitor);
    await vi.waitUntil(() => entries().length >= 2);
    expect(entries()).toHaveLength(2);
    socket.close();
  });

  it("tells the simulated shoppers' process to stop, and the console how many walk", async () => {
    const console_ = await openLive();
    const shoppers = await openLive("?role=shoppers");
    expect(await told(shoppers.messages, "shoppers")).toMatchObject({ shoppers: { wanted: true } });
    shoppers.socket.send('{"walking": 12}');
    await vi.waitUntil(() => console_.messages.some((one) => one.type === "shoppers" && one.shoppers.walking === 12));
    await put("/v1/dev/sites/shop/shoppers", { wanted: false });
    await vi.waitUntil(() => shoppers.messages.some((one) => one.type === "shoppers" && !one.shoppers.wanted));
    shoppers.socket.send("nonsense");
    console_.socket.close();
    shoppers.socket.close();
  });
});

describe("definitions", () => {
  it("decide from the next request on, each publication under a new version", async () => {
    const visitor = visitorId("publish");
    const before = await collect({ visitor, events: [view("boot")], placements: [{ id: "hero" }] });
    const changed = structuredClone(DEFINITIONS);
    changed.offers[0]!.content["en"]!.headline = "New headline";
    const { version } = (await (await put("/v1/sites/shop/definitions", changed)).json()) as { version: number };
    const after = await collect({ visitor, placements: [{ id: "hero" }] });
    expect(after.decisions[0]).toMatchObject({ offer: { headline: "New headline" }, definitions: version });
    expect(before.decisions[0]!.definitions).toBeLessThan(version);
    await put("/v1/sites/shop/definitions", DEFINITIONS);
  });

  it("are refused with the field's name when they cannot work", async () => {
    const wrong = structuredClone(DEFINITIONS);
    wrong.offers[0]!.content["en"]!.button = { label: "Go", href: "javascript:alert(1)" };
    const response = await call("/v1/sites/shop/definitions", { method: "PUT", body: JSON.stringify(wrong) });
    expect(response.status).toBe(400);
    expect((await response.json<{ detail: string }>()).detail).toContain("offers.0.content.en.button.href");
  });
});

describe("an isolate's copy of the site", () => {
  it("serves every one of many requests at once, also while something new is being published", async () => {
    await put("/v1/sites/crowd/settings", { ...SETTINGS, keys: ["pk_crowd"] });
    const visit = (i: number) => post({ key: "pk_crowd", visitor: visitorId(`crowd-${i}`), events: [view("boot")] });
    const statuses: number[] = [];
    for (let round = 0; round < 4; round++) {
      const publication = put("/v1/sites/crowd/definitions", DEFINITIONS);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => visit(round * 20 + i)));
      await publication;
      statuses.push(...answers.map((answer) => answer.status));
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
  });
});

describe("the catalogue", () => {
  it("keeps the good products and names the bad rows", async () => {
    const products = [...PRODUCTS, { ...PRODUCTS[0]!, id: "free", price: -1 }, PRODUCTS[1]!, "text"];
    const answer = (await (await put("/v1/sites/shop/catalogue", { products })).json()) as {
      count: number;
      rejected: unknown[];
    };
    expect(answer.count).toBe(PRODUCTS.length);
    expect(answer.rejected).toMatchObject([
      { index: 8, id: "free", detail: "price is below 0" },
      { index: 9, id: "shoe", detail: "id stands in the list twice" },
      { index: 10 },
    ]);
  });

  it("takes 12,000 products, over several rows, and gives them back after eviction", async () => {
    const products = Array.from({ length: 12_000 }, (_, i) => ({
      ...PRODUCTS[i % 8]!,
      id: `p${i}`,
      title: `Product ${i} ${"长".repeat(20)}`,
    }));
    await put("/v1/sites/shop/catalogue", { products });
    await evictDurableObject(bindings.SITE.getByName("shop"));
    const stored = (await (await call("/v1/sites/shop/catalogue")).json()) as { products: { id: string }[] };
    expect(stored.products.length).toBe(12_000);
    expect(stored.products[11_999]).toMatchObject({ id: "p11999" });
    await put("/v1/sites/shop/catalogue", { products: PRODUCTS });
  });
});

describe("settings", () => {
  it("open a second site, whose key does not open the first", async () => {
    await put("/v1/sites/second/settings", { ...SETTINGS, keys: ["pk_second"] });
    expect((await post({ key: "pk_second", visitor: visitorId("second"), events: [view("boot")] })).status).toBe(200);
    expect((await call(`/v1/sites/shop/visitors/${visitorId("second")}`)).status).toBe(404);
  });

  it("refuse another site's key", async () => {
    const response = await call("/v1/sites/third/settings", { method: "PUT", body: JSON.stringify(SETTINGS) });
    expect(response.status).toBe(400);
  });

  it("of a site that is not there are not found, and looking creates nothing", async () => {
    expect((await call("/v1/sites/nobody/settings")).status).toBe(404);
    expect((await call("/v1/sites/nobody/live", { headers: { upgrade: "websocket" } })).status).toBe(404);
  });
});

describe("who may administer", () => {
  it.each([
    ["a page of a foreign site", "/v1/sites/shop/settings", { origin: "https://evil.example" }],
    ["a page of a foreign site, on a demo door", "/v1/dev/sites/shop/shoppers", { origin: "https://evil.example" }],
  ])("not %s, even in development", async (_, path, headers) => {
    expect(
      (
        await call(path, {
          method: path.includes("dev") ? "PUT" : "GET",
          headers,
          ...(path.includes("dev") && { body: "{}" }),
        })
      ).status,
    ).toBe(401);
  });

  it("not a request that reaches this machine under another name", async () => {
    const { exports } = await import("cloudflare:workers");
    const response = await exports.default.fetch("http://rebound.example/v1/sites/shop/settings");
    expect(response.status).toBe(401);
    expect(
      (await exports.default.fetch("http://rebound.example/v1/dev/sites/shop/history", { method: "POST" })).status,
    ).toBe(404);
  });
});

describe("history of the demo", () => {
  it("replays the past with the clock of then, and a second time changes nothing", async () => {
    const visitor = visitorId("history");
    const then = Date.now() - 20 * 86_400_000;
    const visits = [{ receivedAt: then, request: { key: "pk_shop", visitor, events: [view("boot", then - 1_000)] } }];
    const seed = async () =>
      (await call("/v1/dev/sites/shop/history", { method: "POST", body: JSON.stringify({ visits }) })).json();
    expect(await seed()).toEqual({ visits: 1, events: 1, decisions: [[]] });
    expect(await seed()).toEqual({ visits: 1, events: 0, decisions: [[]] });
    const seen = (await (await call(`/v1/sites/shop/visitors/${visitor}`)).json()) as {
      lastSeen: number;
      eventCount: number;
    };
    expect(seen).toMatchObject({ lastSeen: then, eventCount: 1 });
  });
});

it("answers health, and a problem for what is not there", async () => {
  expect(await (await call("/v1/health")).json()).toMatchObject({ status: "ok", environment: "development" });
  expect(await (await call("/v1/nothing")).json()).toMatchObject({ reason: "not_found" });
  expect(ORIGIN).toBe(SETTINGS.origins[0]);
});
