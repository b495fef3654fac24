import fc from "fast-check";
import { expect, it } from "vitest";
import { foldEvents } from "../../../worker/domain/profile/fold.ts";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { DEFAULT_SCORECARD } from "../../../worker/domain/score/default-scorecard.ts";
import {
  bandOf,
  engagementScore,
  engagementValue,
  probabilityOf,
} from "../../../worker/domain/score/engagement-score.ts";
import { SCORE_FEATURES } from "../../../worker/domain/score/features.ts";
import { shopperEvents, START } from "../shopper-events.ts";

const DAY = 86_400_000;
const MINUTE = 60_000;
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
      const sum = parts.reduce((total, part) => total + part.points, 0);
      expect(sum).toBe(value);
    }),
  );
});

it("[SC-1] is worked out by hand for two product views three minutes apart", () => {
  const views = [0, 3 * MINUTE].map((after, i) => ({ id: `v${i}`, name: "view_item", at: START + after }));
  const score = engagementScore(foldEvents(emptyProfile(), views), START + 3 * MINUTE);
  // pace 1 + 2^(−3/10) = 1.81, the range from 1.8: 9; views 1 + 2^(−3/1440) = 2.0, the range from 1.5: 5
  // three minutes of visit: 2; two things done, the range from 1.5: 0
  expect(score.parts.map(({ feature, points }) => [feature, points])).toEqual([
    ["pace", 9],
    ["view_item", 5],
    ["visit_minutes", 2],
  ]);
  expect(score.value).toBe(16);
});

it("[SC-1] keeps within 0 and 100 by a part that says so", () => {
  const { value, parts } = engagementScore(profileOf("view_item", "purchase"), START);
  expect(value).toBe(0);
  expect(parts.at(-1)).toMatchObject({ feature: "limit", label: "a score ends at 0" });
  expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(0);
});

it("[SC-1] says the fact behind the points, and where there is none, as before a first order, that", () => {
  const points = DEFAULT_SCORECARD.points.map((ranges, place) =>
    SCORE_FEATURES[place]!.name === "bought" ? ranges.map(() => 3) : ranges,
  );
  const { parts } = engagementScore(profileOf("view_item"), START, { ...DEFAULT_SCORECARD, points });
  expect(parts).toContainEqual({ feature: "bought", label: "no order so far", points: 3 });
  expect(parts).toContainEqual(expect.objectContaining({ feature: "view_item", value: 1 }));
});

it("[SC-5] doubles the odds of a purchase with each 15 points", () => {
  const odds = (points: number) => {
    const p = probabilityOf(DEFAULT_SCORECARD, points);
    return p / (1 - p);
  };
  expect(odds(45) / odds(30)).toBeCloseTo(2, 12);
  expect(odds(60) / odds(0)).toBeCloseTo(16, 10);
});

it("[SC-2] has the bands cold, warm and hot", () => {
  expect([0, 24.9, 25, 59.9, 60, 100].map(bandOf)).toEqual(["cold", "cold", "warm", "warm", "hot", "hot"]);
});

it("[SC-2] takes other bands where the site sets them", () => {
  const profile = profileOf("view_item", "add_to_cart");
  const bandWith = (warm: number, hot: number) =>
    engagementScore(profile, START, DEFAULT_SCORECARD, { warm, hot }).band;
  expect([bandWith(10, 20), bandWith(10, 90), bandWith(80, 90)]).toEqual(["hot", "warm", "cold"]);
});

it("[SC-3] fades without being touched, as its facts halve", () => {
  const profile = profileOf("add_to_cart");
  const pointsOf = (feature: string, at: number) =>
    engagementScore(profile, at).parts.find((part) => part.feature === feature)?.points;
  // Daily count 1, 0.5, 0.25, 0.06: the ranges from 0.9, 0.5, 0.1 and below.
  expect([0, 1, 2, 4].map((days) => pointsOf("add_to_cart", START + days * DAY))).toEqual([16, 10, 4, undefined]);
  // Nine days away: the range from a week.
  expect(pointsOf("away", START + 9 * DAY)).toBe(-8);
});

it("[SC-3] never rises while nothing happens, but for the forgetting of an order or of trouble", () => {
  fc.assert(
    fc.property(shopperEvents, fc.integer({ min: 0, max: 30 * 24 }), (events, hours) => {
      const profile = foldEvents(
        emptyProfile(),
        events.filter(({ name }) => name !== "purchase" && name !== "remove_from_cart"),
      );
      const now = profile.lastAt + hours * 3_600_000;
      expect(engagementValue(profile, now + 3_600_000)).toBeLessThanOrEqual(engagementValue(profile, now));
    }),
  );
});

it("[SC-4] falls when something is bought", () => {
  const before = engagementScore(profileOf("view_item", "add_to_cart", "begin_checkout"), START).value;
  const after = engagementScore(profileOf("view_item", "add_to_cart", "begin_checkout", "purchase"), START).value;
  expect(after).toBeLessThan(before / 2);
});

it("is 0 for a stranger", () => {
  expect(engagementScore(emptyProfile(), START)).toEqual({ value: 0, band: "cold", parts: [], at: START });
});
