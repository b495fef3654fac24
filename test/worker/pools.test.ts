import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Definitions, Offer } from "../../wire/definitions.ts";
import type { Decision } from "../../wire/decision.ts";
import type { Env } from "../../worker/env.ts";
import type { PoolObject } from "../../worker/pools/pool-object.ts";
import { heroOffer } from "./hero-offer.ts";
import { call, collect, DEFINITIONS, event, openShop, put, view, visitorId } from "./shop-site.ts";

/** Ten thousand calls between objects take seconds on a busy machine; what is tested is the outcome. */
const RUSH_TIMEOUT_MS = 180_000;

const bindings = env as unknown as Env;
const poolOf = (claim: string): DurableObjectStub<PoolObject> => bindings.POOL.getByName(`shop:${claim}`);

const codes = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}${n}`);

async function upload(pool: string, list: readonly string[]): Promise<Response> {
  return call(`/v1/sites/shop/pools/${pool}`, { method: "POST", body: JSON.stringify({ codes: list }) });
}

async function publish(offers: Offer[], placements: Definitions["placements"] = []): Promise<void> {
  await put("/v1/sites/shop/definitions", {
    ...DEFINITIONS,
    placements: [...DEFINITIONS.placements, ...placements],
    offers,
  });
}

const shown = (decision: Decision | undefined): string | undefined =>
  decision?.kind === "offer" ? decision.offer.coupon : undefined;

beforeAll(() => openShop());

describe("a pool of coupon codes", () => {
  it(
    "[OF-9] gives 132 codes to 10,000 who ask at once: each to one, none twice",
    async () => {
      await upload("flash", codes("FLASH", 132));
      const answers = await Promise.all(
        Array.from({ length: 10_000 }, (_, n) => poolOf("pool:flash").claim({ visitor: `visitor-${n}` })),
      );
      const given = answers.flatMap((one) => one?.code ?? []);
      expect(given).toHaveLength(132);
      expect(new Set(given).size).toBe(132);
      expect(await poolOf("pool:flash").counts()).toEqual({ size: 132, given: 132, kept: 0 });
      expect(await poolOf("pool:flash").claim({ visitor: "visitor-0" })).toEqual(answers[0]);
    },
    RUSH_TIMEOUT_MS,
  );

  it(
    "[OF-9] gives a stock of 132 to 132 visitors",
    async () => {
      const answers = await Promise.all(
        Array.from({ length: 2_000 }, (_, n) => poolOf("stock:boots").claim({ visitor: `visitor-${n}`, stock: 132 })),
      );
      expect(answers.filter((one) => one !== undefined)).toHaveLength(132);
    },
    RUSH_TIMEOUT_MS,
  );

  it("takes a code once however often it is uploaded, and refuses what no checkout takes", async () => {
    await upload("twice", ["A", "B"]);
    expect(await (await upload("twice", ["B", "C", "C"])).json()).toMatchObject({ added: 1, size: 3, left: 3 });
    const refused = await upload("twice", ["fine", "not a code"]);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ reason: "bad_request", detail: expect.stringContaining("codes.1") });
  });

  it("stores nothing for a pool that is only asked", async () => {
    expect(await poolOf("pool:nobody").claim({ visitor: "x" })).toBeUndefined();
    const tables = await runInDurableObject(poolOf("pool:nobody"), (_, state) =>
      state.storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
    );
    expect(tables).toEqual([]);
  });
});

describe("a code that is kept", () => {
  const later = async (ms: number, work: () => Promise<unknown>): Promise<void> => {
    vi.setSystemTime(Date.now() + ms);
    try {
      await work();
    } finally {
      vi.useRealTimers();
    }
  };

  it("[OF-10] comes back when its visitor was never shown it, and not before", async () => {
    await upload("kept", ["K1"]);
    const visitor = visitorId("keeps");
    await publish(
      [heroOffer("kept", { couponPool: "kept", placement: "aside" })],
      [{ id: "aside", name: "Aside", kind: "offer" }],
    );
    // The page asks for another placement: the code is kept ahead.
    await collect({ visitor, events: [view("boot")], placements: [{ id: "hero" }] });
    await vi.waitFor(async () => expect(await poolOf("pool:kept").counts()).toEqual({ size: 1, given: 0, kept: 1 }));
    expect(await poolOf("pool:kept").claim({ visitor: "somebody-else" })).toBeUndefined();
    await later(31 * 60_000, () => runDurableObjectAlarm(poolOf("pool:kept")));
    expect(await poolOf("pool:kept").counts()).toEqual({ size: 1, given: 0, kept: 0 });
    expect(await poolOf("pool:kept").claim({ visitor: "somebody-else" })).toEqual({ code: "K1" });
  });

  it("[OF-10] stays once it was shown, and needs no call to be shown", async () => {
    await upload("shown", ["S1"]);
    const visitor = visitorId("sees");
    await publish(
      [heroOffer("shown", { couponPool: "shown", placement: "aside" })],
      [{ id: "aside", name: "Aside", kind: "offer" }],
    );
    await collect({ visitor, events: [view("boot")], placements: [{ id: "hero" }] });
    await vi.waitFor(async () => expect((await poolOf("pool:shown").counts()).kept).toBe(1));
    const { decisions } = await collect({ visitor, placements: [{ id: "aside" }] });
    expect(shown(decisions[0])).toBe("S1");
    await later(31 * 60_000, () => runDurableObjectAlarm(poolOf("pool:shown")));
    expect(await poolOf("pool:shown").counts()).toEqual({ size: 1, given: 1, kept: 0 });
  });
});

describe("an offer with a pool", () => {
  it("[OF-9] shows each visitor a code of their own, keeps it, and stops when none is left", async () => {
    await upload("own", ["OWN1", "OWN2"]);
    await publish([heroOffer("own", { couponPool: "own" })]);
    const ask = async (name: string) => {
      const answer = await collect({
        visitor: visitorId(name),
        events: [event("page_view")],
        placements: [{ id: "hero" }],
        explain: true,
      });
      return answer.decisions[0];
    };
    const first = await ask("own-1");
    const second = await ask("own-2");
    expect(new Set([shown(first), shown(second)])).toEqual(new Set(["OWN1", "OWN2"]));
    expect(await ask("own-3")).toMatchObject({ kind: "none", candidates: [{ reason: "POOL_EMPTY" }] });
    expect(shown(await ask("own-1"))).toBe(shown(first));
    await upload("own", ["OWN3"]);
    expect(shown(await ask("own-3"))).toBe("OWN3");
  });

  it("keeps a code given even when its visitor is erased, and forgets whose it was", async () => {
    await upload("erased", ["E1"]);
    await publish([heroOffer("erased", { couponPool: "erased" })]);
    const visitor = visitorId("erased-holder");
    const { decisions } = await collect({ visitor, events: [event("page_view")], placements: [{ id: "hero" }] });
    expect(shown(decisions[0])).toBe("E1");
    await call(`/v1/sites/shop/visitors/${visitor}`, { method: "DELETE" });
    const holders = await runInDurableObject(poolOf("pool:erased"), (_, state) =>
      state.storage.sql.exec<{ holder: string }>("SELECT holder FROM holders").toArray(),
    );
    expect(holders).toHaveLength(1);
    expect(holders[0]?.holder).not.toContain(visitor);
    expect(await poolOf("pool:erased").counts()).toMatchObject({ given: 1 });
  });

  it("follows a visitor who signs in", async () => {
    await upload("merged", ["M1", "M2"]);
    await publish([heroOffer("merged", { couponPool: "merged" })]);
    const visitor = visitorId("signs-in-with-code");
    const before = await collect({ visitor, events: [event("page_view")], placements: [{ id: "hero" }] });
    const identify = event("identify", { user_id: "holder-of-m1" });
    const after = await collect({ visitor, events: [identify], placements: [{ id: "hero" }] });
    expect(shown(after.decisions[0])).toBe(shown(before.decisions[0]));
  });
});
