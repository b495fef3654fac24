import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSessionModel } from "../../../../worker/domain/recommend/session-model/build-session-model.ts";
import { RankWorkspace, rankNext } from "../../../../worker/domain/recommend/session-model/rank-next.ts";
import type { CurrentClicks } from "../../../../worker/domain/recommend/session-model/current-session.ts";
import { RANKER_TRAINING } from "../../../../worker/domain/recommend/session-model/train-ranker.ts";
import { encodeSessionModel } from "../../../../worker/domain/recommend/session-model/session-model-format.ts";
import { randomFrom } from "../../../../worker/domain/recommend/session-model/random.ts";

/** Trains from a handful of sessions, as no shop should, so that tests see a trained ranker. */
const EAGER = { ranker: { ...RANKER_TRAINING, share: 0.5, leastSessions: 1, epochs: 1 } };

function modelOf(sessions: string[][], seed = 1) {
  return buildSessionModel({ sessions: sessions.map((items) => ({ items })), now: 0, seed, options: EAGER });
}

function ask(model: ReturnType<typeof modelOf>, clicks: CurrentClicks, limit = 20, barred: string[] = []): string[] {
  const refused = new Set(barred);
  const filter = (item: number): boolean => !refused.has(model.itemIds[item]!);
  return rankNext(model, clicks, limit, new RankWorkspace(model.itemIds.length), filter).items.map(
    (item) => model.itemIds[item]!,
  );
}

/** Sessions that walk along a ring of items: after n comes n + 1, now and then n + 2. */
function walks(count: number, items: number): string[][] {
  const random = randomFrom(7);
  return Array.from({ length: count }, () => {
    let at = Math.floor(random() * items);
    return Array.from({ length: 2 + Math.floor(random() * 4) }, () => {
      at = (at + (random() < 0.8 ? 1 : 2)) % items;
      return `item ${at}`;
    });
  });
}

const ids: fc.Arbitrary<string> = fc.constantFrom("1", "22", "sku-3", "帽子", "äpfel", "🎁", "7");
const sessionLists = fc.array(fc.array(ids, { maxLength: 8 }), { maxLength: 25 });

describe("[NI-1] names what is most often looked at next", () => {
  const model = modelOf(walks(600, 30));

  it("puts the next of the ring first, by a trained ranker", () => {
    expect(model.ranker).not.toHaveProperty("untrained");
    expect(ask(model, ["item 3", "item 4"], 1)).toEqual(["item 5"]);
  });

  it("says so in numbers of visits", () => {
    const { evidence, items } = rankNext(model, ["item 4"], 3, new RankWorkspace(30));
    const next = evidence[items.findIndex((item) => model.itemIds[item] === "item 5")]!;
    expect(next.reason).toBe("VIEWED_AFTER");
    // 600 walks of 3.5 clicks over 30 items: some 50 of them go from 4 to 5.
    expect(next.visitsAfter).toBeGreaterThan(20);
    expect(next.similarVisits).toBeGreaterThanOrEqual(next.visitsAfter);
    expect(next.viewed).toBe(false);
  });
});

it("[NI-2] finds by a second step what no session with the item held", () => {
  const chain = Array.from({ length: 10 }, () => [
    ["a", "b"],
    ["b", "c"],
  ]).flat();
  const model = modelOf(chain);
  const { items, evidence } = rankNext(model, ["a"], 3, new RankWorkspace(3));
  const c = items.findIndex((item) => model.itemIds[item] === "c");
  expect(evidence[c]).toMatchObject({ reason: "RELATED", visitsAfter: 0, similarVisits: 0 });
});

describe("[NI-3] never names what the filter refuses, nor anything twice", () => {
  it("whatever the sessions, the clicks and the filter", () => {
    fc.assert(
      fc.property(
        sessionLists,
        fc.array(ids, { maxLength: 10 }),
        fc.array(ids),
        fc.nat(10),
        (sessions, clicks, barred, limit) => {
          const model = modelOf(sessions);
          const named = ask(model, clicks, limit, barred);
          expect(named.filter((id) => barred.includes(id))).toEqual([]);
          expect(new Set(named).size).toBe(named.length);
          const open = model.itemIds.filter((id) => !barred.includes(id)).length;
          expect(named.length).toBe(Math.min(limit, open));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("names nothing where all are refused", () => {
    const model = modelOf(walks(50, 5));
    expect(ask(model, ["item 1"], 20, [...model.itemIds])).toEqual([]);
  });

  it("lets the next best take the place, and forgets the filter afterwards", () => {
    const model = modelOf(walks(600, 30));
    const workspace = new RankWorkspace(30);
    const free = rankNext(model, ["item 4"], 5, workspace).items;
    const without = rankNext(model, ["item 4"], 5, workspace, (item) => item !== free[0]).items;
    expect(without).toHaveLength(5);
    expect(without).not.toContain(free[0]);
    expect(rankNext(model, ["item 4"], 5, workspace).items).toEqual(free);
  });
});

describe("[NI-4] has an answer for every session", () => {
  const model = modelOf(walks(200, 12));

  it("names the most popular to a stranger, and says so", () => {
    const { items, evidence } = rankNext(model, [], 12, new RankWorkspace(12));
    expect(items).toEqual([...model.byPopularity]);
    expect(new Set(evidence.map(({ reason }) => reason))).toEqual(new Set(["POPULAR"]));
  });

  it("passes over items it does not know", () => {
    expect(ask(model, ["item 3", "no such item", "帽子", ""])).toEqual(ask(model, ["item 3"]));
    expect(ask(model, [-1, 4.5, Number.NaN, 99, "item 3"])).toEqual(ask(model, ["item 3"]));
  });

  it("reads the end of a session of a thousand items", () => {
    const endless = Array.from({ length: 1_000 }, (_, i) => `item ${i % 12}`);
    expect(ask(model, endless)).toEqual(ask(model, endless.slice(-50)));
  });

  it("serves a catalogue of one item, and of none", () => {
    expect(ask(modelOf([["only", "only"]]), ["only"])).toEqual(["only"]);
    expect(ask(modelOf([["only"]]), ["only"])).toEqual(["only"]);
    expect(ask(modelOf([]), ["only"])).toEqual([]);
  });

  it("takes item numbers for ids", () => {
    const numbers = ["item 3", "item 4"].map((id) => model.itemIds.indexOf(id));
    expect(ask(model, numbers)).toEqual(ask(model, ["item 3", "item 4"]));
  });
});

describe("[NI-5] the same sessions and seed make the same model", () => {
  it("byte for byte", () => {
    const sessions = walks(300, 20);
    expect(encodeSessionModel(modelOf(sessions, 5))).toEqual(encodeSessionModel(modelOf(sessions, 5)));
    expect(encodeSessionModel(modelOf(sessions, 5))).not.toEqual(encodeSessionModel(modelOf(sessions, 6)));
  });

  it("and a workspace used before gives the same answer as a new one", () => {
    const model = modelOf(walks(300, 20));
    const used = new RankWorkspace(20);
    for (let i = 0; i < 20; i++) rankNext(model, [`item ${i}`, "item 1"], 20, used);
    expect(rankNext(model, ["item 7"], 20, used)).toEqual(rankNext(model, ["item 7"], 20, new RankWorkspace(20)));
  });
});

it("[NI-6] says that it has learnt no order where sessions are too few, and then ranks by its neighbours", () => {
  const sessions = walks(300, 20).map((items) => ({ items }));
  const model = buildSessionModel({ sessions, now: 0, seed: 1 });
  expect(model.ranker).toEqual({ untrained: "TOO_FEW_SESSIONS" });
  expect(ask(model, ["item 4"], 3)).toContain("item 5");
});
