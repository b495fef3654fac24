import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { VisitorView } from "../../wire/console.ts";
import type { Env } from "../../worker/env.ts";
import type { VisitorState } from "../../worker/visitor/visitor-state.ts";
import { bare, call, collect, event, exported, openShop, post, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;
const objectOf = (visitor: string) => bindings.VISITOR.getByName(`shop:${visitor}`);

async function viewed(visitor: string): Promise<VisitorView> {
  const response = await call(`/v1/sites/shop/visitors/${visitor}`);
  return response.json();
}

async function stateOf(visitor: string): Promise<VisitorState> {
  return ((await exported(visitor)) as unknown as { state: VisitorState }).state;
}

beforeAll(() => openShop());

describe("durability", () => {
  it("recognises repeats and keeps the profile after eviction", async () => {
    const visitor = visitorId("evicted");
    const events = [view("boot"), view("tent"), event("add_to_cart", { items: [{ item_id: "tent" }] })];
    await collect({ visitor, events });
    await evictDurableObject(objectOf(visitor));
    expect(await collect({ visitor, events })).toMatchObject({ accepted: 0, duplicates: 3 });
    expect((await viewed(visitor)).cart).toEqual([{ itemId: "tent", quantity: 1 }]);
  });

  it("archives older events and keeps every one", async () => {
    const visitor = visitorId("archive");
    const ids: string[] = [];
    for (let i = 0; i < 8; i++) {
      const events = Array.from({ length: 50 }, () => view("boot"));
      ids.push(...events.map((one) => one.id));
      await collect({ visitor, events });
    }
    await evictDurableObject(objectOf(visitor));
    expect((await exported(visitor)).events.map((one) => one.id)).toEqual(ids);
    expect(await collect({ visitor, events: [{ ...view("boot"), id: ids[0]! }] })).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
  });

  it("stores nothing for a visitor that is only looked at", async () => {
    const visitor = visitorId("looked-at");
    expect((await call(`/v1/sites/shop/visitors/${visitor}`)).status).toBe(404);
    const tables = await runInDurableObject(objectOf(visitor), (_, state) =>
      state.storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
    );
    expect(tables).toEqual([]);
  });

  it("answers these methods over RPC and no others", async () => {
    const methods = await runInDurableObject(objectOf(visitorId("methods")), (instance) =>
      Object.getOwnPropertyNames(Object.getPrototypeOf(instance)),
    );
    expect(methods.sort()).toEqual([
      "alarm",
      "collect",
      "constructor",
      "digest",
      "erase",
      "export",
      "import",
      "matches",
      "now",
      "profile",
      "replay",
      "storedRows",
      "summary",
      "view",
      "wasShown",
    ]);
  });
});

describe("timers", () => {
  it("tells the learner what was looked at, and only once", async () => {
    const visitor = visitorId("teaches");
    await collect({ visitor, events: [view("boot"), view("shoe")] });
    expect((await stateOf(visitor)).learn.open).toHaveLength(2);
    const before = Date.now();
    vi.setSystemTime(before + 61_000);
    try {
      await runDurableObjectAlarm(objectOf(visitor));
    } finally {
      vi.useRealTimers();
    }
    const { learn, timers } = await stateOf(visitor);
    expect(learn).toMatchObject({ open: [], closed: [], part: 1 });
    expect(timers.digest).toBeUndefined();
    const status = (await (await call("/v1/sites/shop/model/rebuild", { method: "POST" })).json()) as { items: number };
    expect(status.items).toBe(2);
  });

  it("arms one alarm for the earliest timer and not again while it stands", async () => {
    const visitor = visitorId("alarm");
    await collect({ visitor, events: [view("boot")] });
    const first = await runInDurableObject(objectOf(visitor), (_, state) => state.storage.getAlarm());
    await collect({ visitor, events: [view("tent")] });
    expect(await runInDurableObject(objectOf(visitor), (_, state) => state.storage.getAlarm())).toBe(first);
    expect(first).toBe((await stateOf(visitor)).timers.digest);
  });

  it("[watchdog] arms again when an alarm was lost", async () => {
    const visitor = visitorId("lost-alarm");
    await collect({ visitor, events: [view("boot")] });
    await runInDurableObject(objectOf(visitor), async (_, state) => {
      // What is left after the platform has given up: the timers say when, and no alarm will come.
      await state.storage.deleteAlarm();
    });
    vi.setSystemTime(Date.now() + 3_600_000);
    try {
      await collect({ visitor, events: [view("tent")] });
      expect(await runInDurableObject(objectOf(visitor), (_, state) => state.storage.getAlarm())).not.toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it("erases itself when the visitor has stayed away long enough", async () => {
    const visitor = visitorId("retention");
    await collect({ visitor, events: [event("page_view")] });
    vi.setSystemTime(Date.now() + 400 * 86_400_000);
    try {
      await runDurableObjectAlarm(objectOf(visitor));
    } finally {
      vi.useRealTimers();
    }
    expect((await call(`/v1/sites/shop/visitors/${visitor}`)).status).toBe(404);
    const left = await runInDurableObject(objectOf(visitor), async (_, state) => ({
      tables: state.storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
      alarm: await state.storage.getAlarm(),
    }));
    expect(left).toEqual({ tables: [], alarm: null });
  });

  it("stays when the visitor came back meanwhile", async () => {
    const visitor = visitorId("came-back");
    await collect({ visitor, events: [event("page_view")] });
    const start = Date.now();
    vi.setSystemTime(start + 300 * 86_400_000);
    try {
      await collect({ visitor, events: [event("page_view", undefined, Date.now())] });
      vi.setSystemTime(start + 396 * 86_400_000);
      await runDurableObjectAlarm(objectOf(visitor));
      expect((await viewed(visitor)).eventCount).toBe(2);
      expect(await runInDurableObject(objectOf(visitor), (_, state) => state.storage.getAlarm())).toBe(
        start + 695 * 86_400_000,
      );
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("identify", () => {
  const identify = (userId: string, traits = {}) => event("identify", { user_id: userId, traits });

  it("merges an anonymous visitor into the customer and answers with the customer's id", async () => {
    const visitor = visitorId("anon-a");
    await collect({ visitor, events: [view("boot"), event("add_to_cart", { items: [{ item_id: "boot" }] })] });
    const answer = await collect({
      visitor,
      events: [identify("ada", { plan: "gold" })],
      placements: [{ id: "hero" }],
    });
    expect(answer.visitor).toMatch(/^u_/);
    expect(answer.accepted).toBe(1);
    expect(answer.decisions[0]).toMatchObject({ kind: "offer", offer: { id: "footwear" } });
    const known = await viewed(bare(answer.visitor));
    expect(known).toMatchObject({
      userId: "ada",
      traits: { plan: "gold" },
      eventCount: 3,
      cart: [{ itemId: "boot", quantity: 1 }],
    });
    expect(await viewed(visitor)).toMatchObject({ mergedInto: bare(answer.visitor), eventCount: 0, timeline: [] });
  });

  it("merges two devices, whichever identifies first", async () => {
    const [phone, laptop] = [visitorId("phone"), visitorId("laptop")];
    await collect({ visitor: phone, events: [view("boot"), view("shoe")] });
    await collect({ visitor: laptop, events: [view("tent")] });
    const first = await collect({ visitor: laptop, events: [identify("bob")] });
    const second = await collect({ visitor: phone, events: [identify("bob")] });
    expect(second.visitor).toBe(first.visitor);
    expect((await viewed(bare(first.visitor))).eventCount).toBe(5);
  });

  it("forwards what still comes for the merged visitor, counting repeats once", async () => {
    const visitor = visitorId("late-tab");
    const early = view("boot");
    await collect({ visitor, events: [early] });
    const { visitor: known } = await collect({ visitor, events: [identify("cyn")] });
    await evictDurableObject(objectOf(visitor));
    const late = await collect({ visitor, events: [early, view("tent")] });
    expect(late).toMatchObject({ accepted: 1, duplicates: 1, visitor: known });
    expect((await viewed(bare(known))).eventCount).toBe(3);
  });

  it("counts an event once that reached the customer before the merge brought it too", async () => {
    const visitor = visitorId("both-ways");
    const shared = view("boot");
    await collect({ visitor, events: [shared, view("tent")] });
    const { visitor: known } = await collect({ visitor: visitorId("other"), events: [identify("dan")] });
    await collect({ visitor: known!, events: [shared] });
    await collect({ visitor, events: [identify("dan")] });
    // tent, boot (once), and two identifies
    expect((await viewed(bare(known))).eventCount).toBe(4);
  });

  it("takes a merge that is handed over twice once", async () => {
    const visitor = visitorId("handed-twice");
    await collect({ visitor, events: [view("boot")] });
    const before = (await exported(visitor)) as unknown as { profile: never; events: { id: string }[] };
    const once = {
      mergeId: `${visitor}.x`,
      from: visitor,
      firstSeen: 1,
      lastSeen: 2,
      retentionDays: 395,
      events: before.events.map((one) => JSON.stringify(one)),
      complete: false,
      profile: before.profile,
      seen: [],
    };
    const known = objectOf("u_handed");
    await known.import(once);
    await known.import(once);
    expect((await viewed("u_handed")).eventCount).toBe(1);
  });

  it("finishes a merge whose hand-over failed, by its timer, losing nothing", async () => {
    const visitor = visitorId("interrupted");
    await collect({ visitor, events: [view("boot")] });
    // The state right after the seal was committed and the machine died: sealed, not acknowledged.
    await runInDurableObject(objectOf(visitor), (_, state) => {
      const row = state.storage.sql.exec<{ state: string }>("SELECT state FROM visitor").one();
      const sealed = JSON.parse(row.state) as VisitorState;
      sealed.merge = { into: "u_interrupted", mergeId: `${visitor}.seal`, acknowledged: false };
      sealed.timers.merge = Date.now();
      state.storage.sql.exec("UPDATE visitor SET state = ?", JSON.stringify(sealed));
    });
    await evictDurableObject(objectOf(visitor));
    await runDurableObjectAlarm(objectOf(visitor));
    expect((await viewed("u_interrupted")).eventCount).toBe(1);
    expect(await viewed(visitor)).toMatchObject({ mergedInto: "u_interrupted", eventCount: 0 });
  });

  it("never merges two known customers: a second sign-in on the device is another person", async () => {
    const { visitor: eve } = await collect({
      visitor: visitorId("shared-pc"),
      events: [view("boot"), identify("eve")],
    });
    const { visitor: fay } = await collect({ visitor: eve!, events: [view("tent"), identify("fay")] });
    expect(fay).not.toBe(eve);
    expect((await viewed(bare(eve))).eventCount).toBe(2);
    expect(await viewed(bare(fay))).toMatchObject({ userId: "fay", eventCount: 2 });
  });

  it("erases the customer together with the forwarding notes of their devices", async () => {
    const visitor = visitorId("erase-me");
    await collect({ visitor, events: [view("boot")] });
    const { visitor: known } = await collect({ visitor, events: [identify("gus")] });
    expect((await call(`/v1/sites/shop/visitors/${bare(known)}`, { method: "DELETE" })).status).toBe(204);
    for (const name of [bare(known), visitor]) {
      const rows = await runInDurableObject(objectOf(name), (_, state) =>
        state.storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
      );
      expect(rows).toEqual([]);
    }
  });
});

describe("trouble on the way", () => {
  it("answers 503 with Retry-After when the visitor's object is overloaded, and nothing is lost", async () => {
    const overloaded = Object.assign(new Error("too many"), { overloaded: true });
    const spy = vi
      .spyOn(bindings.VISITOR, "getByName")
      .mockReturnValue({ collect: () => Promise.reject(overloaded) } as never);
    const body = { key: "pk_shop", visitor: visitorId("overloaded"), events: [view("boot")] };
    const response = await post(body).finally(() => spy.mockRestore());
    expect(response.status).toBe(503);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ reason: "overloaded" });
    expect(await (await post(body)).json()).toMatchObject({ accepted: 1 });
  });

  it("tries once more with a new stub where the platform says that helps", async () => {
    const broken = Object.assign(new Error("moved"), { retryable: true });
    const real = bindings.VISITOR.getByName.bind(bindings.VISITOR);
    const spy = vi
      .spyOn(bindings.VISITOR, "getByName")
      .mockReturnValueOnce({ collect: () => Promise.reject(broken) } as never)
      .mockImplementation(real);
    const answer = await collect({ visitor: visitorId("retryable"), events: [view("boot")] }).finally(() =>
      spy.mockRestore(),
    );
    expect(answer.accepted).toBe(1);
  });

  it("answers a problem, not a stack, when something unexpected breaks", async () => {
    const spy = vi
      .spyOn(bindings.VISITOR, "getByName")
      .mockReturnValue({ collect: () => Promise.reject(new Error("secret")) } as never);
    const response = await post({ key: "pk_shop", visitor: visitorId("breaks"), events: [] }).finally(() =>
      spy.mockRestore(),
    );
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ type: "/problems/internal", reason: "internal" });
    expect(text).not.toContain("secret");
  });
});
