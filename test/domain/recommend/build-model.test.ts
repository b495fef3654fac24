import { describe, expect, it } from "vitest";
import { buildModel, buildModelInSteps } from "../../../worker/domain/recommend/build-model.ts";
import type { LearntSession } from "../../../worker/domain/recommend/build-model.ts";
import { encodeModel } from "../../../worker/domain/recommend/index-format.ts";
import type { SessionItemKind } from "../../../worker/domain/recommend/session-fragment.ts";

const NOW = 1_800_000_000_000;
const DAY_MS = 86_400_000;

/** A session of one-letter products a millisecond apart, the last at `end`. */
function session(ids: string, kind: SessionItemKind = "view", end = NOW): LearntSession {
  const letters = ids.split("");
  return { items: letters.map((itemId, i) => ({ itemId, at: end - letters.length + 1 + i, kind })) };
}

describe("buildModel", () => {
  it("learns what is looked at next, bought together and bought again from one reading of the sessions", () => {
    function* once(): Generator<LearntSession> {
      yield session("AB");
      yield session("CD", "purchase");
      yield { items: [{ itemId: "C", at: NOW, kind: "purchase", againDays: 30 }] };
    }
    const model = buildModel({ sessions: once(), now: NOW, version: 4 });
    expect(model).toMatchObject({ version: 4, builtAt: NOW, sessions: 3 });
    expect(model.next.itemIds).toEqual(["A", "B", "C", "D"]);
    expect(model.complements.itemIds).toEqual(["C", "D"]);
    expect(model.complements.orders).toBe(2);
    expect(model.repeats.itemIds).toEqual(["C", "D"]);
    expect([...model.repeats.bought]).toEqual([2, 1]);
    expect([...model.repeats.again]).toEqual([1, 0]);
    expect(model.repeats.logDays[0]).toBeCloseTo(Math.log(30), 5);
  });

  it("makes the same bytes of the same sessions", () => {
    const sessions = Array.from({ length: 300 }, (_, i) => {
      const ids = ["ABC", "BCD", "CDE", "AEF"][i % 4]!;
      return session(ids, i % 3 ? "view" : "purchase", NOW - (300 - i) * DAY_MS);
    });
    const bytes = () => encodeModel(buildModel({ sessions, now: NOW, version: 1 }));
    expect(bytes()).toEqual(bytes());
  });

  it("in steps, with another model's between them, makes the same bytes as at once, its learnt order among them", () => {
    const shop = (paths: readonly string[]) =>
      Array.from({ length: 2_000 }, (_, i) => {
        const ids = paths[i % paths.length]!;
        return session(ids, i % 5 ? "view" : "purchase", NOW - (2_000 - i) * 60_000);
      });
    const inputs = [shop(["ABC", "BCA", "CAB"]), shop(["XY", "YZX", "ZX"])].map((sessions, i) => ({
      sessions,
      now: NOW,
      version: i + 1,
    }));
    const running = inputs.map((input) => ({ work: buildModelInSteps(input), steps: 0, bytes: new Uint8Array() }));
    while (running.some(({ bytes }) => bytes.length === 0)) {
      for (const one of running.filter(({ bytes }) => bytes.length === 0)) {
        const { done, value } = one.work.next();
        one.steps++;
        if (done) one.bytes = encodeModel(value);
      }
    }
    for (const [i, { steps, bytes }] of running.entries()) {
      const atOnce = buildModel(inputs[i]!);
      expect(atOnce.next.ranker).not.toHaveProperty("untrained");
      expect(bytes).toEqual(encodeModel(atOnce));
      // 200 sessions, three times over: a step each sixty-four clicks.
      expect(steps).toBeGreaterThan(12);
    }
  });

  it("of no sessions, and of sessions without products, knows nothing", () => {
    expect(buildModel({ sessions: [], now: NOW, version: 1 }).next.itemIds).toEqual([]);
    const model = buildModel({ sessions: [{ items: [] }], now: NOW, version: 1 });
    expect([model.sessions, model.complements.orders, model.repeats.itemIds.length]).toEqual([0, 0, 0]);
  });
});
