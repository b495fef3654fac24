import { expect, it } from "vitest";
import type { Condition } from "../../wire/condition.ts";
import type { SegmentDefinition } from "../../wire/definitions.ts";
import { withDraftSegments } from "../../console/conditions/with-draft-segments.ts";

const hot: Condition = { kind: "score_band", in: ["hot"] };
const inSegment = (id: string): Condition => ({ kind: "segment", id });
const segment = (id: string, when: Condition): SegmentDefinition => ({ id, name: id, condition: { version: 1, when } });

it("puts the draft's segments in their places, also within one another", () => {
  const segments = [segment("hot", hot), segment("hotter", { kind: "all", of: [inSegment("hot")] })];
  expect(withDraftSegments({ kind: "not", of: inSegment("hotter") }, segments)).toEqual({
    kind: "not",
    of: { kind: "all", of: [hot] },
  });
  expect(withDraftSegments(inSegment("published-only"), segments)).toEqual(inSegment("published-only"));
});

it("ends where segments lead back to themselves", () => {
  const circle = [segment("a", inSegment("b")), segment("b", inSegment("a"))];
  expect(withDraftSegments(inSegment("a"), circle).kind).toBe("segment");
});
