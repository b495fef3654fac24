import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MerchandisingRule } from "../../../wire/definitions.ts";
import { explainRow } from "../../../worker/domain/recommend/explain-row.ts";
import { factWords } from "../../../worker/domain/recommend/fact-words.ts";
import { merchandise } from "../../../worker/domain/recommend/merchandising.ts";
import { fillRow, nextBest } from "../../../worker/domain/recommend/next-best.ts";
import { ids, inputs } from "./any-row.ts";

/** A question with rules of every kind, the same that the row is made with. */
const questions = inputs.chain((input) =>
  fc
    .array(
      fc.oneof(
        fc.record({
          action: fc.constantFrom<MerchandisingRule["action"][]>("pin", "boost", "bury", "exclude"),
          product: fc.constantFrom(...ids),
        }),
        fc.record({
          action: fc.constantFrom<MerchandisingRule["action"][]>("boost", "bury", "exclude"),
          brand: fc.constantFrom("sol", "Norte"),
        }),
      ),
      { maxLength: 4 },
    )
    .map((rules) => ({
      input: { ...input, merchandising: merchandise(rules, input.catalogue) },
      definitions: { merchandising: rules },
    })),
);

describe("an explained row", () => {
  it("[RE-11] is the row that a decision makes, for the same reasons", () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { catalogue } = question.input;
        const { products, exploration } = explainRow(question);
        const { chosen, probability } = nextBest(question.input);
        const id = (index: number): string => catalogue.products[index]!.id;
        expect(products.map(({ id, reason, why }) => [id, reason, why])).toEqual(
          chosen.map(({ index, reason, why }) => [id(index), reason, why]),
        );
        for (const { fact, why } of products) expect(factWords(fact, catalogue)).toBe(why);
        expect(exploration?.probability ?? 1).toBe(probability);
      }),
      { numRuns: 300 },
    );
  });

  it("[RE-11] says of every product why it is here or not, and names the rule that it is", () => {
    fc.assert(
      fc.property(questions, fc.constantFrom(...ids), (question, product) => {
        const { catalogue, limit } = question.input;
        const { definitions } = question;
        const { row, barred } = fillRow(question.input);
        const index = catalogue.byId.get(product) ?? -1;
        const answer = explainRow({ ...question, product }).asked!.answer;
        const isHere = row.chosen.some((one) => one.index === index);
        const isExcluded = question.input.merchandising.excluded[index] === 1;
        const isOffered = index >= 0 && catalogue.sellable[index] === 1;
        expect(answer.kind === "not_in_catalogue").toBe(index < 0);
        expect(answer.kind === "here").toBe(isHere);
        expect(answer.kind === "not_sellable").toBe(index >= 0 && !isOffered);
        expect(answer.kind === "excluded").toBe(isOffered && isExcluded);
        expect(answer.kind === "barred").toBe(isOffered && !isExcluded && barred.has(index));
        if (answer.kind === "excluded") expect(definitions.merchandising[answer.rule]?.action).toBe("exclude");
        if (["outranked", "behind_the_best", "no_link"].includes(answer.kind)) {
          expect(row.chosen).toHaveLength(Math.floor(limit));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("[RE-11] reads no fact that a later source has written over", () => {
    fc.assert(
      fc.property(questions, (question) => {
        const once = explainRow(question);
        expect(explainRow({ ...question, product: "A" }).outranked).toEqual(once.outranked);
        for (const { fact } of once.outranked) {
          if (fact.kind === "similar") expect(once.anchors.map(({ id }) => id)).toContain(fact.product);
        }
      }),
      { numRuns: 150 },
    );
  });
});
