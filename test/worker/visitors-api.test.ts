import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../wire/access.ts";
import type { LiveEntry, VisitorView } from "../../wire/console.ts";
import type { StoredOfVisitor, VisitorNow, VisitorsAnswer } from "../../wire/visitors.ts";
import type { Env } from "../../worker/env.ts";
import { heroOffer } from "./hero-offer.ts";
import { call, collect, DEFINITIONS, event, openShop, put, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;
const visitorsOf = async (query: string): Promise<VisitorsAnswer> =>
  (await call(`/v1/sites/shop/visitors${query}`)).json();
const nowOf = async (visitor: string, query = ""): Promise<VisitorNow> =>
  (await call(`/v1/sites/shop/visitors/${visitor}/now${query}`)).json();
const storedOf = async (visitor: string): Promise<StoredOfVisitor> =>
  (await call(`/v1/sites/shop/visitors/${visitor}/stored`)).json();
const viewOf = async (visitor: string): Promise<VisitorView> =>
  (await call(`/v1/sites/shop/visitors/${visitor}`)).json();
const fill = (pool: string, codes: string[]) =>
  call(`/v1/sites/shop/pools/${pool}`, { method: "POST", body: JSON.stringify({ codes }) });
const erase = (visitor: string) => call(`/v1/sites/shop/visitors/${visitor}`, { method: "DELETE" });

beforeAll(() => openShop());

describe("finding visitors", () => {
  it("finds one by their own id and by the customer's, and nobody by another", async () => {
    const visitor = visitorId("device");
    await collect({ visitor, events: [event("page_view")] });
    expect((await visitorsOf(`?find=${visitor}`)).visitors).toMatchObject([{ visitor, eventCount: 1, orders: 0 }]);
    const { visitor: known } = await collect({
      visitor,
      events: [event("identify", { user_id: "ada@shop.example" })],
    });
    const found = (await visitorsOf("?find=ada%40shop.example")).visitors;
    expect(found).toMatchObject([{ visitor: known!.split(".")[0], userId: "ada@shop.example" }]);
    // The device's own id is a note that says whom it has become.
    expect((await visitorsOf(`?find=${visitor}`)).visitors).toMatchObject([{ mergedInto: found[0]!.visitor }]);
    expect((await visitorsOf("?find=nobody-at-all-0001")).visitors).toEqual([]);
  });

  it("refuses to look for nothing, and for more than an id can be", async () => {
    for (const find of ["%20", "x".repeat(129)]) {
      expect((await call(`/v1/sites/shop/visitors?find=${find}`)).status).toBe(400);
    }
  });

  it("draws some of all, seen latest first, with how many there are", async () => {
    for (const name of ["drawn-1", "drawn-2"])
      await collect({ visitor: visitorId(name), events: [event("page_view")] });
    await expect.poll(async () => (await visitorsOf("?limit=200")).of).toBeGreaterThan(0);
    const { visitors } = await visitorsOf("?limit=200");
    const times = visitors.map(({ lastSeen }) => lastSeen);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });
});

describe("what a visitor would be shown now", () => {
  it("[OF-18] is what the next request gets, with the reason for every other offer, and takes and counts nothing", async () => {
    const offers = [
      heroOffer("lower", { priority: 40 }),
      heroOffer("chosen"),
      heroOffer("for-hot", { audience: { scoreAtLeast: 90 } }),
      heroOffer("off", { status: "paused" }),
      heroOffer("coded", { couponPool: "codes", priority: 1 }),
    ];
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers, holdout: 0 });
    await fill("codes", ["ONE"]);
    const visitor = visitorId("asked-now");
    await collect({ visitor, events: [event("page_view")] });
    const before = await viewOf(visitor);
    const now = await nowOf(visitor);
    const outcome = Object.fromEntries(now.offers.map(({ offer, chosen, reason }) => [offer, [chosen, reason]]));
    expect(outcome).toEqual({
      lower: [false, "LOWER_PRIORITY"],
      chosen: [true, "TARGETING_MATCH"],
      "for-hot": [false, "AUDIENCE_MISMATCH"],
      off: [false, "DISABLED"],
      coded: [false, "LOWER_PRIORITY"],
    });
    const { decisions } = await collect({ visitor, events: [event("page_view")], placements: [{ id: "hero" }] });
    expect(decisions[0]).toMatchObject({ kind: "offer", offer: { id: "chosen" } });
    expect(before.decisions).toEqual([]);
    expect(await bindings.POOL.getByName("shop:pool:codes").counts()).toMatchObject({ given: 0, kept: 0 });
  });

  it("says whom an offer is for as a tree with what was found, and in the language asked for", async () => {
    const offers = [heroOffer("for-hot", { audience: { scoreAtLeast: 90 } })];
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers, holdout: 0 });
    const visitor = visitorId("tree");
    await collect({ visitor, events: [event("page_view")] });
    const [standing] = (await nowOf(visitor)).offers;
    expect(standing!.audience).toMatchObject({ kind: "score", holds: false });
    expect(standing!.audience.fact).toContain("wanted at least 90");
    const [spanish] = (await nowOf(visitor, "?locale=es")).offers;
    expect(spanish!.sentence).not.toBe(standing!.sentence);
  });

  it("names products with their reasons, for the page they were on last", async () => {
    const visitor = visitorId("looked");
    const page = { url: "https://shop.example/p/boot" };
    await collect({ visitor, events: [{ ...view("boot"), page }] });
    const { products, page: asked } = await nowOf(visitor);
    expect(asked).toBe(page.url);
    const [row] = products;
    if (row?.kind !== "products") throw new Error("expected products");
    expect(row.token).toBe("");
    expect(row.products.map(({ id }) => id)).not.toContain("boot");
    for (const { reason, why } of row.products) expect([reason, why]).not.toContain("");
  });

  it("is not known of somebody who was never there", async () => {
    expect((await call("/v1/sites/shop/visitors/never-there-00001/now")).status).toBe(404);
  });
});

describe("erasing, row by row", () => {
  it("leaves none anywhere, says so in the log, and a later event begins anew", async () => {
    await put("/v1/sites/shop/definitions", {
      ...DEFINITIONS,
      offers: [heroOffer("coded", { couponPool: "erase-codes" })],
      holdout: 0,
    });
    await fill("erase-codes", ["ONE", "TWO"]);
    const visitor = visitorId("erase-me");
    await collect({ visitor, events: [event("page_view")], placements: [{ id: "hero" }] });
    await expect.poll(async () => (await storedOf(visitor)).audience).toBeGreaterThan(0);
    const before = await storedOf(visitor);
    expect(before).toMatchObject({ claims: 1 });
    expect(before.visitor).toBeGreaterThan(0);
    expect(before.total).toBe(before.visitor + before.audience + before.claims + before.live);
    expect((await erase(visitor)).status).toBe(204);
    expect(await storedOf(visitor)).toEqual({ total: 0, visitor: 0, audience: 0, claims: 0, live: 0 });
    const { entries } = (await (await call("/v1/sites/shop/audit?action=visitor.erased")).json()) as {
      entries: AuditEntry[];
    };
    expect(entries[0]).toMatchObject({ target: visitor, detail: `${before.total} rows erased, 0 left` });
    expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(["visitor.erased"]));

    await collect({ visitor, events: [event("page_view")] });
    expect(await viewOf(visitor)).toMatchObject({ eventCount: 1, purchases: [], decisions: [] });
  });

  it("tells the live feed nothing any more of what was before, also where it comes late", async () => {
    const visitor = visitorId("live-erased");
    const site = bindings.SITE.getByName("shop");
    const entry = (at: number): Omit<LiveEntry, "seq"> => ({ at, visitor, source: "web", events: [], decisions: [] });
    const told = (at: number) => ({ pulse: { events: [], visitors: [] }, entries: [entry(at)] });
    const past = Date.now() - 1_000;
    await site.pushLive(told(past));
    expect(await storedOf(visitor)).toMatchObject({ live: 1, total: 1 });
    await erase(visitor);
    await site.pushLive(told(past));
    expect(await storedOf(visitor)).toMatchObject({ live: 0, total: 0 });
    await site.pushLive(told(Date.now() + 60_000));
    expect(await storedOf(visitor)).toMatchObject({ live: 1 });
  });
});
