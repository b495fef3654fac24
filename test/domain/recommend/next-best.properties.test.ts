import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MerchandisingRule, Relation } from "../../../wire/definitions.ts";
import { indexCatalogue } from "../../../worker/domain/catalogue/catalogue.ts";
import { dueProducts } from "../../../worker/domain/recommend/again/again-candidates.ts";
import { JUST_BOUGHT_DAYS } from "../../../worker/domain/recommend/barred.ts";
import { merchandise } from "../../../worker/domain/recommend/merchandising.ts";
import { viewOf } from "../../../worker/domain/recommend/model-view.ts";
import { nextBest } from "../../../worker/domain/recommend/next-best.ts";
import type { Grounds, NextBestInput } from "../../../worker/domain/recommend/next-best.ts";
import { DAY_MS, NOW, ids, inputs } from "./any-row.ts";

/** The same with rules of a merchandiser. */
const merchandised: fc.Arbitrary<NextBestInput> = inputs.chain((input) =>
  fc
    .array(
      fc.record({
        action: fc.constantFrom<MerchandisingRule["action"][]>("pin", "boost", "bury", "exclude"),
        product: fc.constantFrom(...ids),
      }),
      { maxLength: 4 },
    )
    .map((rules) => ({ ...input, merchandising: merchandise(rules, input.catalogue) })),
);

describe("nextBest, whatever is asked", () => {
  it("[RE-1] shows each product once, none barred, and as many as wanted while enough may be shown", () => {
    fc.assert(
      fc.property(merchandised, (input) => {
        const { catalogue, interest, page, limit, merchandising } = input;
        const cart = page.cartItemIds ?? interest.cart;
        const due = dueProducts(input, viewOf(input.model, catalogue));
        const justBought = interest.bought
          .filter(({ at }) => NOW - at < JUST_BOUGHT_DAYS * DAY_MS)
          .map(({ itemId }) => itemId)
          .filter((id) => !due.has(catalogue.byId.get(id) ?? -1));
        const allowed = catalogue.products
          .filter(({ availability }) => availability !== "out_of_stock")
          .filter(({ id }) => merchandising?.excluded[catalogue.byId.get(id) ?? -1] !== 1)
          .map(({ id }) => id)
          .filter((id) => id !== page.itemId && !cart.includes(id) && !justBought.includes(id));
        const answer = nextBest(input).chosen.map(({ index }) => catalogue.products[index]!.id);
        expect(new Set(answer).size).toBe(answer.length);
        for (const id of answer) expect(allowed).toContain(id);
        expect(answer).toHaveLength(Math.min(limit, allowed.length));
      }),
      { numRuns: 400 },
    );
  });

  it("[RE-6] shows what is pinned first, in the order of the rules", () => {
    fc.assert(
      fc.property(merchandised, (input) => {
        const { chosen } = nextBest(input);
        const pinned = chosen.filter(({ reason }) => reason === "PINNED").map(({ index }) => index);
        expect(chosen.slice(0, pinned.length).map(({ index }) => index)).toEqual(pinned);
        expect(pinned).toEqual(input.merchandising?.pinned.filter((index) => pinned.includes(index)));
      }),
    );
  });

  it("[RE-8] logs probabilities that sum to 1 over the rows chance can make, and show as often as they say", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const draws = 200;
        const rows = new Map<string, { probability: number; count: number }>();
        for (let draw = 0; draw < draws; draw++) {
          const { chosen, probability } = nextBest({ ...input, chance: (draw + 0.5) / draws });
          const key = chosen.map(({ index }) => index).join();
          const known = rows.get(key) ?? { probability, count: 0 };
          expect(probability).toBe(known.probability);
          rows.set(key, { probability, count: known.count + 1 });
        }
        expect([...rows.values()].reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        // Evenly spaced draws meet each outcome as often as it is probable, give or take the one at its edge.
        for (const { probability, count } of rows.values()) {
          expect(Math.abs(count / draws - probability)).toBeLessThanOrEqual(1 / draws + 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("gives the same answer to the same question, whatever was asked between", () => {
    fc.assert(
      fc.property(inputs, inputs, (one, other) => {
        const first = nextBest(one);
        nextBest({ ...other, model: one.model, catalogue: one.catalogue });
        expect(nextBest(one)).toEqual(first);
        const rebuilt = { ...one, model: { ...one.model }, catalogue: indexCatalogue(one.catalogue.products) };
        expect(nextBest(rebuilt)).toEqual(first);
      }),
    );
  });

  it("gives each row of a request what it would give it alone, whatever rules, relations and lengths the others have", () => {
    const row = fc.record({
      rule: fc.constantFrom("none", "exclude", "boost"),
      relation: fc.constantFrom<Relation[]>("next", "alternatives", "complements", "again"),
      limit: fc.nat(8),
    });
    fc.assert(
      fc.property(inputs, fc.array(row, { minLength: 2, maxLength: 4 }), (input, rows) => {
        const grounds: Grounds = new Map();
        const { merchandising: _, ...unruled } = input;
        const ruled = (action: MerchandisingRule["action"]) => ({
          merchandising: merchandise([{ action, product: ids[0]! }], input.catalogue),
        });
        const rules = { none: {}, exclude: ruled("exclude"), boost: ruled("boost") };
        for (const { rule, relation, limit } of rows) {
          const one: NextBestInput = { ...unruled, ...rules[rule], relation, limit };
          expect(nextBest({ ...one, grounds })).toEqual(nextBest(one));
        }
      }),
    );
  });

  it("says of every chosen and every lost product why, and never both of one", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const answer = nextBest({ ...input, explain: true });
        const shown = new Set(answer.chosen.map(({ index }) => index));
        for (const { why } of answer.chosen) expect(why).toMatch(/^[a-z].*\w\)?$/);
        for (const { index, detail } of answer.lost) {
          expect(shown).not.toContain(index);
          expect(detail).not.toBe("");
        }
      }),
    );
  });
});
