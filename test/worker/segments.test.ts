import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { LiveEntry, LiveMessage, VisitorView } from "../../wire/console.ts";
import type { SegmentMembersAnswer, SegmentsAnswer } from "../../wire/segments.ts";
import { forEachMember } from "../../worker/audience/ask-audience.ts";
import { AudienceObject } from "../../worker/audience/audience-object.ts";
import { AUDIENCE_SHARDS, audienceShard, audienceShards } from "../../worker/audience/audience-shards.ts";
import type { Env } from "../../worker/env.ts";
import type { VisitorState } from "../../worker/visitor/visitor-state.ts";
import { IDLE, LOOKERS, membershipsOf, publish, segment } from "./shop-segments.ts";
import { call, collect, event, exported, openShop, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;
const DAY = 86_400_000;
const objectOf = (visitor: string) => bindings.VISITOR.getByName(`shop:${visitor}`);

async function standing(): Promise<SegmentsAnswer> {
  return (await call("/v1/sites/shop/segments")).json();
}

async function membersOf(id: string): Promise<string[]> {
  const answer: SegmentMembersAnswer = await (await call(`/v1/sites/shop/segments/${id}/members?limit=200`)).json();
  return answer.members.map(({ visitor }) => visitor);
}

async function told(visitor: string, id: string, isMember = true): Promise<void> {
  await vi.waitFor(async () => expect((await membersOf(id)).includes(visitor)).toBe(isMember));
}

beforeAll(async () => {
  await openShop();
  await publish(LOOKERS, IDLE);
});
afterEach(() => vi.useRealTimers());

describe("a visitor's segments", () => {
  it("[SE-1] change with the event that changes the answer, and the index hears of it at once", async () => {
    const visitor = visitorId("enters");
    await collect({ visitor, events: [view("boot")] });
    expect(await membershipsOf(visitor)).toEqual([]);
    await collect({ visitor, events: [view("tent")] });
    expect(await membershipsOf(visitor)).toEqual(["lookers"]);
    await told(visitor, "lookers");
    const viewed: VisitorView = await (await call(`/v1/sites/shop/visitors/${visitor}`)).json();
    expect(viewed.segments).toEqual([
      {
        id: "lookers",
        name: "Segment lookers",
        since: expect.any(Number) as number,
        sentence: "Visitors who viewed a product at least 2 times.",
      },
    ]);
  });

  it("[SE-2] change at the instant that time alone changes the answer", async () => {
    const visitor = visitorId("idle");
    const last = view("tent");
    await collect({ visitor, events: [view("boot", last.at - 1), last] });
    await told(visitor, "lookers");
    const { state } = (await exported(visitor)) as unknown as { state: VisitorState };
    // Seven days after the last look, to the millisecond.
    expect(state.timers.segments).toBe(last.at + 7 * DAY);
    vi.setSystemTime(last.at + 7 * DAY - 1);
    await runDurableObjectAlarm(objectOf(visitor));
    expect(await membershipsOf(visitor)).toEqual(["lookers"]);
    vi.setSystemTime(last.at + 7 * DAY);
    await runDurableObjectAlarm(objectOf(visitor));
    expect(await membershipsOf(visitor)).toEqual(["lookers", "idle"]);
    vi.useRealTimers();
    await told(visitor, "idle");
    // Coming back ends it.
    await collect({ visitor, events: [view("lamp")] });
    expect(await membershipsOf(visitor)).toEqual(["lookers"]);
    await told(visitor, "idle", false);
  });

  it("[SE-3] follow what is published later, at the next event", async () => {
    const visitor = visitorId("republished");
    await collect({ visitor, events: [view("boot"), view("tent")] });
    const searchers = segment("searchers", { kind: "event", name: "search" });
    await publish(LOOKERS, IDLE, searchers);
    await collect({ visitor, events: [event("search", { search_term: "tent" })] });
    expect(await membershipsOf(visitor)).toEqual(["lookers", "searchers"]);
    await publish(LOOKERS, IDLE);
    await collect({ visitor, events: [event("page_view")] });
    expect(await membershipsOf(visitor)).toEqual(["lookers"]);
    const { state } = (await exported(visitor)) as unknown as { state: VisitorState };
    expect(Object.keys(state.segments?.memberships ?? {})).toEqual(["lookers"]);
    expect(state.segments?.moves.map(({ id, did }) => [id, did])).toEqual([
      ["searchers", "left"],
      ["searchers", "entered"],
      ["lookers", "entered"],
    ]);
  });

  it("survive eviction, and are the known customer's after identify", async () => {
    const visitor = visitorId("becomes");
    await collect({ visitor, events: [view("boot"), view("tent")] });
    await evictDurableObject(objectOf(visitor));
    expect(await membershipsOf(visitor)).toEqual(["lookers"]);
    await told(visitor, "lookers");
    const { visitor: known } = await collect({ visitor, events: [event("identify", { user_id: "seg" })] });
    await runDurableObjectAlarm(objectOf(known!));
    await told(known!, "lookers");
    await told(visitor, "lookers", false);
  });

  it("show in the live feed as the visitor enters and leaves", async () => {
    const opened = await call("/v1/sites/shop/live", { headers: { upgrade: "websocket" } });
    const socket = opened.webSocket!;
    const entries: LiveEntry[] = [];
    socket.accept();
    socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data)) as LiveMessage;
      if (message.type === "entry") entries.push(message.entry);
    });
    const visitor = visitorId("live-moves");
    await collect({ visitor, events: [view("boot")] });
    await collect({ visitor, events: [view("tent")] });
    await vi.waitFor(() => {
      const own = entries.filter((entry) => entry.visitor === visitor);
      expect(own.map(({ entered, left }) => [entered, left])).toEqual([
        [undefined, undefined],
        [["lookers"], undefined],
      ]);
    });
    socket.close();
  });

  it("cost no row more where nobody moves, and one alarm where somebody does", async () => {
    const visitor = visitorId("rows");
    const rows = async (events: ReturnType<typeof view>[]) => {
      const response = await call("/v1/collect", {
        method: "POST",
        body: JSON.stringify({ key: "pk_shop", visitor, events }),
        headers: { "content-type": "text/plain", "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140" },
      });
      return Number(response.headers.get("sameview-rows-written"));
    };
    await rows([view("boot")]);
    expect(await rows([view("tent")])).toBeLessThanOrEqual(2);
    expect(await rows([view("lamp")])).toBe(1);
    expect(await rows([view("rope")])).toBe(1);
  });
});

describe("the index", () => {
  it("[SE-4] takes what is newer, in whatever order it comes, and each thing once", async () => {
    const visitor = visitorId("versions");
    const index = bindings.AUDIENCE.getByName(audienceShard("shop", visitor));
    const entered = async () => {
      const { flow } = await index.summary(1);
      return flow.find((one) => one.segment === "tested");
    };
    await index.update({ visitor, version: 3, memberships: { tested: 5 } });
    await index.update({ visitor, version: 3, memberships: { tested: 5 } });
    await index.update({ visitor, version: 2, memberships: {} });
    expect(await entered()).toMatchObject({ entered: 1, left: 0 });
    expect((await index.members("tested", "", 10)).map((one) => one.visitor)).toEqual([visitor]);
    await index.update({ visitor, version: 4, memberships: {} });
    expect(await entered()).toMatchObject({ entered: 1, left: 1 });
  });

  it("[SE-5] hears of it later where it could not be reached", async () => {
    const visitor = visitorId("unreached");
    const unreachable = vi.spyOn(AudienceObject.prototype, "update").mockImplementation(() => {
      throw new Error("out of reach");
    });
    await collect({ visitor, events: [view("boot"), view("tent")] });
    await vi.waitFor(() => expect(unreachable).toHaveBeenCalled());
    unreachable.mockRestore();
    await evictDurableObject(objectOf(visitor));
    expect(await membersOf("lookers")).not.toContain(visitor);
    vi.setSystemTime(Date.now() + 61_000);
    await runDurableObjectAlarm(objectOf(visitor));
    vi.useRealTimers();
    expect(await membersOf("lookers")).toContain(visitor);
  });

  it("[SE-6] forgets a visitor who is erased", async () => {
    const visitor = visitorId("erased");
    await collect({ visitor, events: [view("boot"), view("tent")] });
    await told(visitor, "lookers");
    expect((await call(`/v1/sites/shop/visitors/${visitor}`, { method: "DELETE" })).status).toBe(204);
    expect(await membersOf("lookers")).not.toContain(visitor);
    const index = bindings.AUDIENCE.getByName(audienceShard("shop", visitor));
    const left = await runInDurableObject(index, (_, state) => [
      ...state.storage.sql.exec("SELECT visitor FROM visitors WHERE visitor = ?", visitor),
      ...state.storage.sql.exec("SELECT visitor FROM members WHERE visitor = ?", visitor),
    ]);
    expect(left).toEqual([]);
  });

  it("forgets a visitor whose time is over", async () => {
    const visitor = visitorId("over");
    await collect({ visitor, events: [view("boot"), view("tent")] });
    await told(visitor, "lookers");
    vi.setSystemTime(Date.now() + 400 * DAY);
    await runDurableObjectAlarm(objectOf(visitor));
    vi.useRealTimers();
    expect(await membersOf("lookers")).not.toContain(visitor);
  });

  it("creates nothing by being asked", async () => {
    expect((await standing()).segments.map(({ id }) => id)).toEqual(["lookers", "idle"]);
    const empty = bindings.AUDIENCE.getByName("nobody#0");
    expect(await empty.summary(24)).toEqual({ visitors: 0, members: [], flow: [] });
    const tables = await runInDurableObject(empty, (_, state) =>
      state.storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
    );
    expect(tables).toEqual([]);
  });

  it("counts, and walks every member page by page", async () => {
    const before = await standing();
    const visitors = Array.from({ length: 12 }, (_, i) => visitorId(`walked-${"abcdefghijkl"[i]}`));
    for (const visitor of visitors) await collect({ visitor, events: [view("boot"), view("tent")] });
    for (const visitor of visitors) await told(visitor, "lookers");
    const after = await standing();
    const lookers = ({ segments }: SegmentsAnswer) => segments.find(({ id }) => id === "lookers")!;
    expect(lookers(after).members - lookers(before).members).toBe(12);
    expect(lookers(after).enteredLastHour - lookers(before).enteredLastHour).toBe(12);
    expect(after.visitors - before.visitors).toBe(12);
    // What is counted as it changes is what counting anew finds.
    for (const name of audienceShards("shop")) await evictDurableObject(bindings.AUDIENCE.getByName(name));
    expect(await standing()).toEqual(after);
    const met = new Set<string>();
    const count = await forEachMember(bindings, "shop", "lookers", async (members) => {
      for (const { visitor } of members) met.add(visitor);
    });
    expect(count).toBe(lookers(after).members);
    expect(visitors.every((visitor) => met.has(visitor))).toBe(true);
    expect(new Set(audienceShards("shop")).size).toBe(AUDIENCE_SHARDS);
  });
});
