import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Decision, OfferDecision } from "../../wire/decision.ts";
import type { Offer } from "../../wire/definitions.ts";
import type { OfferReport, OffersReport, WhatIf } from "../../wire/reports.ts";
import type { Env } from "../../worker/env.ts";
import { REPORT_SHARDS, reportShard } from "../../worker/reports/report-shards.ts";
import { heroOffer } from "./hero-offer.ts";
import { minuteLater } from "./minute-later.ts";
import { call, collect, DEFINITIONS, event, openShop, post, put, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;

async function publish(offers: Offer[], holdout = 0): Promise<void> {
  await put("/v1/sites/shop/definitions", { ...DEFINITIONS, offers, holdout });
}

function asOffer(decision: Decision | undefined): OfferDecision {
  if (decision?.kind !== "offer") throw new Error(`expected an offer, got ${JSON.stringify(decision)}`);
  return decision;
}

async function ask(visitor: string): Promise<Decision | undefined> {
  return (await collect({ visitor, events: [event("page_view")], placements: [{ id: "hero" }] })).decisions[0];
}

const answered = (name: string, decision: OfferDecision) =>
  event(name, { promotion_id: decision.offer.id, decision_token: decision.token });

async function reportOf(id: string): Promise<OfferReport> {
  return (await call(`/v1/sites/shop/reports/offers/${id}`)).json();
}

beforeAll(() => openShop());

describe("reports", () => {
  it("[OF-13] count what visitors saw, clicked, closed and bought", async () => {
    await publish([heroOffer("counted", { caps: { perSession: 5 } })]);
    const visitors = ["r-1", "r-2", "r-3"].map(visitorId);
    const decisions = [];
    for (const visitor of visitors) decisions.push(asOffer(await ask(visitor)));
    await collect({ visitor: visitors[0]!, events: [answered("view_promotion", decisions[0]!)] });
    await collect({
      visitor: visitors[1]!,
      events: [answered("select_promotion", decisions[1]!), answered("dismiss_promotion", decisions[1]!)],
    });
    const bought = event("purchase", {
      transaction_id: "t-1",
      value: 80,
      currency: "EUR",
      items: [{ item_id: "boot" }],
    });
    await collect({ visitor: visitors[0]!, events: [bought] });
    // The thank-you page, opened again: the same order.
    await collect({ visitor: visitors[0]!, events: [{ ...bought, id: `${bought.id}-again` }] });
    await minuteLater(visitors);
    const { exposures, redemptions, summary } = await reportOf("counted");
    expect({ exposures, redemptions }).toEqual({ exposures: 1, redemptions: 1 });
    expect(summary.arms.find(({ arm }) => arm === "shown")?.outcomes).toEqual({
      enrolled: 3,
      exposed: 2,
      clicked: 1,
      dismissed: 1,
      converted: 1,
      revenue: 80,
      revenueSquared: 6_400,
    });
    const all = (await (await call("/v1/sites/shop/reports/offers?days=7")).json()) as OffersReport;
    expect(all.offers.map((one) => one.offer)).toEqual(["counted"]);
    expect((await call("/v1/sites/shop/reports/offers?days=0")).status).toBe(400);
    expect((await call("/v1/sites/shop/reports/offers/nothing")).status).toBe(404);
  });

  it("count a part once, however often it is told", async () => {
    const entry = {
      offer: "repeat",
      placement: "hero",
      group: "shown" as const,
      context: "0.0",
      enrolledAt: Date.now(),
      at: Date.now(),
      enrolled: 1 as const,
    };
    const part = { key: "some-key", part: 1, entries: [entry] };
    const shard = reportShard(bindings, "shop", 0);
    await shard.record([part]);
    await shard.record([part, { ...part, part: 2 }]);
    // Evicted between being told and counting: what was told is not lost, and still counts once.
    await evictDurableObject(shard);
    await shard.record([{ ...part, part: 2 }]);
    expect((await reportOf("repeat")).summary.arms.find(({ arm }) => arm === "shown")?.outcomes.enrolled).toBe(2);
  });

  it("count those held back by intention, and keep nobody's id", async () => {
    await publish([heroOffer("withheld", { control: 0.5 })]);
    const visitors = Array.from({ length: 16 }, (_, n) => visitorId(`w-${n}-`));
    const groups = [];
    for (const visitor of visitors) groups.push((await ask(visitor))?.reason);
    await minuteLater(visitors);
    const { summary } = await reportOf("withheld");
    expect(summary.control).toBe("control");
    const enrolled = Object.fromEntries(summary.arms.map(({ arm, outcomes }) => [arm, outcomes.enrolled]));
    expect(enrolled["control"]).toBe(groups.filter((reason) => reason === "CONTROL").length);
    expect(enrolled["shown"]).toBe(groups.filter((reason) => reason === "TARGETING_MATCH").length);
    for (let shard = 0; shard < REPORT_SHARDS; shard++) {
      const everything = await runInDurableObject(reportShard(bindings, "shop", shard), (_, { storage }) =>
        ["told", "rollups", "draws", "outcomes", "uses"].map((table) =>
          JSON.stringify(storage.sql.exec(`SELECT * FROM ${table}`).toArray()),
        ),
      );
      for (const visitor of visitors) expect(everything.join()).not.toContain(visitor);
    }
  });

  it("[OF-11] stop an offer whose budget is spent", async () => {
    await publish([heroOffer("limited", { budget: { exposures: 2 } })]);
    const visitors = ["b-1", "b-2"].map(visitorId);
    for (const visitor of visitors) {
      await collect({ visitor, events: [answered("view_promotion", asOffer(await ask(visitor)))] });
    }
    await minuteLater(visitors);
    // Isolates hear of it with the next news.
    await publish([heroOffer("limited", { budget: { exposures: 2 } })]);
    const { decisions } = await collect({
      visitor: visitorId("b-3"),
      events: [],
      placements: [{ id: "hero" }],
      explain: true,
    });
    expect(decisions[0]?.candidates).toMatchObject([{ id: "limited", reason: "BUDGET_SPENT" }]);
  });

  it("[OF-3] teach the draw, and log it for what-if", async () => {
    await publish([heroOffer("one"), heroOffer("two")]);
    const visitors = Array.from({ length: 24 }, (_, n) => visitorId(`d-${n}-`));
    let shownTwo = 0;
    for (const visitor of visitors) {
      const decision = asOffer(await ask(visitor));
      const events = [answered("view_promotion", decision)];
      if (decision.offer.id === "two") {
        shownTwo++;
        events.push(event("purchase", { transaction_id: `d-${visitor}`, value: 10, currency: "EUR" }));
      }
      await collect({ visitor, events });
    }
    await minuteLater(visitors);
    await publish([heroOffer("one"), heroOffer("two")]);
    const decision = asOffer(await ask(visitorId("d-after")));
    expect(decision.reason).toBe("SPLIT");
    // All who saw "two" bought; who saw "one" has most of the window left, which counts for them.
    expect(decision.offer.id === "two" ? decision.probability : 1 - decision.probability).toBeGreaterThan(0.55);
    const response = await call("/v1/sites/shop/reports/what-if", {
      method: "POST",
      body: JSON.stringify({ placement: "hero", offer: "two" }),
    });
    const answer = (await response.json()) as WhatIf;
    expect(answer).toMatchObject({ decisions: 24, conversion: { always: { ok: false, reason: "TOO_FEW_EFFECTIVE" } } });
    expect(answer.conversion.asItWas).toBeCloseTo(shownTwo / 24, 12);
  });

  it("take no forged and no foreign token", async () => {
    await publish([heroOffer("signed")]);
    const visitor = visitorId("forger");
    const decision = asOffer(await ask(visitor));
    const forged = { ...decision, token: decision.token.replace("signed", "signee") };
    const response = await post({ key: "pk_shop", visitor, events: [answered("view_promotion", forged)] });
    expect(await response.json()).toMatchObject({ accepted: 0, rejected: [{ reason: "bad_decision_token" }] });
    await minuteLater([visitor]);
    expect((await reportOf("signed")).exposures).toBe(0);
  });

  it("[OF-7] a capped offer is shown as often as its cap says, also after the object has slept", async () => {
    await publish([heroOffer("capped", { caps: { perSession: 1 } })]);
    const visitor = visitorId("capped");
    const decision = asOffer(await ask(visitor));
    await collect({ visitor, events: [answered("view_promotion", decision)] });
    const after = await collect({ visitor, events: [view("boot")], placements: [{ id: "hero" }], explain: true });
    expect(after.decisions[0]).toMatchObject({ kind: "none", candidates: [{ reason: "FREQUENCY_CAP" }] });
  });

  it("[OF-16] a visitor who denies consent midway is decided for as a stranger, and keeps nothing new", async () => {
    await publish([heroOffer("personal", { caps: { perSession: 3 } }), heroOffer("anybody", { priority: 1 })]);
    const visitor = visitorId("withdraws");
    expect(asOffer(await ask(visitor)).offer.id).toBe("personal");
    const denied = await collect({
      visitor,
      events: [view("boot")],
      placements: [{ id: "hero" }],
      consent: { analytics: false, personalization: false },
      explain: true,
    });
    expect(denied).toMatchObject({ accepted: 0, dropped: "no_consent" });
    expect(asOffer(denied.decisions[0]).offer.id).toBe("anybody");
    expect(denied.decisions[0]?.candidates?.[0]).toMatchObject({ id: "personal", reason: "NO_CONSENT" });
  });
});

describe("replay", () => {
  interface Replay {
    identical?: boolean;
    missing?: string[];
    decisions?: Decision[];
  }
  const replay = async (visitor: string): Promise<Replay> =>
    (await call(`/v1/sites/shop/visitors/${visitor}/replay`)).json();

  it("[DE-5] makes a visitor's latest decisions again, from memory and from disk, with every reason", async () => {
    await publish([heroOffer("first"), heroOffer("second"), heroOffer("third", { priority: 1 })]);
    const visitor = visitorId("replayed");
    const decision = asOffer(await ask(visitor));
    const again = await replay(visitor);
    expect(again.identical).toBe(true);
    expect(asOffer(again.decisions?.[0])).toMatchObject({ id: decision.id, offer: decision.offer, token: "" });
    expect(again.decisions?.[0]?.candidates?.map(({ id }) => id).sort()).toEqual(["first", "second", "third"]);
    await minuteLater([visitor]);
    await evictDurableObject(bindings.VISITOR.getByName(`shop:${visitor}`));
    expect((await replay(visitor)).identical).toBe(true);
    await publish([heroOffer("first")]);
    expect(await replay(visitor)).toMatchObject({ missing: ["definitions"] });
    expect((await call(`/v1/sites/shop/visitors/${visitorId("never-seen")}/replay`)).status).toBe(404);
  });
});
