import fc from "fast-check";
import { expect, it } from "vitest";
import { NeighbourSearch } from "../../../../worker/domain/recommend/session-model/neighbour-search.ts";
import { nthGreatest } from "../../../../worker/domain/recommend/session-model/nth-greatest.ts";
import { indexSessions } from "../../../../worker/domain/recommend/session-model/session-index.ts";

const ITEMS = 8;
const sessions = fc.array(fc.array(fc.nat(ITEMS - 1), { minLength: 1, maxLength: 6 }), { maxLength: 30 });

it("finds what looking at every session finds", () => {
  fc.assert(
    fc.property(
      sessions,
      fc.uniqueArray(fc.nat(ITEMS - 1), { minLength: 1 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(30),
      (all, current, sample, neighbours, before) => {
        const starts = [0];
        for (const session of all) starts.push(starts.at(-1)! + session.length);
        const index = indexSessions(ITEMS, Uint32Array.from(starts), Uint32Array.from(all.flat()));
        // Powers of two: their sums are exact, and no two sets of items weigh the same.
        const weights = current.map((_, i) => 2 ** i);
        const expected = all
          .map((session, number) => ({
            number,
            similarity: current.reduce((sum, item, i) => sum + (session.includes(item) ? weights[i]! : 0), 0),
          }))
          .filter(({ number, similarity }) => number < before && similarity > 0)
          .reverse()
          .slice(0, sample)
          .sort((a, b) => b.similarity - a.similarity || b.number - a.number)
          .slice(0, neighbours)
          .sort((a, b) => b.number - a.number);
        const search = new NeighbourSearch(sample);
        search.find(index, current, current.length, weights, { before, sample, neighbours, cosine: false });
        expect(
          Array.from({ length: search.count }, (_, n) => ({
            number: search.session[n],
            similarity: search.similarity[n],
          })),
        ).toEqual(expected);
      },
    ),
  );
});

it("finds the n-th greatest as sorting does", () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 })
        .chain((values) => fc.record({ values: fc.constant(values), n: fc.integer({ min: 1, max: values.length }) })),
      ({ values, n }) => {
        expect(nthGreatest(Float32Array.from(values), values.length, n)).toBe(values.toSorted((a, b) => b - a)[n - 1]);
      },
    ),
  );
});
