import fc from "fast-check";
import { expect, it } from "vitest";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { DEFAULT_SCORECARD } from "../../../worker/domain/score/default-scorecard.ts";
import { engagementValue } from "../../../worker/domain/score/engagement-score.ts";
import { engagementCurve, nextScoreChange } from "../../../worker/domain/score/next-score-change.ts";
import { shopperEvents, START } from "../shopper-events.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

it("[SC-6] tells the very millisecond at which the score next passes a threshold", () => {
  const profile = foldEvents(emptyProfile(), [{ id: "e1", name: "add_to_cart", at: START }]);
  // A cart add's pace of 1 falls below 0.9, and so does the daily count; the first is 10 minutes · log2(1/0.9) later.
  const value = engagementValue(profile, START);
  const change = nextScoreChange(profile, DEFAULT_SCORECARD, value, START)!;
  expect(change).toBe(Math.floor(START + 10 * MINUTE * Math.log2(1 / 0.9)) + 1);
  expect(engagementValue(profile, change - 1)).toBe(value);
  expect(engagementValue(profile, change)).toBeLessThan(value);
});

it("[SC-6] is never late and never misses: between now and then every instant is on the same side", () => {
  fc.assert(
    fc.property(
      shopperEvents,
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: -3 * DAY, max: 20 * DAY }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 60, maxLength: 60 }),
      (events, threshold, after, places) => {
        const profile = foldEvents(emptyProfile(), events);
        const now = profile.lastAt + after;
        const isAbove = (at: number) => engagementValue(profile, at) >= threshold;
        const change = nextScoreChange(profile, DEFAULT_SCORECARD, threshold, now);
        const until = change === undefined ? now + 90 * DAY : change - 1;
        for (const place of places) expect(isAbove(now + Math.floor(place * (until - now)))).toBe(isAbove(now));
        // Close by as well, where a rounding would show.
        for (let back = 0; back < 5; back++) expect(isAbove(Math.max(now, until - back))).toBe(isAbove(now));
        if (change !== undefined) expect(isAbove(change)).not.toBe(isAbove(now));
      },
    ),
    { numRuns: 300 },
  );
});

it("[SC-6] finds the first of several thresholds, and nothing where nothing can change", () => {
  const profile = foldEvents(emptyProfile(), [{ id: "e1", name: "add_to_cart", at: START }]);
  const curve = engagementCurve(profile);
  const each = [20, 10].map((threshold) => curve.nextCrossing([threshold], START));
  expect(curve.nextCrossing([10, 20], START)).toBe(Math.min(...each.map((one) => one ?? Infinity)));
  expect(curve.nextCrossing([100], START)).toBeUndefined();
  expect(engagementCurve(emptyProfile()).nextCrossing([25], START)).toBeUndefined();
});
