import { describe, expect, it } from "vitest";
import type { Condition } from "../../../wire/condition.ts";
import { evaluate } from "../../../worker/domain/conditions/evaluate.ts";
import { visitorFacts } from "../../../worker/domain/conditions/visitor-facts.ts";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { moveSegments } from "../../../worker/domain/segments/memberships.ts";

const NOW = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;
const segment = (id: string, when: Condition) => ({ id, condition: { version: 1 as const, when } });
const viewed = (hours: number): Condition => ({
  kind: "event",
  name: "view_item",
  within: { kind: "last", duration: { amount: hours, unit: "hours" } },
});
const profile = foldEvents(emptyProfile(), [{ id: "a", name: "view_item", at: NOW }]);
const facts = (...segments: ReturnType<typeof segment>[]) => visitorFacts(profile, { segments });

describe("memberships", () => {
  it("[SE-1] say who came, who went, and when to ask again", () => {
    const list = [
      segment("hour", viewed(1)),
      segment("day", viewed(24)),
      segment("bought", { kind: "event", name: "purchase" }),
    ];
    const first = moveSegments({ bought: 5, gone: 6 }, facts(...list), NOW);
    expect(first).toEqual({
      memberships: { hour: NOW, day: NOW },
      entered: ["hour", "day"],
      left: ["bought", "gone"],
      nextAt: NOW + HOUR,
    });
    expect(moveSegments(first.memberships, facts(...list), NOW + HOUR)).toEqual({
      memberships: { day: NOW },
      entered: [],
      left: ["hour"],
      nextAt: NOW + 24 * HOUR,
    });
  });

  it("stay the very same object where nobody moves", () => {
    const before = { day: 7 };
    expect(moveSegments(before, facts(segment("day", viewed(24))), NOW + 1).memberships).toBe(before);
  });

  it("are worked out once each, however often segments name one another", () => {
    // A hundred names of the next, four deep: a hundred million ways, were each walked.
    const many = (id: string): Condition => ({
      kind: "all",
      of: Array.from({ length: 99 }, () => ({ kind: "segment", id })),
    });
    const list = [
      segment("a", many("b")),
      segment("b", many("c")),
      segment("c", many("d")),
      segment("d", many("e")),
      segment("e", viewed(1)),
    ];
    const move = moveSegments({}, facts(...list), NOW);
    expect(move).toMatchObject({ entered: ["a", "b", "c", "d", "e"], nextAt: NOW + HOUR });
    const { reasons } = evaluate({ kind: "segment", id: "a" }, facts(...list), NOW);
    expect(JSON.stringify(reasons).length).toBeLessThan(100_000);
  });
});
