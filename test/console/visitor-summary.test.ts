import { describe, expect, it } from "vitest";
import { isBlank, scoreSum, titlesFromTimeline } from "../../console/visitor/visitor-summary.ts";
import { OTHER_VISITOR, sampleVisitor, WARM_SCORE } from "./sample-site.ts";

describe("the score as a sum", () => {
  it("puts the weightiest part first, and its parts add up to the score", () => {
    const { parts, total } = scoreSum(WARM_SCORE);
    expect(parts.map(({ points }) => points)).toEqual([21.4, 18, 6.3, -2.1]);
    // 21.4 + 18 + 6.3 − 2.1 = 43.6
    expect(total).toBe(43.6);
  });

  it("leaves out what rounds to nothing", () => {
    const parts = [...WARM_SCORE.parts, { feature: "share", label: "nothing to speak of", points: 0.04 }];
    expect(scoreSum({ ...WARM_SCORE, parts }).parts).toHaveLength(4);
  });
});

describe("a visitor's view", () => {
  it("knows titles of items from the visitor's own events", () => {
    expect(titlesFromTimeline(sampleVisitor(OTHER_VISITOR)).get("p-100")).toBe("Trail Runner 3");
  });

  it("is blank where nothing was ever written", () => {
    const view = sampleVisitor(OTHER_VISITOR);
    expect(isBlank(view)).toBe(false);
    expect(isBlank({ ...view, eventCount: 0, timeline: [], sessions: { count: 0, latest: [] } })).toBe(true);
  });
});
