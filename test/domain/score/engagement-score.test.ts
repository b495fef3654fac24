import fc from "fast-check";
import { expect, it } from "vitest";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { bandOf, engagementScore } from "../../../worker/domain/score/engagement-score.ts";
import { shopperEvents, START } from "../shopper-events.ts";

const DAY = 86_400_000;
const profileOf = (...names: string[]) =>
  foldEvents(
    emptyProfile(),
    names.map((name, i) => ({ id: `e${i}`, name, at: START })),
  );

it("[SC-1] [SC-2] lies within 0–100 and is the sum of its parts, at any instant", () => {
  fc.assert(
    fc.property(shopperEvents, fc.integer({ min: 0, max: 40 }), (events, days) => {
      const { value, parts } = engagementScore(foldEvents(emptyProfile(), events), START + days * DAY);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(100);
      // At 0 the parts are shown as they are, since nothing is left of the sum to share out.
      const sum = parts.reduce((total, part) => total + part.points, 0);
      expect(value > 0 && parts.length > 0 ? sum : value).toBeCloseTo(value, 9);
    }),
  );
});

it("[SC-1] is worked out by hand for two product views", () => {
  // 2 · 4 points = 8; 100 · (1 − e^(−8/45)) = 16.289…
  expect(engagementScore(profileOf("view_item", "view_item"), START).value).toBeCloseTo(
    100 * (1 - Math.exp(-8 / 45)),
    10,
  );
});

it("[SC-2] has the bands cold, warm and hot", () => {
  expect([0, 24.9, 25, 59.9, 60, 100].map(bandOf)).toEqual(["cold", "cold", "warm", "warm", "hot", "hot"]);
});

it("[SC-3] halves its points in a day", () => {
  const fresh = engagementScore(profileOf("add_to_cart"), START).value;
  const later = engagementScore(profileOf("add_to_cart"), START + DAY).value;
  // raw points before pressing: 16, then 8
  expect(-45 * Math.log(1 - fresh / 100)).toBeCloseTo(16, 9);
  expect(-45 * Math.log(1 - later / 100)).toBeCloseTo(8, 9);
});

it("[SC-4] falls when something is bought", () => {
  const before = engagementScore(profileOf("view_item", "add_to_cart", "begin_checkout"), START).value;
  const after = engagementScore(profileOf("view_item", "add_to_cart", "begin_checkout", "purchase"), START).value;
  expect(after).toBeLessThan(before / 2);
});

it("is 0 for a stranger", () => {
  expect(engagementScore(emptyProfile(), START)).toEqual({ value: 0, band: "cold", parts: [], at: START });
});
