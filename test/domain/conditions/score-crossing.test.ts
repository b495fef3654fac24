import { describe, expect, it } from "vitest";
import type { Condition, NumberTest, ScoreCrossingCondition } from "../../../wire/condition.ts";
import { Facts, type ScoreCurve, type ScoreStep } from "../../../worker/domain/conditions/facts.ts";
import { holds } from "../../../worker/domain/conditions/evaluate.ts";
import { nextChange } from "../../../worker/domain/conditions/next-change.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import type { EngagementCurve } from "../../../worker/domain/score/next-score-change.ts";

const NOW = Date.UTC(2026, 10, 22);
const MINUTE = 60_000;
const HOUR = 3_600_000;

const DAY = 24 * HOUR;
const HIGHEST = 60;

/** A score of 60 now that fades with a half-life of a day: what a scorecard would say is its own tests' matter. */
const fading: EngagementCurve = {
  valueAt: (at) => HIGHEST * 2 ** (-(at - NOW) / DAY),
  nextCrossing: (thresholds, now) => {
    const instants = thresholds.map((one) => Math.ceil(NOW + Math.log2(HIGHEST / one) * DAY)).filter((at) => at > now);
    return instants.length === 0 ? undefined : Math.min(...instants);
  },
};

function facts(scoreSteps: ScoreStep[]): Facts {
  return new Facts({ profile: emptyProfile(), score: fading, scoreSteps, shopZone: "UTC" });
}

const rose: ScoreCrossingCondition = {
  kind: "score_crossing",
  direction: "rose",
  through: 50,
  within: { amount: 10, unit: "minutes" },
};
const fell: ScoreCrossingCondition = { ...rose, direction: "fell", within: { amount: 2, unit: "hours" } };
const step = { at: NOW, before: 30, after: HIGHEST };

describe("[CO-9] a score crossing a threshold", () => {
  it("is noticed at the event, and for as long as was asked", () => {
    expect(holds(rose, facts([step]), NOW)).toBe(true);
    expect(holds(rose, facts([step]), NOW + 10 * MINUTE - 1)).toBe(true);
    expect(holds(rose, facts([step]), NOW + 10 * MINUTE)).toBe(false);
    expect(nextChange(rose, facts([step]), NOW)).toBeLessThanOrEqual(NOW + 10 * MINUTE);
    expect(holds({ ...rose, through: 61 }, facts([step]), NOW)).toBe(false);
    expect(holds(rose, facts([{ ...step, before: 50 }]), NOW)).toBe(false);
  });

  it("is noticed as it fades, without anybody looking meanwhile", () => {
    // 50 of 60 points are left after log2(60/50) days: 6 hours and 19 minutes.
    const fadedAt = NOW + Math.log2(60 / 50) * DAY;
    const asked = facts([step]);
    const woken = nextChange(fell, asked, NOW);
    expect(woken).toBeLessThanOrEqual(Math.ceil(fadedAt));
    expect(woken).toBeGreaterThan(fadedAt - 10);
    expect(holds(fell, asked, Math.floor(fadedAt) - 1)).toBe(false);
    expect(holds(fell, asked, Math.ceil(fadedAt) + 1)).toBe(true);
    expect(holds(fell, asked, Math.ceil(fadedAt) + 2 * HOUR)).toBe(false);
  });

  it("counts one that a later step shows, and the newest of several", () => {
    const steps = [{ at: NOW - 3 * HOUR, before: 20, after: 70 }, { at: NOW - HOUR, before: 40, after: 45 }, step];
    // Between the first two it faded through 50: noticed at the second, an hour ago.
    expect(holds(fell, facts(steps), NOW)).toBe(true);
    expect(holds({ ...fell, within: { amount: 59, unit: "minutes" } }, facts(steps), NOW)).toBe(false);
    expect(holds({ ...rose, within: { amount: 3, unit: "hours" } }, facts(steps.slice(0, 2)), NOW)).toBe(false);
  });
});

describe("a score in whole points", () => {
  /** Loses a point each minute. */
  const score: ScoreCurve = {
    valueAt: (at) => 62 - Math.floor((at - NOW) / MINUTE),
    nextCrossing: (thresholds, now) => {
      const sides = (at: number) => thresholds.filter((one) => score.valueAt(at) >= one).length;
      for (let at = now + 1; at < NOW + HOUR; at++) {
        if ((at - NOW) % MINUTE === 0 && sides(at) !== sides(now)) return at;
      }
      return undefined;
    },
  };
  const stepped = new Facts({ profile: emptyProfile(), score, shopZone: "UTC" });

  it.each<[NumberTest, number]>([
    [{ op: "at_least", value: 60 }, 3],
    [{ op: "less_than", value: 60 }, 3],
    [{ op: "more_than", value: 60 }, 2],
    [{ op: "at_most", value: 60 }, 2],
    [{ op: "between", from: 50, to: 60 }, 2],
  ])("[CO-5] %j turns at the very step", (test, minutes) => {
    const asked: Condition = { kind: "score", test };
    expect(nextChange(asked, stepped, NOW)).toBe(NOW + minutes * MINUTE);
    expect(holds(asked, stepped, NOW + minutes * MINUTE)).not.toBe(holds(asked, stepped, NOW));
    expect(holds(asked, stepped, NOW + minutes * MINUTE - 1)).toBe(holds(asked, stepped, NOW));
  });
});
