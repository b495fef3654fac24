import { reset, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { LiveEntry, ScorecardStatus, VisitorView } from "../../wire/console.ts";
import { hash53 } from "../../worker/domain/chance.ts";
import { emptyProfile } from "../../worker/domain/profile/profile.ts";
import { FEATURE_SET, readFeatures, SCORE_FEATURES } from "../../worker/domain/score/features.ts";
import type { Env } from "../../worker/env.ts";
import { expireSite } from "../../worker/site/site-cache.ts";
import type { ScoreExample } from "../../worker/visitor/score-example.ts";
import { call, collect, event, exported, openShop, put, SETTINGS, view, visitorId } from "./shop-site.ts";

const { LEARNER, SITE, VISITOR } = env as unknown as Env;
const NOW = Date.now();
const STRANGER = readFeatures(emptyProfile(), 0);
const place = (feature: string) => SCORE_FEATURES.findIndex(({ name }) => name === feature);

beforeEach(() => openShop());
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await reset();
});

/** Visits in which searching, and nothing else, makes buying likely: `odds` to one against buying otherwise. */
function visits(count: number, chances: { searched: number; other: number }): ScoreExample[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = (what: string) => hash53(`${what} ${index}`) / 2 ** 53;
    const searched = chance("searched") < 0.3;
    const values = [...STRANGER];
    values[place("search")] = searched ? 1 : 0;
    values[place("view_item")] = Math.floor(chance("views") * 6);
    return {
      key: `visit-${index}`,
      group: Math.floor(chance("group") * 10),
      at: NOW,
      features: FEATURE_SET,
      values,
      bought: chance("bought") < (searched ? chances.searched : chances.other),
    };
  });
}

const learner = () => LEARNER.getByName("shop");
const score = async (): Promise<ScorecardStatus> => (await call("/v1/sites/shop/score")).json();
const pointsOf = (status: ScorecardStatus, feature: string) =>
  status.features.find(({ name }) => name === feature)!.ranges.map(({ points }) => points);

it("shows the card in the bundle before anything is learnt, and what it waits for", async () => {
  const status = await score();
  expect(status).toMatchObject({ version: 0, builtAt: 0, gathered: { visits: 0, buyers: 0 } });
  expect(status.heldBack).toBeUndefined();
  expect(status.features.map(({ name }) => name)).toEqual(SCORE_FEATURES.map(({ name }) => name));
});

it("learns what this site's visits show, publishes it, and scores by it at once", async () => {
  await learner().recordScoreExamples(visits(1_500, { searched: 0.5, other: 0.05 }));
  const status = await learner().rebuildScore(NOW);
  expect(status).toMatchObject({
    version: 1,
    builtAt: NOW,
    lastTry: { published: true, why: "better on held-back visitors" },
  });
  // A search: odds of 1 against 1/19, so 15 · log2(19) = 64 points are the truth; the bundle says 4.
  expect(pointsOf(status, "search")[2]).toBeGreaterThan(30);
  // The bundle has views worth up to 12 points; here they say nothing.
  expect(pointsOf(status, "view_item")[5]).toBeLessThan(9);
  expect(status.heldBack!.auc).toBeGreaterThan(0.7);
  expect(status.heldBack!.deciles).toHaveLength(10);
  expect(status.lastTry!.aucAfter).toBeGreaterThan(status.lastTry!.aucBefore!);

  const visitor = visitorId("searcher");
  const answer = await collect({ visitor, events: [event("search", { search_term: "boots" })] });
  expect(answer.score).toBeGreaterThan(30);
});

it("shows how the scores of recent visits are spread, and which cards there are beside the one in use", async () => {
  const some = visits(1_500, { searched: 0.5, other: 0.05 });
  const old = visits(10, { searched: 0.5, other: 0.05 }).map((visit) => ({
    ...visit,
    key: `old-${visit.key}`,
    at: NOW - 60 * 86_400_000,
  }));
  await learner().recordScoreExamples([...some, ...old]);
  const { distribution, others } = await score();
  expect(distribution).toMatchObject({ days: 28, visits: 1_500 });
  expect(distribution.byScore).toHaveLength(101);
  expect(distribution.byScore.reduce((sum, one) => sum + one.visits, 0)).toBe(1_500);
  expect(distribution.byScore.reduce((sum, one) => sum + one.buyers, 0)).toBe(
    some.filter(({ bought }) => bought).length,
  );
  expect(others).toEqual([]);
  const longer: ScorecardStatus = await (await call("/v1/sites/shop/score?days=90")).json();
  expect(longer.distribution.visits).toBe(1_510);
  expect((await call("/v1/sites/shop/score?days=0")).status).toBe(400);
  await learner().rebuildScore(NOW);
  const [previous] = (await score()).others;
  expect(previous).toMatchObject({ which: "previous", version: 0, auc: expect.any(Number) });
  expect(previous?.points).toHaveLength(SCORE_FEATURES.length);
});

it("counts a visit that is told again once", async () => {
  const some = visits(50, { searched: 0.5, other: 0.05 });
  await learner().recordScoreExamples(some);
  await learner().recordScoreExamples(some);
  expect((await score()).gathered.visits).toBe(50);
});

it("learns nothing from few visits, and keeps the card where nothing better is found", async () => {
  await learner().recordScoreExamples(visits(100, { searched: 0.5, other: 0.05 }));
  expect(await learner().rebuildScore(NOW)).toMatchObject({ version: 0 });
  expect((await score()).lastTry).toBeUndefined();
});

it("publishes no card that is not better on visitors held back", async () => {
  await learner().recordScoreExamples(visits(1_500, { searched: 0.5, other: 0.05 }));
  await learner().rebuildScore(NOW);
  // Half as many visits again, of the same kind: there is nothing new to be found.
  const more = visits(2_250, { searched: 0.5, other: 0.05 }).slice(1_500);
  await learner().recordScoreExamples(more);
  const status = await learner().rebuildScore(NOW + 1);
  expect(status.lastTry!.at).toBe(NOW + 1);
  expect(status.lastTry!.published).toBe(status.version === 2);
  if (status.version === 2) expect(status.lastTry!.logLossAfter).toBeLessThan(status.lastTry!.logLossBefore);
});

it("goes back to the card before under a new version", async () => {
  await learner().recordScoreExamples(visits(1_500, { searched: 0.5, other: 0.05 }));
  const before = await score();
  await learner().rebuildScore(NOW);
  const back = (await (await call("/v1/sites/shop/score/roll-back", { method: "POST" })).json()) as ScorecardStatus;
  expect(back.version).toBe(2);
  expect(pointsOf(back, "search")).toEqual(pointsOf(before, "search"));
});

it("tells the site of a card later where it is out of reach", async () => {
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  await learner().recordScoreExamples(visits(1_500, { searched: 0.5, other: 0.05 }));
  await runInDurableObject(SITE.getByName("shop"), (instance) => {
    vi.spyOn(Object.getPrototypeOf(instance) as typeof instance, "scorecardPublished").mockImplementationOnce(() => {
      throw new Error("out of reach");
    });
  });
  await learner().rebuildScore(NOW);
  expect(
    (await SITE.getByName("shop").news({ settings: 0, definitions: 0, catalogue: 0 }, NOTHING))?.scorecard,
  ).toBeUndefined();
  await runDurableObjectAlarm(learner());
  expect(
    (await SITE.getByName("shop").news({ settings: 0, definitions: 0, catalogue: 0 }, NOTHING))?.scorecard?.version,
  ).toBe(1);
});

const NOTHING = {
  pulse: { events: [], visitors: [] } as { events: [number, number][]; visitors: [number, number][] },
  entries: [] as Omit<LiveEntry, "seq">[],
};

it("is told of a visit when it has ended, without a word of whose it was", async () => {
  const visitor = visitorId("ends");
  await collect({ visitor, events: [view("boot")] });
  vi.setSystemTime(Date.now() + 5 * 60_000);
  await collect({ visitor, events: [event("add_to_cart", { items: [{ item_id: "boot" }] })] });
  await collect({
    visitor,
    events: [event("purchase", { items: [{ item_id: "boot" }], transaction_id: "o1" }, Date.now() + 1_000)],
  });
  vi.setSystemTime(Date.now() + 40 * 60_000);
  await runDurableObjectAlarm(VISITOR.getByName(`shop:${visitor}`));
  const rows = await runInDurableObject(learner(), (_, state) =>
    state.storage.sql.exec("SELECT * FROM score_examples").toArray(),
  );
  expect(rows).toMatchObject([{ bought: 1, features: FEATURE_SET }]);
  expect(JSON.stringify(rows)).not.toContain(visitor);
  expect(((await exported(visitor)) as unknown as { state: { examples: unknown } }).state.examples).toMatchObject({
    closed: [],
  });
});

it("has the site's own bands, and refuses bands that are none", async () => {
  await put("/v1/sites/shop/settings", { ...SETTINGS, scoreBands: { warm: 2, hot: 3 } });
  expireSite("shop");
  const visitor = visitorId("bands");
  await collect({ visitor, events: [view("boot"), view("tent")] });
  const shown = (await (await call(`/v1/sites/shop/visitors/${visitor}`)).json()) as VisitorView;
  expect(shown.score.band).toBe("hot");
  const refused = await call("/v1/sites/shop/settings", {
    method: "PUT",
    body: JSON.stringify({ ...SETTINGS, scoreBands: { warm: 60, hot: 25 } }),
  });
  expect(refused.status).toBe(400);
  expect((await refused.json<{ detail: string }>()).detail).toContain("scoreBands");
});
