import { describe, expect, it } from "vitest";
import { overlapFact } from "../../console/segments/overlap-fact.ts";
import { OVERLAP } from "./sample-answers.ts";

const [first] = OVERLAP.others;
const between = (members: number, theirs: number, shared: number, to = shared) => ({
  ...OVERLAP,
  members,
  others: [{ ...first!, members: theirs, shared: { estimate: shared, interval: { from: shared, to } } }],
});

describe("the main fact of an overlap", () => {
  it("is the largest share", () => {
    expect(overlapFact(OVERLAP)).toEqual({ kind: "most", name: "Looks, never bought", share: 1 / 3, shared: 140 });
  });

  it("is that one holds the other, or that both are the same", () => {
    expect(overlapFact(between(50, 50, 50)).kind).toBe("same");
    expect(overlapFact(between(50, 90, 50)).kind).toBe("inside");
    expect(overlapFact(between(90, 50, 50)).kind).toBe("around");
    // Three of three say nothing of the segment they are in.
    expect(overlapFact(between(90, 3, 3)).kind).toBe("most");
    // Where members were drawn by lot, nobody knows that it is all of them.
    expect(overlapFact(between(50, 90, 50, 51)).kind).toBe("most");
  });

  it("is that there is none, or too little to say", () => {
    expect(overlapFact({ ...OVERLAP, others: [] }).kind).toBe("none");
    expect(overlapFact(between(50, 90, 0)).kind).toBe("none");
    expect(overlapFact(between(19, 90, 19))).toEqual({ kind: "few", members: 19 });
  });
});
