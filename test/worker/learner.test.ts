import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Product } from "../../wire/product.ts";
import { indexCatalogue } from "../../worker/domain/catalogue/catalogue.ts";
import { decodeModel } from "../../worker/domain/recommend/index-format.ts";
import { ModelFormatError } from "../../worker/domain/recommend/model-format-error.ts";
import { nextBest } from "../../worker/domain/recommend/next-best.ts";
import type { SessionFragment } from "../../worker/domain/recommend/session-fragment.ts";
import type { Env } from "../../worker/env.ts";
import type { LearnerObject } from "../../worker/learner/learner-object.ts";
import { rebuildDelayMs } from "../../worker/learner/rebuild-schedule.ts";
import type { SiteObject } from "../../worker/site/site-object.ts";
import { migrate } from "../../worker/storage/migrations.ts";

const { LEARNER, SITE } = env as Env;
/** Now, so that the platform's clock, which the alarm reads, finds no session too old. */
const NOW = Date.now();
/** Bytes of a row this platform still takes; a model above it must lie in several. */
const ROW_BYTES = 2_000_000;
const DAY_MS = 86_400_000;

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

/** A visit that looked at one-letter products in turn. */
function visit(key: string, ids: string, part = 0): SessionFragment {
  const letters = ids.split("");
  return { key, part, now: NOW, items: letters.map((itemId, i) => ({ itemId, at: NOW - 1_000 + i, kind: "view" })) };
}

function learner(site = "shop"): DurableObjectStub<LearnerObject> {
  return LEARNER.getByName(site);
}

async function published(stub: DurableObjectStub<LearnerObject>): Promise<ReturnType<typeof decodeModel>> {
  const { bytes } = await stub.model();
  return decodeModel(new Uint8Array(bytes));
}

/** Rows of one of the object's tables. */
async function rows(stub: DurableObjectStub<LearnerObject>, sql: string): Promise<Record<string, SqlStorageValue>[]> {
  return runInDurableObject(stub, (_, state) => state.storage.sql.exec(sql).toArray());
}

async function alarmAt(stub: DurableObjectStub<LearnerObject>): Promise<number | null> {
  return runInDurableObject(stub, (_, state) => state.storage.getAlarm());
}

/** Has the site's object refuse to hear of models until mocks are restored. */
async function siteOutOfReach(site = "shop"): Promise<void> {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  await runInDurableObject(SITE.getByName(site), (instance: SiteObject) => {
    vi.spyOn(Object.getPrototypeOf(instance) as SiteObject, "modelPublished").mockImplementation(() => {
      throw new Error("out of reach");
    });
  });
}

describe("LearnerObject", () => {
  it("before it has learnt, serves the bundle's model", async () => {
    expect(await learner().status()).toMatchObject({ version: 0, builtAt: 0, sessions: 0, items: 0 });
    expect((await published(learner())).next.itemIds).toEqual([]);
    expect((await learner().model()).version).toBe(0);
  });

  it("turns recorded visits into a model that recommends", async () => {
    await learner().recordMany([visit("v1", "AB"), visit("v2", "AB"), visit("v3", "AC")]);
    const status = await learner().rebuild(NOW);
    expect(status).toMatchObject({ version: 1, builtAt: NOW, sessions: 3, items: 3 });
    const { version, bytes } = await learner().model();
    expect(version).toBe(1);
    expect(bytes.byteLength).toBe(status.bytes);

    const products = "ABC".split("").map((id): Product => ({
      id,
      title: id,
      link: `/${id}`,
      price: 1,
      currency: "EUR",
      availability: "in_stock",
    }));
    const catalogue = indexCatalogue(products);
    const { chosen } = nextBest({
      model: decodeModel(new Uint8Array(bytes)),
      catalogue,
      interest: { recent: [], cart: [], bought: [], categories: [], brands: [] },
      page: { itemId: "A" },
      limit: 2,
      now: NOW,
      explain: false,
    });
    expect(chosen.map(({ index, why }) => [products[index]?.id, why])).toEqual([
      ["B", "viewed after A in 2 visits"],
      ["C", "viewed after A in 1 visit"],
    ]);
  });

  it("keeps the parts of a session together, one row a session", async () => {
    await learner().record(visit("v1", "A", 0));
    await learner().record(visit("v1", "B", 1));
    await learner().rebuild(NOW);
    expect((await published(learner())).sessions).toBe(1);
    expect(await rows(learner(), "SELECT key, part FROM sessions")).toEqual([{ key: "v1", part: 1 }]);
  });

  it("counts a part that comes again once", async () => {
    await learner().record(visit("v1", "AB"));
    await learner().rebuild(NOW);
    await learner().recordMany([visit("v1", "AB"), visit("v1", "ABC")]);
    expect(await rows(learner(), "SELECT dirty FROM learner")).toEqual([{ dirty: 0 }]);
    await learner().rebuild(NOW);
    expect((await published(learner())).next.itemIds).toEqual(["A", "B"]);
  });

  it("keeps sites apart", async () => {
    await learner("one").record(visit("v1", "AB"));
    await learner("one").rebuild(NOW);
    expect(await learner("other").status()).toMatchObject({ version: 0 });
  });

  it("forgets nothing when it is evicted", async () => {
    await learner().record(visit("v1", "AB"));
    await evictDurableObject(learner());
    await learner().record(visit("v1", "AB"));
    await learner().record(visit("v2", "AC"));
    await learner().rebuild(NOW);
    await evictDurableObject(learner());
    expect((await published(learner())).next.itemIds).toEqual(["A", "B", "C"]);
    expect(await learner().status()).toMatchObject({ version: 1, sessions: 2 });
  });

  it("drops sessions 400 days after their last item at the rebuild", async () => {
    await learner().recordMany([visit("old", "AB"), visit("new", "CD")]);
    await rows(learner(), `UPDATE sessions SET last_at = ${NOW - 400 * 86_400_000 - 1} WHERE key = 'old'`);
    await learner().rebuild(NOW);
    expect(await rows(learner(), "SELECT key FROM sessions")).toEqual([{ key: "new" }]);
  });

  it("drops the oldest sessions above 50,000 at the rebuild", async () => {
    await learner().record(visit("newest", "AB"));
    await rows(
      learner(),
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50002)
       INSERT INTO sessions (key, part, missing, last_at, items) SELECT 'k' || i, 0, '[]', ${NOW - 100_000} + i, '[]' FROM n`,
    );
    await learner().rebuild(NOW);
    // 50,003 in all: the three oldest go.
    const [left] = await rows(learner(), `SELECT COUNT(*) AS sessions, MIN(last_at) AS oldest FROM sessions`);
    expect(left).toEqual({ sessions: 50_000, oldest: NOW - 100_000 + 4 });
    expect((await published(learner())).next.itemIds).toEqual(["A", "B"]);
  });

  it("tells the site of its model", async () => {
    await learner().record(visit("v1", "AB"));
    const status = await learner().rebuild(NOW);
    expect(await rows(learner(), "SELECT version, announced FROM models")).toEqual([{ version: 1, announced: 1 }]);
    const heard = await runInDurableObject(SITE.getByName("shop"), (_, state) =>
      JSON.stringify(state.storage.sql.exec("SELECT * FROM facts").toArray()),
    );
    expect(heard).toContain(JSON.stringify(JSON.stringify(status)).slice(1, -1));
  });
});

describe("the learner's alarm", () => {
  it("is set by the first news, a minute ahead, and not moved by more", async () => {
    const before = Date.now();
    await learner().record(visit("v1", "AB"));
    const first = await alarmAt(learner());
    expect(first).toBeGreaterThanOrEqual(before + 60_000);
    expect(first).toBeLessThanOrEqual(Date.now() + 60_000);
    await learner().record(visit("v2", "AB"));
    expect(await alarmAt(learner())).toBe(first);
  });

  it("waits longer the more sessions a rebuild reads: 12 ms each, a minute at least", () => {
    expect([0, 5_000, 50_000].map(rebuildDelayMs)).toEqual([60_000, 60_000, 600_000]);
  });

  it("is not set by what is known already", async () => {
    await learner().record(visit("v1", "AB"));
    await runDurableObjectAlarm(learner());
    await learner().record(visit("v1", "AB"));
    expect(await alarmAt(learner())).toBeNull();
  });

  it("rebuilds, also in an object that was evicted, and is set again by the next news", async () => {
    await learner().record(visit("v1", "AB"));
    await evictDurableObject(learner());
    expect(await runDurableObjectAlarm(learner())).toBe(true);
    expect(await learner().status()).toMatchObject({ version: 1, sessions: 1 });
    expect(await alarmAt(learner())).toBeNull();
    await learner().record(visit("v2", "AB"));
    expect(await alarmAt(learner())).not.toBeNull();
  });

  it("ringing again without news changes nothing", async () => {
    await learner().record(visit("v1", "AB"));
    await runDurableObjectAlarm(learner());
    await runInDurableObject(learner(), async (instance: LearnerObject) => instance.alarm());
    expect(await learner().status()).toMatchObject({ version: 1 });
  });

  it("comes back after a failed build, and nothing is lost meanwhile", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    await learner().record(visit("v1", "AB"));
    await rows(learner(), "ALTER TABLE model_chunks RENAME TO away");
    await runDurableObjectAlarm(learner());
    expect(await alarmAt(learner())).not.toBeNull();
    expect(await learner().status()).toMatchObject({ version: 0 });
    await rows(learner(), "ALTER TABLE away RENAME TO model_chunks");
    await runDurableObjectAlarm(learner());
    expect(await learner().status()).toMatchObject({ version: 1, sessions: 1 });
  });

  it("comes back until the site has heard of the model", async () => {
    await siteOutOfReach();
    await learner().record(visit("v1", "AB"));
    expect(await learner().rebuild(NOW)).toMatchObject({ version: 1 });
    expect(await rows(learner(), "SELECT announced FROM models")).toEqual([{ announced: 0 }]);
    vi.restoreAllMocks();
    await runDurableObjectAlarm(learner());
    expect(await rows(learner(), "SELECT version, announced FROM models")).toEqual([{ version: 1, announced: 1 }]);
    expect(await alarmAt(learner())).toBeNull();
  });
});

describe("the learner's models", () => {
  it("keep the newest and the one before", async () => {
    for (const key of ["v1", "v2", "v3"]) {
      await learner().record(visit(key, "AB"));
      await learner().rebuild(NOW);
    }
    expect(await rows(learner(), "SELECT version FROM models ORDER BY version")).toEqual([
      { version: 2 },
      { version: 3 },
    ]);
    expect(await rows(learner(), "SELECT DISTINCT version FROM model_chunks ORDER BY version")).toEqual([
      { version: 2 },
      { version: 3 },
    ]);
  });

  it("roll back by publishing the one before under a new version, and back again", async () => {
    await learner().record(visit("v1", "AB"));
    await learner().rebuild(NOW);
    await learner().record(visit("v2", "CD"));
    await learner().rebuild(NOW);
    expect(await learner().rollBack(NOW)).toMatchObject({
      version: 3,
      repeats: 1,
      sessions: 1,
      items: 2,
      previous: { version: 2, sessions: 2, items: 4 },
      heldUntil: NOW + DAY_MS,
    });
    const model = await published(learner());
    expect([model.version, model.next.itemIds]).toEqual([3, ["A", "B"]]);
    expect(await learner().rollBack(NOW)).toMatchObject({
      version: 4,
      repeats: 2,
      previous: { version: 3, repeats: 1 },
    });
    expect(await learner().rollBack(NOW)).toMatchObject({ version: 5, repeats: 1 });
  });

  it("have nothing to roll back to at first, or where it cannot be read, and then change nothing", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    expect(await learner().rollBack(NOW)).toBeUndefined();
    await learner().record(visit("v1", "AB"));
    await learner().rebuild(NOW);
    expect(await learner().rollBack(NOW)).toBeUndefined();
    await learner().record(visit("v2", "AB"));
    await learner().rebuild(NOW);
    await rows(learner(), "UPDATE model_chunks SET chunk = zeroblob(100) WHERE version = 1");
    expect(await learner().rollBack(NOW)).toBeUndefined();
    expect(await learner().previousModel()).toBeUndefined();
    const status = await learner().status();
    expect(status).toMatchObject({ version: 2, previous: { version: 1 } });
    expect(status).not.toHaveProperty("heldUntil");
  });

  it("stand beside the one before, for comparing", async () => {
    await learner().record(visit("v1", "AB"));
    await learner().rebuild(NOW);
    expect(await learner().previousModel()).toBeUndefined();
    await learner().record(visit("v2", "CD"));
    await learner().rebuild(NOW);
    const { version, bytes } = (await learner().previousModel())!;
    expect([version, decodeModel(new Uint8Array(bytes)).next.itemIds]).toEqual([1, ["A", "B"]]);
  });

  it("[RE-10] that were rolled back are not replaced by an alarm for a day, and then nothing is lost", async () => {
    for (const key of ["v1", "v2"]) {
      await learner().record(visit(key, "AB"));
      await learner().rebuild(NOW);
    }
    await learner().rollBack(NOW);
    await learner().record(visit("v3", "CD"));
    await runDurableObjectAlarm(learner());
    expect(await learner().status()).toMatchObject({ version: 3, sessions: 1 });
    expect(await alarmAt(learner())).not.toBeNull();
    await rows(learner(), `UPDATE learner SET held_until = ${NOW - 1}`);
    await runDurableObjectAlarm(learner());
    const status = await learner().status();
    expect(status).toMatchObject({ version: 4, sessions: 3 });
    expect(status).not.toHaveProperty("heldUntil");
  });

  it("that were rolled back are replaced at once when somebody asks for a new one", async () => {
    for (const key of ["v1", "v2"]) {
      await learner().record(visit(key, "AB"));
      await learner().rebuild(NOW);
    }
    await learner().rollBack(NOW);
    const status = await learner().rebuild(NOW);
    expect(status).toMatchObject({ version: 4, sessions: 2 });
    expect(status).not.toHaveProperty("heldUntil");
  });

  it("that are corrupt are refused: the one before is served, and a new one ordered", async () => {
    const refusals = vi.spyOn(console, "log").mockImplementation(() => undefined);
    for (const key of ["v1", "v2"]) {
      await learner().record(visit(key, "AB"));
      await runDurableObjectAlarm(learner());
    }
    await rows(learner(), "UPDATE model_chunks SET chunk = zeroblob(100) WHERE version = 2");
    const { version, bytes } = await learner().model();
    expect(version).toBe(1);
    expect(decodeModel(new Uint8Array(bytes)).sessions).toBe(1);
    expect(refusals).toHaveBeenCalledOnce();
    await runDurableObjectAlarm(learner());
    expect(await learner().model()).toMatchObject({ version: 3 });
  });

  it("that are all corrupt leave the bundle's", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    await learner().record(visit("v1", "AB"));
    await learner().rebuild(NOW);
    await rows(learner(), "DELETE FROM model_chunks");
    expect((await learner().model()).version).toBe(0);
    expect(() => decodeModel(new Uint8Array(0))).toThrow(ModelFormatError);
  });

  it("larger than a row come back whole", async () => {
    // 3,000 visits of 40 products of their own: 120,000 ids of 14 characters above the 100,000 kept, 28 bytes each.
    const visits = Array.from({ length: 3_000 }, (_, v): SessionFragment => ({
      key: `v${v}`,
      part: 0,
      now: NOW,
      items: Array.from({ length: 40 }, (__, i) => ({
        itemId: `item-${1_000 + v}-${1_000 + i}`,
        at: NOW - 1_000 + i,
        kind: "view",
      })),
    }));
    await learner().recordMany(visits);
    const { bytes } = await learner().rebuild(NOW);
    expect(bytes).toBeGreaterThan(ROW_BYTES);
    const model = await published(learner());
    expect(model.next.itemIds).toHaveLength(100_000);
  });
});

/** So many visits of one of two kinds, each a second after the one before, ending at `end`. */
function visits(name: string, count: number, paths: readonly string[], end: number): SessionFragment[] {
  return Array.from({ length: count }, (_, v) => ({
    key: `${name}${v}`,
    part: 0,
    now: end,
    items: paths[v % paths.length]!.split("").map((itemId, i) => ({
      itemId,
      at: end - (count - v) * 1_000 + i,
      kind: "view" as const,
    })),
  }));
}

describe("[RE-9] a new model", () => {
  const EARLIER = NOW - 86_400_000;
  const PATHS = ["ABCD", "CDEF", "EFGH", "GHAB"];

  it("is judged against the current one on the latest sessions, which neither had learnt, and both figures are told", async () => {
    await learner().recordMany(visits("old", 100, PATHS, EARLIER));
    expect(await learner().rebuild(EARLIER)).not.toHaveProperty("evaluation");
    await learner().recordMany(visits("new", 100, PATHS, NOW));
    const { version, evaluation } = await learner().rebuild(NOW);
    expect(version).toBe(2);
    // Half of the hundred sessions the first model had not seen; the trial learnt the other half.
    expect(evaluation).toMatchObject({ sessions: 50, published: true });
    expect(evaluation?.hr20).toBeGreaterThan(0.9);
    expect(evaluation?.against.hr20).toBeGreaterThan(0.9);
    expect(evaluation?.why).toMatch(/paired z .* over 50 sessions/);
    await evictDurableObject(learner());
    const status = await learner().status();
    expect(status.evaluation).toEqual(evaluation);
    const { hr20, mrr20, against } = evaluation!;
    expect(status.judged).toEqual({ hr20, mrr20, at: NOW, sessions: 50 });
    expect(status.previous).toMatchObject({ version: 1, judged: { ...against, at: NOW, sessions: 50 } });
  });

  it("is taken back with the figures it and the one before were judged by", async () => {
    await learner().recordMany(visits("old", 100, PATHS, EARLIER));
    await learner().rebuild(EARLIER);
    await learner().recordMany(visits("new", 100, ["ZYXW", "XWVU"], NOW));
    const { judged, previous } = await learner().rebuild(NOW);
    expect(judged?.hr20).toBeGreaterThan(previous!.judged!.hr20);
    expect(await learner().rollBack(NOW)).toMatchObject({
      version: 3,
      judged: previous!.judged,
      previous: { version: 2, judged },
    });
  });

  it("takes over when visitors have changed their ways", async () => {
    await learner().recordMany(visits("old", 100, PATHS, EARLIER));
    await learner().rebuild(EARLIER);
    await learner().recordMany(visits("new", 100, ["ZYXW", "XWVU"], NOW));
    const { version, evaluation } = await learner().rebuild(NOW);
    expect([version, evaluation?.published]).toEqual([2, true]);
    expect(evaluation?.against.hr20).toBe(0);
    expect(evaluation?.hr20).toBeGreaterThan(0.9);
  });

  it("that is worse beyond chance does not take over, and the current one goes on deciding", async () => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    await learner().recordMany(visits("old", 100, PATHS, EARLIER));
    await learner().rebuild(EARLIER);
    // What the trial would learn is taken away; what it is asked about is there.
    await rows(learner(), "UPDATE sessions SET items = '[]' WHERE key LIKE 'old%'");
    await learner().recordMany([
      ...visits("noise", 50, ["ZY", "YX", "XZ"], NOW - 100_000),
      ...visits("new", 50, PATHS, NOW),
    ]);
    const status = await learner().rebuild(NOW);
    expect(status).toMatchObject({ version: 1, evaluation: { published: false, sessions: 50 } });
    expect(status.evaluation!.hr20).toBeLessThan(status.evaluation!.against.hr20);
    expect(status.judged).toMatchObject({ ...status.evaluation!.against, at: NOW });
    expect((await published(learner())).version).toBe(1);
  });

  it("of too few sessions to tell takes over without a judgement", async () => {
    await learner().recordMany(visits("old", 40, PATHS, EARLIER));
    await learner().rebuild(EARLIER);
    await learner().recordMany(visits("new", 20, PATHS, NOW));
    const status = await learner().rebuild(NOW);
    expect(status.version).toBe(2);
    expect(status).not.toHaveProperty("evaluation");
  });

  it("keeps the learnt order of the one before until a day has passed or there are half as many sessions more", async () => {
    // A tenth of the sessions is learnt from, and 200 at least: 2,100 make 210.
    await learner().recordMany(visits("old", 2_100, ["AB", "BC", "CA"], EARLIER));
    await learner().rebuild(EARLIER);
    const trained = () => rows(learner(), "SELECT trained_at, trained_sessions FROM learner");
    expect(await trained()).toEqual([{ trained_at: EARLIER, trained_sessions: 2_100 }]);
    const { ranker } = (await published(learner())).next;
    expect(ranker).not.toHaveProperty("untrained");
    await learner().recordMany(visits("new", 100, ["AB", "BC", "CA"], EARLIER + 3_600_000));
    await learner().rebuild(EARLIER + 3_600_000);
    expect(await trained()).toEqual([{ trained_at: EARLIER, trained_sessions: 2_100 }]);
    expect(await published(learner())).toMatchObject({ version: 2, next: { ranker } });
    await learner().recordMany(visits("later", 100, ["AB", "BC", "CA"], NOW + 3_600_000));
    await learner().rebuild(NOW + 3_600_000);
    expect(await trained()).toEqual([{ trained_at: NOW + 3_600_000, trained_sessions: 2_300 }]);
  });

  it("learns orders for complements, without any visitor's id", async () => {
    const order = (key: string, ids: string): SessionFragment => ({
      ...visit(key, ids),
      items: ids.split("").map((itemId, i) => ({ itemId, at: NOW + i, kind: "purchase", againDays: 7 })),
    });
    await learner().recordMany([order("o1", "AB"), order("o2", "AB"), order("o3", "AC")]);
    await learner().rebuild(NOW);
    const { complements, repeats } = await published(learner());
    expect(complements).toMatchObject({ orders: 3, itemIds: ["A", "B", "C"] });
    expect([...repeats.again]).toEqual([3, 2, 1]);
  });

  it("replaces one in the format of before, which is refused by name", async () => {
    const refusals = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await learner().record(visit("v1", "AB"));
    await learner().rebuild(NOW);
    await runInDurableObject(learner(), (_, state) => {
      const { chunk } = state.storage.sql.exec<{ chunk: ArrayBuffer }>("SELECT chunk FROM model_chunks").one();
      new DataView(chunk).setUint32(4, 1, true);
      state.storage.sql.exec("UPDATE model_chunks SET chunk = ?", chunk);
    });
    expect((await learner().model()).version).toBe(0);
    expect(JSON.stringify(refusals.mock.calls)).toContain("Got format v1 when expected v2");
    await runDurableObjectAlarm(learner());
    expect(await learner().model()).toMatchObject({ version: 2 });
  });
});

describe("migrate", () => {
  const FIRST = "CREATE TABLE one (x INTEGER); INSERT INTO one VALUES (1)";
  const SECOND = "ALTER TABLE one ADD COLUMN y INTEGER DEFAULT 2";

  /** Runs in an object's database, bare: `deleteAll` takes the learner's own tables away. */
  async function inBareDatabase(run: (sql: SqlStorage) => void): Promise<void> {
    await runInDurableObject(learner(), async (_, state) => {
      await state.storage.deleteAll();
      run(state.storage.sql);
    });
  }

  it("runs each step once, the new ones of a newer bundle only", async () => {
    await inBareDatabase((sql) => {
      migrate(sql, [FIRST]);
      migrate(sql, [FIRST]);
      migrate(sql, [FIRST, SECOND]);
      migrate(sql, [FIRST, SECOND]);
      expect(sql.exec("SELECT * FROM one").toArray()).toEqual([{ x: 1, y: 2 }]);
    });
  });

  it("leaves the schema of a newer bundle alone", async () => {
    await inBareDatabase((sql) => {
      migrate(sql, [FIRST, SECOND]);
      migrate(sql, [FIRST]);
      expect(sql.exec("SELECT version FROM schema_version").one()).toEqual({ version: 2 });
    });
  });

  it("stops at a bad step, and goes on from there once it is mended", async () => {
    await inBareDatabase((sql) => {
      expect(() => migrate(sql, [FIRST, "ALTER TABLE none ADD COLUMN y"])).toThrow("no such table");
      expect(sql.exec("SELECT version FROM schema_version").one()).toEqual({ version: 1 });
      migrate(sql, [FIRST, SECOND]);
      expect(sql.exec("SELECT * FROM one").toArray()).toEqual([{ x: 1, y: 2 }]);
    });
  });
});
