import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildModel } from "../../../worker/domain/recommend/build-model.ts";
import { DEFAULT_BUILD_OPTIONS } from "../../../worker/domain/recommend/build-options.ts";
import type { LearntSession } from "../../../worker/domain/recommend/condensed-sessions.ts";
import { decodeModel, encodeModel } from "../../../worker/domain/recommend/index-format.ts";
import type { RecommendModel } from "../../../worker/domain/recommend/recommend-model.ts";
import type { SessionItem, SessionItemKind } from "../../../worker/domain/recommend/session-fragment.ts";

const NOW = 1_800_000_000_000;
const { halfLifeMs } = DEFAULT_BUILD_OPTIONS;

/** A session of views one millisecond apart, the last at `end`. */
function session(ids: string, end = NOW, kind: SessionItemKind = "view"): LearntSession {
  const letters = ids.split("");
  return { items: letters.map((itemId, i) => ({ itemId, at: end - letters.length + 1 + i, kind })) };
}

function build(sessions: LearntSession[], options = {}): RecommendModel {
  return buildModel({ sessions, now: NOW, version: 1, options });
}

/** Neighbours of an item as [id, score, support]. */
function neighbours(model: RecommendModel, id: string): [string, number, number][] {
  const item = model.itemIds.indexOf(id);
  const places = Array.from(model.neighbour.keys()).slice(model.neighbourStart[item], model.neighbourStart[item + 1]);
  return places.map((at) => [model.itemIds[model.neighbour[at]!]!, model.score[at]!, model.support[at]!]);
}

describe("buildModel", () => {
  it("computes co-visitation as worked by hand", () => {
    // Sessions ABC, AB, BC, all now: weight 1 each, strength 1 each. Σw² : A 2, B 3, C 2. λ = 3.
    // A–B: side by side twice, 2·1 = 2;      2/√(2·3) = 0.81650; ·2/(2+3) = 0.32660
    // A–C: two apart once, 1/log₂3 = 0.63093; 0.63093/√(2·2) = 0.31546; ·1/(1+3) = 0.07887
    // B–C: side by side twice, as A–B.
    const model = build([session("ABC"), session("AB"), session("BC")], { shrinkage: 3 });
    const ab = 0.3265986;
    const ac = 0.0788662;
    expect(neighbours(model, "A")).toEqual([
      ["B", expect.closeTo(ab, 6), 2],
      ["C", expect.closeTo(ac, 6), 1],
    ]);
    // A and C are tied with B: the lesser id comes first.
    expect(neighbours(model, "B")).toEqual([
      ["A", expect.closeTo(ab, 6), 2],
      ["C", expect.closeTo(ab, 6), 2],
    ]);
    expect([...model.seenIn]).toEqual([2, 3, 2]);
    expect([...model.popularity]).toEqual([2, 3, 2]);
    expect(model.sessions).toBe(3);
  });

  it("counts what was bought above what was looked at", () => {
    // Sessions X with A bought, X with B looked at, A alone, B alone; strengths 1 and 3. Σw²: X 2, A 9 + 1, B 1 + 1.
    // X–A: 1·3/√(2·10) = 0.67082; X–B: 1·1/√(2·2) = 0.5; both in one session, ·1/(1+3).
    const bought: LearntSession = { items: [...session("X", NOW - 1).items, ...session("A", NOW, "purchase").items] };
    const model = build([bought, session("XB"), session("A"), session("B")], { shrinkage: 3 });
    expect(neighbours(model, "X")).toEqual([
      ["A", expect.closeTo(0.67082 / 4, 5), 1],
      ["B", expect.closeTo(0.5 / 4, 5), 1],
    ]);
  });

  it("takes the strongest thing done with a product in a session, at the last place it was touched", () => {
    const items: SessionItem[] = [
      { itemId: "A", at: 1, kind: "view" },
      { itemId: "B", at: 2, kind: "view" },
      { itemId: "A", at: 3, kind: "purchase" },
      { itemId: "A", at: 4, kind: "view" },
    ];
    const model = buildModel({ sessions: [{ items }], now: 4, version: 1 });
    expect([...model.popularity]).toEqual([3, 1]);
    expect([...model.seenIn]).toEqual([1, 1]);
  });

  it("halves a session's weight with each half-life", () => {
    const model = build([session("A"), session("B", NOW - halfLifeMs), session("C", NOW - 2 * halfLifeMs)]);
    expect([...model.popularity]).toEqual([1, 0.5, 0.25]);
  });

  it("prefers what goes together now to what went together once", () => {
    const old = NOW - 4 * halfLifeMs;
    const model = build([session("XA", old), session("XA", old), session("XB"), session("XB")]);
    expect(neighbours(model, "X").map(([id]) => id)).toEqual(["B", "A"]);
  });

  it("counts a session ahead of our clock as one of this instant", () => {
    expect([...build([session("A", NOW + 10 * halfLifeMs)]).popularity]).toEqual([1]);
  });

  it("looks at the latest 30 products of a session", () => {
    const items = Array.from({ length: 100 }, (_, i): SessionItem => ({
      itemId: `p${i + 100}`,
      at: NOW - 100 + i,
      kind: "view",
    }));
    const model = build([{ items }]);
    expect(model.itemIds).toHaveLength(30);
    expect(model.itemIds[0]).toBe("p170");
  });

  it("keeps the most popular items, and no neighbour that is not among them", () => {
    const model = build([session("AB"), session("AB"), session("AC")], { maxItems: 2 });
    expect(model.itemIds).toEqual(["A", "B"]);
    expect(neighbours(model, "A").map(([id]) => id)).toEqual(["B"]);
    expect(model.sessions).toBe(3);
  });

  it("keeps the best neighbours", () => {
    const model = build([session("XA"), session("XA"), session("XA"), session("XB"), session("XB"), session("XC")], {
      neighbours: 2,
    });
    expect(neighbours(model, "X").map(([id]) => id)).toEqual(["A", "B"]);
  });

  it("orders equal neighbours by id, whatever order the sessions come in", () => {
    expect(neighbours(build([session("XB"), session("XA")]), "X").map(([id]) => id)).toEqual(["A", "B"]);
  });

  it("learns nothing from nothing", () => {
    const model = build([{ items: [] }]);
    expect(model.sessions).toBe(0);
    expect(model.itemIds).toEqual([]);
  });
});

const sessions: fc.Arbitrary<LearntSession[]> = fc.array(
  fc.record({
    items: fc.array(
      fc.record({
        itemId: fc.constantFrom(..."ABCDEFGH".split("")),
        at: fc.integer({ min: NOW - 90 * 86_400_000, max: NOW }),
        kind: fc.constantFrom<SessionItemKind[]>("view", "cart", "purchase"),
      }),
      { maxLength: 12 },
    ),
  }),
  { maxLength: 25 },
);

/** Distinct items of a session with strength and place, by the text's definition rather than the code's way. */
function distinct({ items }: LearntSession): Map<string, { strength: number; place: number }> {
  const ordered = items.toSorted((a, b) => a.at - b.at || (a.itemId < b.itemId ? -1 : 1));
  const lastTouched = [...new Set(ordered.map(({ itemId }) => itemId).toReversed())].toReversed();
  return new Map(
    lastTouched.map((id, place) => {
      const strengths = items
        .filter(({ itemId }) => itemId === id)
        .map(({ kind }) => DEFAULT_BUILD_OPTIONS.strength[kind]);
      return [id, { strength: Math.max(...strengths), place }];
    }),
  );
}

describe("buildModel against a plain reading of the formula", () => {
  it("agrees in every count and every score", () => {
    fc.assert(
      fc.property(sessions, (list) => {
        const model = build(list, { neighbours: 8 });
        const held = list.map((one) => ({
          items: distinct(one),
          weight: 2 ** (-(NOW - Math.max(...one.items.map(({ at }) => at))) / halfLifeMs),
        }));
        const norm = (id: string): number =>
          held.reduce((sum, s) => sum + s.weight * (s.items.get(id)?.strength ?? 0) ** 2, 0);
        for (const [item, id] of model.itemIds.entries()) {
          expect(model.seenIn[item]).toBe(held.filter((s) => s.items.has(id)).length);
          const found = new Map(neighbours(model, id).map(([other, score, support]) => [other, { score, support }]));
          for (const other of model.itemIds) {
            const both = held.filter((s) => other !== id && s.items.has(id) && s.items.has(other));
            const dot = both.reduce((sum, s) => {
              const [a, b] = [s.items.get(id)!, s.items.get(other)!];
              return sum + (s.weight * a.strength * b.strength) / Math.log2(1 + Math.abs(a.place - b.place));
            }, 0);
            const n = both.length;
            const expected =
              (Math.min(1, dot / Math.sqrt(norm(id) * norm(other))) * n) / (n + DEFAULT_BUILD_OPTIONS.shrinkage);
            expect(found.get(other)?.support).toBe(n === 0 ? undefined : n);
            expect(found.get(other)?.score ?? 0).toBeCloseTo(expected, 5);
          }
        }
      }),
    );
  });

  it("makes the same bytes from the same sessions", () => {
    fc.assert(
      fc.property(sessions, (list) => {
        expect(encodeModel(build(list))).toEqual(encodeModel(build(structuredClone(list))));
      }),
    );
  });

  it("makes a model that its own reader accepts, even unshrunk, where a perfect cosine is 1", () => {
    fc.assert(
      fc.property(sessions, (list) => {
        const model = build(list, { shrinkage: 0 });
        expect(decodeModel(encodeModel(model))).toEqual(model);
      }),
    );
  });

  it("knows an item by name, and no neighbours of it, from sessions so old that their weight has vanished", () => {
    const model = build([session("AB", NOW - 2_000 * halfLifeMs)]);
    expect(model.itemIds).toEqual(["A", "B"]);
    expect(neighbours(model, "A")).toEqual([]);
  });
});
