import { beforeAll, describe, expect, it } from "vitest";
import type { Problem } from "../../wire/collect.ts";
import { LIMITS } from "../../wire/limits.ts";
import { bare, call, collect, event, exported, openShop, ORIGIN, post, view, visitorId } from "./shop-site.ts";

beforeAll(() => openShop());

describe("a round trip", () => {
  it("takes events and answers decisions with reason, probability and token", async () => {
    const visitor = visitorId("round");
    const answer = await collect({
      visitor,
      events: [view("boot"), view("shoe")],
      placements: [{ id: "hero" }, { id: "row" }],
      page: { url: `${ORIGIN}/`, locale: "es" },
    });
    expect(answer).toMatchObject({ accepted: 2, duplicates: 0, rejected: [] });
    expect(bare(answer.visitor)).toBe(visitor);
    expect(answer.score).toBeGreaterThan(0);
    const [hero, row] = answer.decisions;
    expect(hero).toMatchObject({
      kind: "offer",
      reason: "TARGETING_MATCH",
      probability: 1,
      offer: { id: "footwear", headline: "Semana del calzado" },
    });
    expect(row).toMatchObject({ kind: "products", headline: "Para ti" });
    if (row?.kind !== "products") throw new Error("no products");
    expect(row.products).toHaveLength(4);
    expect(row.products.map((one) => one.id)).not.toContain("map");
    expect(row.products.every((one) => one.why.length > 0 && one.title.startsWith("El "))).toBe(true);
    expect(row.token).toMatch(/^1\.[\w-]+~hero:footwear:1~row:products:1\.[0-9a-f]{32}$/);
  });

  it("writes at most two rows a request after an object's first", async () => {
    const visitor = visitorId("rows");
    const rows: number[] = [];
    for (let i = 0; i < 12; i++) {
      const events = Array.from({ length: 5 }, () => view("tent"));
      const response = await post({ key: "pk_shop", visitor, events, placements: [{ id: "hero" }, { id: "row" }] });
      rows.push(Number(response.headers.get("sameview-rows-written")));
    }
    expect(rows.slice(1).every((count) => count >= 1 && count <= 2)).toBe(true);
  });

  it("explains each candidate on request", async () => {
    const answer = await collect({
      visitor: visitorId("explain"),
      events: [view("boot")],
      placements: [{ id: "hero" }],
      explain: true,
    });
    expect(answer.decisions[0]?.candidates).toEqual([
      {
        id: "hot",
        name: "Ten off",
        chosen: false,
        reason: "AUDIENCE_MISMATCH",
        detail: expect.stringMatching(/^score \d+, wanted at least 60$/) as string,
      },
      {
        id: "footwear",
        name: "Footwear week",
        chosen: true,
        reason: "TARGETING_MATCH",
        detail: "category Footwear: rank 1, wanted liked best",
      },
    ]);
  });

  it("names a placement nobody defined", async () => {
    const answer = await collect({ visitor: visitorId("unknown"), placements: [{ id: "nowhere" }] });
    expect(answer.decisions[0]).toMatchObject({ kind: "none", reason: "UNKNOWN_PLACEMENT" });
  });
});

describe("repeats", () => {
  it("counts a replayed batch once", async () => {
    const visitor = visitorId("replay");
    const events = [view("boot"), event("page_view"), event("add_to_cart", { items: [{ item_id: "boot" }] })];
    expect(await collect({ visitor, events })).toMatchObject({ accepted: 3, duplicates: 0 });
    expect(await collect({ visitor, events: events.toReversed() })).toMatchObject({ accepted: 0, duplicates: 3 });
    expect((await exported(visitor)).profile.counts).toEqual({ view_item: 1, page_view: 1, add_to_cart: 1 });
  });

  it("counts an id that stands twice in one batch once", async () => {
    const one = view("boot");
    expect(await collect({ visitor: visitorId("twice"), events: [one, one] })).toMatchObject({
      accepted: 1,
      duplicates: 1,
    });
  });
});

describe("partial acceptance", () => {
  it("keeps the good events of a batch and says which were bad and why", async () => {
    const visitor = visitorId("partial");
    const good = view("boot");
    const answer = await collect({
      visitor,
      events: [
        good,
        { ...view("boot"), at: Number.NaN },
        { ...view("boot"), at: 0 },
        { ...view("boot"), at: Date.now() + 86_400_000 },
        event("view_item", { items: [{ item_id: "boot", price: "free" as never }] }),
        event("view_item", { currency: "EURO", items: [] }),
        JSON.parse('{"id":"event-proto-1","name":"view_item","at":1,"params":{"__proto__":{"admin":true}}}'),
        { ...view("boot"), id: "no" },
        { ...view("boot"), name: "1st" },
        "text" as never,
        event("custom", { deep: { a: { b: { c: { d: { e: { f: 1 } } } } } } }),
        event("custom", { long: "x".repeat(LIMITS.stringLength + 1) }),
        event("custom", Object.fromEntries(Array.from({ length: LIMITS.eventProperties + 1 }, (_, i) => [`p${i}`, 1]))),
        event("custom", Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, "é".repeat(1_000)]))),
        event("view_item", { items: Array.from({ length: LIMITS.eventItems + 1 }, () => ({ item_id: "a" })) }),
        event("select_promotion", { decision_token: "made.up" }),
      ],
    });
    expect(answer.accepted).toBe(1);
    expect(answer.rejected.map(({ index, reason }) => [index, reason])).toEqual([
      [1, "bad_time"],
      [2, "too_old"],
      [3, "in_future"],
      [4, "bad_number"],
      [5, "bad_currency"],
      [6, "too_old"],
      [7, "bad_id"],
      [8, "bad_name"],
      [9, "not_an_object"],
      [10, "too_deep"],
      [11, "string_too_long"],
      [12, "too_many_properties"],
      [13, "event_too_large"],
      [14, "bad_items"],
      [15, "bad_decision_token"],
    ]);
    for (const problem of answer.rejected) {
      expect(problem).toMatchObject({ type: `/problems/${problem.reason}`, status: 422 });
      expect(problem.detail.length).toBeGreaterThan(10);
    }
    expect((await exported(visitor)).events.map((one) => one.id)).toEqual([good.id]);
  });

  it("refuses names that reach a prototype", async () => {
    const text = `{"key":"pk_shop","visitor":"${visitorId("proto")}","events":[{"id":"event-proto-2","name":"custom","at":${Date.now()},"params":{"a":{"constructor":{"x":1}}}}]}`;
    const answer = (await (await post(text)).json()) as { rejected: { reason: string }[] };
    expect(answer.rejected[0]?.reason).toBe("forbidden_key");
  });

  it("keeps half a character as a replacement character", async () => {
    const visitor = visitorId("surrogate");
    expect(await collect({ visitor, events: [event("search", { search_term: "boots \ud83d" })] })).toMatchObject({
      accepted: 1,
    });
    expect((await exported(visitor)).events[0]?.params?.search_term).toBe("boots \ufffd");
  });

  it("takes prices that come as text", async () => {
    const visitor = visitorId("text-price");
    await collect({ visitor, events: [event("view_item", { items: [{ item_id: "boot", price: "19.90" as never }] })] });
    expect((await exported(visitor)).events[0]?.params?.items?.[0]?.price).toBe(19.9);
  });
});

describe("clocks", () => {
  it("corrects a clock that is a day slow by the time of sending", async () => {
    const visitor = visitorId("slow");
    const slow = Date.now() - 86_400_000;
    await collect({ visitor, sentAt: slow, events: [view("boot", slow - 5_000)] });
    const at = (await exported(visitor)).events[0]!.at;
    expect(Math.abs(at - (Date.now() - 5_000))).toBeLessThan(60_000);
  });

  it("corrects a clock in 1970 and one in the next century", async () => {
    for (const [name, clock] of [
      ["epoch", 200_000_000_000],
      ["century", Date.now() + 3e12],
    ] as const) {
      const answer = await collect({ visitor: visitorId(name), sentAt: clock, events: [view("boot", clock)] });
      expect(answer).toMatchObject({ accepted: 1, rejected: [] });
    }
  });
});

describe("whole-request refusals", () => {
  const cases: [name: string, body: unknown, status: number, reason: string, headers?: Record<string, string>][] = [
    ["malformed JSON", "{", 400, "bad_json"],
    ["NaN in JSON", '{"key":"pk_shop","events":[{"price":NaN}]}', 400, "bad_json"],
    ["no key", { events: [] }, 400, "bad_request"],
    ["no events", { key: "pk_shop" }, 400, "bad_request"],
    ["an unknown key", { key: "pk_other", events: [] }, 401, "unknown_key"],
    ["a key of the site that was never issued", { key: "pk_shop_x", events: [] }, 401, "unknown_key"],
    ["a malformed key", { key: "../../etc", events: [] }, 401, "unknown_key"],
    ["a foreign origin", { key: "pk_shop", events: [] }, 403, "origin_not_allowed", { origin: "https://evil.example" }],
    ["an opaque origin", { key: "pk_shop", events: [] }, 403, "origin_not_allowed", { origin: "null" }],
    ["10,000 events", { key: "pk_shop", events: Array.from({ length: 10_000 }, () => 1) }, 413, "batch_too_large"],
    ["10 MB", "x".repeat(10_000_000), 413, "body_too_large"],
    [
      "too many placements",
      { key: "pk_shop", events: [], placements: Array.from({ length: 11 }, () => ({ id: "row" })) },
      400,
      "too_many_placements",
    ],
    ["a malformed visitor", { key: "pk_shop", events: [], visitor: "short" }, 400, "bad_visitor"],
    ["a form", "a=b", 415, "unsupported_media_type", { "content-type": "application/x-www-form-urlencoded" }],
  ];
  for (const [name, body, status, reason, headers] of cases) {
    it(`refuses ${name} with ${reason}`, async () => {
      const response = await post(body, headers);
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const problem = (await response.json()) as Problem;
      expect(problem).toMatchObject({ type: `/problems/${reason}`, status, reason });
      expect(problem.detail.length).toBeGreaterThan(5);
      expect((await call(problem.type)).status).toBe(200);
    });
  }
});

describe("privacy", () => {
  it.each([
    ["consent is denied", { consent: { analytics: false, personalization: false } }, {}, "no_consent"],
    ["GPC is on", {}, { "sec-gpc": "1" }, "gpc"],
  ] as const)("stores nothing and decides by the page alone where %s", async (name, body, headers, dropped) => {
    const visitor = visitorId(name.slice(0, 4).trim());
    const response = await post(
      { key: "pk_shop", visitor, events: [view("boot")], placements: [{ id: "row" }], ...body },
      headers,
    );
    expect(await response.json()).toMatchObject({ accepted: 0, dropped, decisions: [{ kind: "products" }] });
    expect((await call(`/v1/sites/shop/visitors/${visitor}`)).status).toBe(404);
  });

  it("answers a request without a visitor id contextually", async () => {
    const answer = await collect({ placements: [{ id: "row" }], page: { url: ORIGIN, itemId: "boot" } });
    expect(answer.dropped).toBe("no_consent");
    expect(answer.decisions[0]).toMatchObject({ kind: "products", reason: "SIMILAR_CONTENT" });
  });

  it("does not count bots", async () => {
    const visitor = visitorId("bot");
    const response = await post({ key: "pk_shop", visitor, events: [view("boot")] }, { "user-agent": "Googlebot/2.1" });
    expect(await response.json()).toMatchObject({ accepted: 0, dropped: "bot" });
    expect((await call(`/v1/sites/shop/visitors/${visitor}`)).status).toBe(404);
  });
});

describe("headers", () => {
  it("answers so that no cache keeps it and the page may read it", async () => {
    const response = await post({ key: "pk_shop", visitor: visitorId("headers"), events: [] });
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(response.headers.get("access-control-allow-credentials")).toBe("true");
    expect(response.headers.get("vary")).toBe("origin");
  });

  it("answers a preflight", async () => {
    const response = await call("/v1/collect", { method: "OPTIONS", headers: { origin: ORIGIN } });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-methods")).toBe("POST");
  });

  it("lets a refused page read why", async () => {
    const response = await post("{", { origin: "https://evil.example" });
    expect(response.headers.get("access-control-allow-origin")).toBe("https://evil.example");
  });
});
