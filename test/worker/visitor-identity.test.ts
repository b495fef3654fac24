import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, it } from "vitest";
import type { Env } from "../../worker/env.ts";
import type { VisitorState } from "../../worker/visitor/visitor-state.ts";
import { bare, call, collect, event, exported, openShop, view, visitorId } from "./shop-site.ts";

beforeAll(() => openShop());

/** Eleven minutes: more than an id may come unsigned for after it was first seen. */
const LATER_MS = 11 * 60_000;

/** Lets time pass for a visitor. */
async function age(visitor: string): Promise<void> {
  const stub = (env as unknown as Env).VISITOR.getByName(`shop:${visitor}`);
  await runInDurableObject(stub, (_, state) => {
    const row = state.storage.sql.exec<{ state: string }>("SELECT state FROM visitor").one();
    const before = JSON.parse(row.state) as VisitorState;
    const after = { ...before, firstSeen: before.firstSeen - LATER_MS };
    state.storage.sql.exec("UPDATE visitor SET state = ?", JSON.stringify(after));
  });
  await evictDurableObject(stub);
}

async function eventsOf(visitor: string): Promise<number> {
  const response = await call(`/v1/sites/shop/visitors/${visitor}/export`);
  return response.status === 404 ? 0 : (await exported(visitor)).events.length;
}

describe("a visitor's id", () => {
  it("comes back signed, and the signed form is the same visitor", async () => {
    const visitor = visitorId("signed");
    const first = await collect({ visitor, events: [view("boot")] });
    expect(first.visitor).toMatch(new RegExp(`^${visitor}\\.[0-9a-f]{32}$`));
    const second = await collect({ visitor: first.visitor!, events: [view("tent")] });
    expect(second.visitor).toBe(first.visitor);
    expect(second).not.toHaveProperty("identity");
    expect(await eventsOf(visitor)).toBe(2);
  });

  it("may come unsigned again while it has never come signed: an answer was lost", async () => {
    const visitor = visitorId("lost-answer");
    const batch = { visitor, events: [view("boot")] };
    await collect(batch);
    await age(visitor);
    expect(await collect(batch)).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it("opens nobody's profile unsigned, once it has come signed: the events are a stranger's, always the same one's", async () => {
    const visitor = visitorId("stolen");
    const { visitor: signed } = await collect({ visitor, events: [view("boot")] });
    await collect({ visitor: signed!, events: [view("tent")] });
    await age(visitor);
    const batch = { visitor, events: [event("add_to_cart", { items: [{ item_id: "lamp" }] })] };
    const thief = await collect(batch);
    expect(thief).toMatchObject({ accepted: 1, rejected: [], identity: "not_proven" });
    expect(bare(thief.visitor)).not.toBe(visitor);
    expect(await eventsOf(visitor)).toBe(2);
    // The repeat is the same stranger's, so it counts once; and the stranger's own id works from then on.
    expect(await collect(batch)).toMatchObject({ accepted: 0, duplicates: 1, visitor: thief.visitor });
    const next = await collect({ visitor: thief.visitor!, events: [view("rope")] });
    expect(next.visitor).toBe(thief.visitor);
    expect(await eventsOf(bare(thief.visitor))).toBe(2);
    // Who has the signature still is who they were.
    expect(await collect({ visitor: signed!, events: [view("pack")] })).toMatchObject({ visitor: signed, accepted: 1 });
  });

  it("counts unsigned for the first minutes: a second tab was faster than the first one's answer", async () => {
    const visitor = visitorId("two-tabs");
    const { visitor: signed } = await collect({ visitor, events: [view("boot")] });
    await collect({ visitor: signed!, events: [view("tent")] });
    await collect({ visitor, events: [view("lamp")] });
    expect(await eventsOf(visitor)).toBe(3);
  });

  it("with another signature is a stranger's, and no error", async () => {
    const visitor = visitorId("forged");
    await collect({ visitor, events: [view("boot")] });
    const forged = await collect({ visitor: `${visitor}.${"0".repeat(32)}`, events: [view("tent")] });
    expect(forged).toMatchObject({ accepted: 1, rejected: [], identity: "not_proven" });
    expect(bare(forged.visitor)).not.toBe(visitor);
    expect(await eventsOf(visitor)).toBe(1);
  });

  it("of a known customer never counts unsigned", async () => {
    const { visitor: known } = await collect({
      visitor: visitorId("customer"),
      events: [event("identify", { user_id: "hal" })],
    });
    const guessed = await collect({ visitor: bare(known), events: [view("boot")], placements: [{ id: "hero" }] });
    expect(guessed).toMatchObject({ identity: "not_proven" });
    expect(bare(guessed.visitor)).not.toBe(bare(known));
    expect(await eventsOf(bare(known))).toBe(1);
  });

  it("of a device does not lead to the customer it has become, later and unsigned", async () => {
    const visitor = visitorId("old-device");
    const { visitor: known } = await collect({ visitor, events: [event("identify", { user_id: "ida" })] });
    await age(visitor);
    const later = await collect({ visitor, events: [view("boot")] });
    expect(later).toMatchObject({ identity: "not_proven" });
    expect(await eventsOf(bare(known))).toBe(1);
  });

  it("is bare wherever it is shown", async () => {
    const visitor = visitorId("shown");
    await collect({ visitor, events: [view("boot")] });
    const response = await call(`/v1/sites/shop/visitors/${visitor}`);
    expect(await response.json()).toMatchObject({ visitor });
  });
});
