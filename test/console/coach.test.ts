import { describe, expect, it } from "vitest";
import { readCoachSignal } from "../../console/coach-signal.ts";
import { COACH_START, coachStep, nextStep } from "../../console/demo/coach.ts";

describe("the demo's coach", () => {
  it("ticks off the steps as they happen", () => {
    const opened = coachStep(COACH_START, { sameview: "product-opened" });
    expect(nextStep(opened)).toBe("score");
    const scored = coachStep(opened, { sameview: "score-moved", score: 27, before: 12 });
    expect(nextStep(scored)).toBe("why");
    expect(scored.latest).toEqual({ score: 27, before: 12 });
    expect(nextStep(coachStep(scored, { sameview: "why-opened" }))).toBeUndefined();
  });

  it("shows a score that moved before a product was opened, without ticking the step", () => {
    const early = coachStep(COACH_START, { sameview: "score-moved", score: 4 });
    expect(early.latest).toEqual({ score: 4 });
    expect(nextStep(early)).toBe("product");
    expect(early.score).toBe(false);
  });

  it("reads only what the console says", () => {
    expect(readCoachSignal({ sameview: "why-opened", more: 1 })).toEqual({ sameview: "why-opened" });
    expect(readCoachSignal({ sameview: "score-moved", score: "9" })).toBeUndefined();
    for (const other of [null, "why-opened", 7, {}, { sameview: "other" }]) {
      expect(readCoachSignal(other)).toBeUndefined();
    }
  });
});
