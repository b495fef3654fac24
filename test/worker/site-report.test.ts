import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { AttentionAnswer } from "../../wire/attention.ts";
import type { CollectRequest } from "../../wire/collect.ts";
import type { Decision } from "../../wire/decision.ts";
import type { OfferReport, OffersReport, SiteReport } from "../../wire/reports.ts";
import type { Env } from "../../worker/env.ts";
import { isHeldOut } from "../../worker/domain/decide.ts";
import { REPORT_SHARDS, reportShard } from "../../worker/reports/report-shards.ts";
import { heroOffer } from "./hero-offer.ts";
import { minuteLater } from "./minute-later.ts";
import { call, collect, DEFINITIONS, event, openShop, PRODUCTS, put, SETTINGS, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;
const HOLDOUT = 0.5;

async function siteReport(): Promise<SiteReport> {
  return (await call("/v1/sites/shop/reports/site?days=7")).json();
}

async function attention(): Promise<AttentionAnswer["items"]> {
  const { items }: AttentionAnswer = await (await call("/v1/sites/shop/attention")).json();
  return items;
}

const order = (id: string, value: number, currency = "EUR") =>
  event("purchase", { transaction_id: id, value, currency, items: [{ item_id: "boot" }] });

/** Ids of one group of the hold-out, as many as wanted. */
function idsOf(group: "heldOut" | "shown", count: number): string[] {
  const ids: string[] = [];
  for (let n = 0; ids.length < count; n++) {
    const id = visitorId(`${group}-${n}`);
    if (isHeldOut(id, HOLDOUT) === (group === "heldOut")) ids.push(id);
  }
  return ids;
}

beforeAll(() => openShop());

describe("the site's report", () => {
  it("[TO-1] [TO-4] counts visitors, visits, orders and money by day, once, over all visitors", async () => {
    const before = (await siteReport()).today;
    const [buyer, looker, elsewhere] = ["buyer", "looker", "elsewhere"].map(visitorId) as [string, string, string];
    await collect({ visitor: buyer, events: [event("page_view")] });
    await collect({ visitor: buyer, events: [order("o-1", 80)] });
    // The thank-you page again, and an order in money that is not the site's.
    await collect({ visitor: buyer, events: [order("o-1", 80)] });
    await collect({ visitor: looker, events: [event("page_view")] });
    await collect({ visitor: elsewhere, events: [order("o-2", 30, "USD")] });
    await minuteLater([buyer, looker, elsewhere]);
    const { today, trend, since, currency } = await siteReport();
    expect([today.visitors - before.visitors, today.visits - before.visits]).toEqual([3, 3]);
    expect([today.orders - before.orders, today.revenue - before.revenue]).toEqual([2, 80]);
    expect([trend.length, trend.at(-1)?.day, currency]).toEqual([8, since, "EUR"]);
    expect(trend.at(-1)).toMatchObject(today);
  });

  it("[TO-1] counts nobody twice who signs in and goes on as the customer they have become", async () => {
    const before = (await siteReport()).today;
    const device = visitorId("signs-in");
    await collect({ visitor: device, events: [event("page_view")] });
    const { visitor } = await collect({ visitor: device, events: [event("identify", { user_id: "merged@shop" })] });
    await collect({ visitor: visitor!, events: [event("page_view")] });
    await minuteLater([device, visitor!.split(".")[0]!]);
    const { today } = await siteReport();
    expect([today.visitors - before.visitors, today.visits - before.visits]).toEqual([1, 1]);
  });

  it("[TO-5] counts an order as influenced where its visitor had seen an offer", async () => {
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers: [heroOffer("seen")], holdout: 0 });
    const before = (await siteReport()).today;
    const [saw, only] = [visitorId("saw"), visitorId("only-decided")];
    for (const visitor of [saw, only]) {
      const { decisions } = await collect({ visitor, events: [event("page_view")], placements: [{ id: "hero" }] });
      const token = decisions[0]?.kind === "offer" ? decisions[0].token : "";
      const shown = event("view_promotion", { promotion_id: "seen", decision_token: token });
      if (visitor === saw) await collect({ visitor, events: [shown] });
      await collect({ visitor, events: [order(`influenced-${visitor}`, 50)] });
    }
    await minuteLater([saw, only]);
    const { today } = await siteReport();
    expect(today.orders - before.orders).toBe(2);
    expect([
      today.influencedOrders - before.influencedOrders,
      today.influencedRevenue - before.influencedRevenue,
    ]).toEqual([1, 50]);
  });

  it("counts a past that is replayed on its own days: what was decided, seen and bought then", async () => {
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers: [heroOffer("past")], holdout: 0 });
    const visitor = visitorId("of-the-past");
    const then = Date.now() - 12 * 86_400_000;
    const replay = async (at: number, more: Partial<CollectRequest>, over: boolean): Promise<Decision[]> => {
      const request = { key: "pk_shop", visitor, events: [], ...more };
      const body = JSON.stringify({ visits: [{ receivedAt: at, request, over }] });
      const answer = await call("/v1/dev/sites/shop/history", { method: "POST", body });
      const { decisions }: { decisions: Decision[][] } = await answer.json();
      return decisions[0]!;
    };
    const came = { events: [event("page_view", {}, then - 1_000)], placements: [{ id: "hero" }] };
    const [decision] = await replay(then, came, false);
    const token = decision?.kind === "offer" ? decision.token : "";
    const seen = event("view_promotion", { promotion_id: "past", decision_token: token }, then + 1_000);
    await replay(then + 60_000, { events: [seen, { ...order("past-order", 70), at: then + 50_000 }] }, true);
    const day = new Date(then).toISOString().slice(0, 10);
    const report: OfferReport = await (await call("/v1/sites/shop/reports/offers/past")).json();
    expect(report.days["shown"]?.[day]).toMatchObject({ enrolled: 1, exposed: 1, converted: 1, revenue: 70 });
    const { trend }: SiteReport = await (await call("/v1/sites/shop/reports/site?days=14")).json();
    const ofThen = trend.find((one) => one.day === day);
    expect(ofThen).toMatchObject({ visitors: 1, orders: 1, influencedOrders: 1, influencedRevenue: 70 });
  });

  it("[TO-6] enrols every visitor by a visit, held out or not, and reports no offer of that name", async () => {
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers: [], holdout: HOLDOUT });
    const arms = async () =>
      Object.fromEntries((await siteReport()).lift?.arms.map(({ arm, outcomes }) => [arm, outcomes]) ?? []);
    const before = await arms();
    const [heldOut, shown] = [idsOf("heldOut", 3), idsOf("shown", 2)];
    for (const visitor of [...heldOut, ...shown]) await collect({ visitor, events: [event("page_view")] });
    // An order that comes with the first request of its visit counts too.
    const late = idsOf("shown", 3)[2]!;
    await collect({ visitor: late, events: [event("page_view"), order("lift-1", 70)] });
    await minuteLater([...heldOut, ...shown, late]);
    const after = await arms();
    expect(after["holdout"]!.enrolled - (before["holdout"]?.enrolled ?? 0)).toBe(3);
    expect(after["shown"]!.enrolled - (before["shown"]?.enrolled ?? 0)).toBe(3);
    expect(after["shown"]!.converted - (before["shown"]?.converted ?? 0)).toBe(1);
    const { offers } = (await (await call("/v1/sites/shop/reports/offers")).json()) as OffersReport;
    expect(offers.map(({ offer }) => offer)).not.toContain("*");
  });

  it("[ST-5] takes a hold-out that has just been changed for no fault of the division", async () => {
    const page = await Promise.all(
      idsOf("shown", 30).map((visitor) => collect({ visitor, events: [event("page_view")] })),
    );
    await minuteLater(page.map(({ visitor }) => visitor!.split(".")[0]!));
    // Hardly anybody was held out, which half of all would make a mismatch.
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers: [], holdout: 0.5 });
    const { lift } = await siteReport();
    const enrolled = (group: string) => lift?.arms.find(({ arm }) => arm === group)?.outcomes.enrolled ?? 0;
    expect(enrolled("shown")).toBeGreaterThan(5 * enrolled("holdout"));
    expect(lift?.sampleRatio).toMatchObject({ state: "OK", expected: { shown: 0, holdout: 0 } });
    await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers: [], holdout: HOLDOUT });
  });

  it("keeps what it was told over a restart, and a part that comes twice counts once", async () => {
    const shard = reportShard(bindings, "shop", 0);
    const part = {
      key: "restart",
      part: 1,
      entries: [],
      totals: {
        100: { visitors: 1, visits: 1, orders: 0, revenue: 0, influencedOrders: 0, influencedRevenue: 0 },
      },
    };
    await shard.record([part]);
    await evictDurableObject(shard);
    await shard.record([part]);
    await shard.record([{ ...part, part: 2 }]);
    expect((await shard.totals(100)).totals[100]).toMatchObject({ visitors: 2, visits: 2 });
    await evictDurableObject(shard);
    expect((await shard.totals(100)).totals[100]).toMatchObject({ visitors: 2, visits: 2 });
    await runInDurableObject(shard, (_, state) => state.storage.sql.exec("DELETE FROM days WHERE day = 100"));
  });

  it("[TO-7] holds nothing that leads to a visitor", async () => {
    const visitor = visitorId("unknown-to-reports");
    await collect({ visitor, events: [event("page_view")] });
    await minuteLater([visitor]);
    for (let shard = 0; shard < REPORT_SHARDS; shard++) {
      const stored = await runInDurableObject(reportShard(bindings, "shop", shard), (_, state) =>
        ["told", "days", "rollups"].map((table) =>
          JSON.stringify(state.storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
        ),
      );
      expect(stored.join()).not.toContain(visitor);
    }
  });

  it("refuses days it does not keep, and knows no site nobody made", async () => {
    expect((await call("/v1/sites/shop/reports/site?days=0")).status).toBe(400);
    expect((await call("/v1/sites/nobodys/reports/site")).status).toBe(404);
    expect((await call("/v1/sites/nobodys/attention")).status).toBe(404);
  });
});

describe("what needs attention", () => {
  it("hears of rows that were refused, until a catalogue comes without any", async () => {
    await put("/v1/sites/shop/catalogue", { products: [...PRODUCTS, { id: "" }, 7] });
    expect(await attention()).toContainEqual(
      expect.objectContaining({ kind: "rows_rejected", rejected: 2, products: PRODUCTS.length }),
    );
    await put("/v1/sites/shop/catalogue", { products: PRODUCTS });
    expect((await attention()).map(({ kind }) => kind)).not.toContain("rows_rejected");
  });

  it("hears of a pool without codes, by the offers that need it", async () => {
    await put("/v1/sites/shop/settings", SETTINGS);
    await put("/v1/sites/shop/definitions", {
      ...DEFINITIONS,
      offers: [heroOffer("coded", { couponPool: "nothing-in-it" })],
      holdout: 0,
    });
    const visitor = visitorId("wants-a-code");
    await collect({ visitor, events: [event("page_view")], placements: [{ id: "hero" }] });
    await expect.poll(attention).toContainEqual({
      severity: "problem",
      kind: "claims_gone",
      pool: "nothing-in-it",
      offers: [{ id: "coded", name: "coded" }],
    });
  });
});
