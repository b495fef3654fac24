import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../wire/access.ts";
import type { Definitions } from "../../wire/definitions.ts";
import type { DefinitionsVersion, Draft } from "../../wire/draft.ts";
import type { Env } from "../../worker/env.ts";
import { call, collect, DEFINITIONS, openShop, view, visitorId } from "./shop-site.ts";

const bindings = env as unknown as Env;

async function json<T>(path: string, method = "GET", body?: unknown): Promise<T & { status: number }> {
  const response = await call(`/v1/sites/shop${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { ...(await response.json<T>()), status: response.status };
}

const draftNow = (): Promise<Draft> => json<Draft>("/draft");

async function save(definitions: unknown): Promise<Draft> {
  const { revision } = await draftNow();
  return json<Draft>("/draft", "PUT", { revision, definitions });
}

function withHeadline(headline: string): Definitions {
  const [first, ...others] = DEFINITIONS.offers;
  return { ...DEFINITIONS, offers: [{ ...first!, content: { ...first!.content, en: { headline } } }, ...others] };
}

async function headlineShown(): Promise<string> {
  const answer = await collect({
    visitor: visitorId("reader"),
    events: [view("boot")],
    placements: [{ id: "hero" }],
  });
  const [decision] = answer.decisions;
  return decision?.kind === "offer" ? decision.offer.headline : `${decision?.kind}: ${decision?.reason}`;
}

beforeEach(async () => {
  await openShop();
  if ((await draftNow()).savedAt !== undefined) await json("/draft", "DELETE");
  await call("/v1/sites/shop/draft/schedule", { method: "DELETE" });
});

describe("a draft", () => {
  it("is what is published until somebody changes something", async () => {
    const draft = await draftNow();
    expect(draft.definitions).toEqual(DEFINITIONS);
    expect(draft).toMatchObject({ changes: [], base: draft.published });
    expect(draft.savedAt).toBeUndefined();
  });

  it("is kept as typed, finished or not, and shows shoppers nothing", async () => {
    const draft = await save(withHeadline(""));
    expect(draft.problems[0]).toMatchObject({ severity: "error", at: "/offers/0/content/en/headline" });
    expect(draft.changes).toMatchObject([
      { kind: "changed", collection: "offers", id: "footwear", fields: [{ path: "content.en.headline", after: "" }] },
    ]);
    expect(await draftNow()).toMatchObject({ savedBy: "local", revision: draft.revision });
    expect(await headlineShown()).toBe("Footwear week");
  });

  it("that has errors cannot be published", async () => {
    const { revision, published } = await save(withHeadline(""));
    expect(await json("/draft/publish", "POST", { revision, over: published })).toMatchObject({
      status: 400,
      detail: expect.stringContaining("headline") as string,
    });
  });

  it("is not overwritten by somebody who has not seen it", async () => {
    const { revision } = await draftNow();
    await save(withHeadline("First"));
    expect(await json("/draft", "PUT", { revision, definitions: withHeadline("Second") })).toMatchObject({
      status: 409,
      reason: "conflict",
    });
    expect((await draftNow()).definitions.offers[0]!.content["en"]!.headline).toBe("First");
  });

  it("published reaches the next decision, and is gone", async () => {
    const { revision, published } = await save(withHeadline("Boots for snow"));
    const { version } = await json<{ version: number }>("/draft/publish", "POST", {
      revision,
      over: published,
      note: "winter",
    });
    expect(version).toBe(published + 1);
    expect(await headlineShown()).toBe("Boots for snow");
    expect((await draftNow()).savedAt).toBeUndefined();
    const { versions } = await json<{ versions: DefinitionsVersion[] }>("/versions?limit=1");
    expect(versions).toMatchObject([{ version, by: "local", note: "winter", changes: 1 }]);
    const { entries } = await json<{ entries: AuditEntry[] }>("/audit?limit=1");
    expect(entries).toMatchObject([{ action: "definitions.published", by: "local", target: `version ${version}` }]);
  });

  it("does not replace unseen what was published after it was begun", async () => {
    const { revision, published } = await save(withHeadline("Mine"));
    await call("/v1/sites/shop/definitions", { method: "PUT", body: JSON.stringify(withHeadline("Theirs")) });
    expect(await json("/draft/publish", "POST", { revision, over: published })).toMatchObject({ status: 409 });
    expect(await headlineShown()).toBe("Theirs");
    expect(await json("/draft/publish", "POST", { revision, over: published + 1 })).toMatchObject({ status: 200 });
    expect(await headlineShown()).toBe("Mine");
  });

  it("of another shape altogether is refused", async () => {
    const { revision } = await draftNow();
    for (const definitions of [null, "offers", [], { offers: {} }, { placements: [] }]) {
      expect(await json("/draft", "PUT", { revision, definitions })).toMatchObject({
        status: 400,
        reason: "bad_request",
      });
    }
  });
});

describe("a schedule", () => {
  const inAnHour = (): number => Date.now() + 3_600_000;
  const site = () => bindings.SITE.getByName("shop");

  it("publishes what the draft held then, when its time has come", async () => {
    const { revision, published } = await save(withHeadline("Tomorrow's"));
    const at = inAnHour();
    expect(await json("/draft/publish", "POST", { revision, over: published, at })).toMatchObject({ at });
    await save(withHeadline("Still thinking"));
    expect(await headlineShown()).toBe("Footwear week");
    expect(await draftNow()).toMatchObject({ scheduled: { at, by: "local" } });
    await arriveAt(at);
    expect(await headlineShown()).toBe("Tomorrow's");
    expect((await draftNow()).definitions.offers[0]!.content["en"]!.headline).toBe("Still thinking");
  });

  it("is called off where something else was published meanwhile, and the log says so", async () => {
    const { revision, published } = await save(withHeadline("Tomorrow's"));
    const at = inAnHour();
    await json("/draft/publish", "POST", { revision, over: published, at });
    await call("/v1/sites/shop/definitions", { method: "PUT", body: JSON.stringify(withHeadline("Theirs")) });
    await arriveAt(at);
    expect(await headlineShown()).toBe("Theirs");
    const { entries } = await json<{ entries: AuditEntry[] }>("/audit?limit=1");
    expect(entries).toMatchObject([{ action: "definitions.unscheduled", by: "schedule" }]);
  });

  it("lies ahead, within reason", async () => {
    const { revision, published } = await save(withHeadline("Whenever"));
    for (const at of [Date.now() - 1, Date.now() + 1_000 * 86_400_000]) {
      expect(await json("/draft/publish", "POST", { revision, over: published, at })).toMatchObject({ status: 400 });
    }
  });

  /** Rings the alarm as if it were then: what is kept says when it is due, so that is what is moved. */
  async function arriveAt(at: number): Promise<void> {
    const { runInDurableObject } = await import("cloudflare:test");
    await runInDurableObject(site(), (_object, state) => {
      const sql = state.storage.sql;
      const [row] = sql
        .exec<{ version: number; body: string }>(
          "SELECT version, body FROM document_parts WHERE name = 'scheduled' ORDER BY version DESC LIMIT 1",
        )
        .toArray();
      const due = JSON.stringify({ ...(JSON.parse(row!.body) as { at: number }), at: at - 3_600_000 - 1 });
      sql.exec("UPDATE document_parts SET body = ? WHERE name = 'scheduled' AND version = ?", due, row!.version);
    });
    expect(await runDurableObjectAlarm(site())).toBe(true);
  }
});

describe("an old version", () => {
  it("comes back as a new one", async () => {
    const before = (await draftNow()).published;
    const { revision, published } = await save(withHeadline("A mistake"));
    await json("/draft/publish", "POST", { revision, over: published });
    expect(await json(`/versions/${before}`)).toMatchObject({
      version: before,
      changes: [{ kind: "changed", id: "footwear" }],
    });
    const { version } = await json<{ version: number }>(`/versions/${before}/restore`, "POST");
    expect(version).toBe(before + 2);
    expect(await headlineShown()).toBe("Footwear week");
    const { versions } = await json<{ versions: DefinitionsVersion[] }>("/versions?limit=1");
    expect(versions).toMatchObject([{ restored: before }]);
  });

  it("that is not kept is not found", async () => {
    expect(await json("/versions/999")).toMatchObject({ status: 404 });
    expect(await json("/versions/999/restore", "POST")).toMatchObject({ status: 404 });
  });
});
