import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition } from "../../wire/condition.ts";
import { LEAF_KINDS, LEAVES } from "../../console/conditions/leaf-fields.ts";
import { conditionOf, queryOf } from "../../console/conditions/query-mapping.ts";
import { checkCondition } from "../../worker/domain/conditions/check-condition.ts";

const HOT: Condition = { kind: "score_band", in: ["hot"] };
const MOBILE: Condition = { kind: "device", in: ["mobile"] };

describe("the condition builder's query", () => {
  it("shows a condition that stands alone in a group of its own", () => {
    expect(queryOf(HOT)).toEqual({
      combinator: "and",
      rules: [{ field: "score_band", operator: "holds", value: HOT }],
    });
  });

  it("says not, or, and groups within groups", () => {
    const condition: Condition = {
      kind: "any",
      of: [
        { kind: "not", of: HOT },
        { kind: "all", of: [MOBILE, { kind: "not", of: { kind: "not", of: HOT } }] },
      ],
    };
    expect(conditionOf(queryOf(condition))).toEqual(condition);
  });

  it("of a group without rules holds for everybody, which is what can be published", () => {
    expect(conditionOf({ combinator: "or", rules: [] })).toEqual({ kind: "all", of: [] });
  });

  it("comes back as the condition it was made from", () => {
    const leaf = fc.constantFrom(...LEAF_KINDS.map((kind) => LEAVES[kind].fresh));
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.record({ kind: fc.constant("all" as const), of: fc.array(tie("condition"), { maxLength: 3 }) }),
        fc.record({
          kind: fc.constant("any" as const),
          of: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant("not" as const), of: tie("condition") }),
      ),
    }));
    // A group that is the whole condition stays; a leaf or a "not" of one is shown in a group, which changes nothing.
    fc.assert(
      fc.property(condition, (one) => {
        expect(plain(conditionOf(queryOf(one)))).toEqual(plain(one));
      }),
    );
  });
});

describe("a fresh condition", () => {
  it.each(LEAF_KINDS)("%s is one the Worker takes, once its names are filled in", (kind) => {
    const fresh = LEAVES[kind].fresh as unknown as Record<string, unknown>;
    const named = Object.fromEntries(Object.entries(fresh).map(([key, value]) => [key, value === "" ? "x" : value]));
    expect(checkCondition({ version: 1, when: named })).toMatchObject({ ok: true });
  });

  it.each(LEAF_KINDS)("%s has a field for everything it holds", (kind) => {
    const fields = LEAVES[kind].fields.map(({ key }) => key);
    expect(fields).toEqual(expect.arrayContaining(Object.keys(LEAVES[kind].fresh).filter((key) => key !== "kind")));
  });
});

/** Groups of one part say the same without the group. */
function plain(condition: Condition): Condition {
  switch (condition.kind) {
    case "not":
      return { kind: "not", of: plain(condition.of) };
    case "all":
    case "any":
      return condition.of.length === 1
        ? plain(condition.of[0]!)
        : { kind: condition.kind, of: condition.of.map(plain) };
    default:
      return condition;
  }
}
