import { describe, expect, it } from "vitest";
import { emptyProfile } from "../../../worker/domain/profile/profile.ts";
import { DEFAULT_SCORECARD } from "../../../worker/domain/score/default-scorecard.ts";
import { pointsOf } from "../../../worker/domain/score/engagement-score.ts";
import { readFeatures, SCORE_FEATURES } from "../../../worker/domain/score/features.ts";
import { judgeScorecard } from "../../../worker/domain/score/learn/judge-scorecard.ts";
import {
  learnScorecard,
  STRANGER_RANGES,
  type VisitExample,
} from "../../../worker/domain/score/learn/learn-scorecard.ts";
import { seededRandom } from "../../../worker/domain/score/learn/random.ts";
import { readScorecard, ScorecardFormatError, writeScorecard } from "../../../worker/domain/score/scorecard.ts";

const STRANGER = readFeatures(emptyProfile(), 0);
const place = (feature: string) => SCORE_FEATURES.findIndex(({ name }) => name === feature);

function examples(count: number, seed: number, chance: (wished: boolean) => number): VisitExample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const wished = random() < 0.3;
    const values = [...STRANGER];
    values[place("wish")] = wished ? 1 : 0;
    return { values, bought: random() < chance(wished), owner: String(index) };
  });
}

describe("the card in the bundle", () => {
  it("has points for every range, none for a stranger, and none that run against what the learner may assume", () => {
    SCORE_FEATURES.forEach(({ name, cuts, monotone }, feature) => {
      const points = DEFAULT_SCORECARD.points[feature]!;
      expect(points, name).toHaveLength(cuts.length + 1);
      expect(points[STRANGER_RANGES[feature]!], name).toBe(0);
      points
        .slice(1)
        .forEach((one, range) => expect(monotone * (one - points[range]!), name).toBeGreaterThanOrEqual(0));
    });
    expect(pointsOf(DEFAULT_SCORECARD, STRANGER)).toBe(0);
  });
});

describe("a stored card", () => {
  const text = writeScorecard(DEFAULT_SCORECARD);
  const changed = (changes: Record<string, unknown>) => JSON.stringify({ ...(JSON.parse(text) as object), ...changes });

  it("comes back as it was", () => {
    expect(readScorecard(text)).toEqual(DEFAULT_SCORECARD);
  });

  it.each([
    ["{", "not JSON"],
    ["[]", "magic"],
    [changed({ magic: "other" }), "magic"],
    [changed({ format: 2 }), "format 2"],
    [changed({ features: 0 }), "feature set 0"],
    [changed({ points: [] }), "points are not for"],
    [changed({ points: DEFAULT_SCORECARD.points.map((one) => one.slice(1)) }), "pace: not"],
    [changed({ points: DEFAULT_SCORECARD.points.map((one) => one.map(() => 0.5)) }), "whole points"],
    [changed({ logOdds: null }), "logOdds"],
    [changed({ version: -1 }), "version"],
  ])("is refused by name where it is not whole: %#", (broken, why) => {
    expect(() => readScorecard(broken)).toThrow(ScorecardFormatError);
    expect(() => readScorecard(broken)).toThrow(why);
  });
});

describe("[SC-7] learning a card", () => {
  const real = (wished: boolean) => (wished ? 0.5 : 0.1);

  it("finds what this shop's visitors show, and keeps what it has not seen", () => {
    const card = learnScorecard(examples(4_000, 1, real), DEFAULT_SCORECARD, { version: 1, builtAt: 5 });
    // Odds 1 against 1/9: 15 · log2(9) = 47.5 points, less what the careful start holds back.
    expect(card.points[place("wish")]![2]).toBeGreaterThan(35);
    expect(card.points[place("wish")]![2]).toBeLessThan(60);
    expect(card).toMatchObject({ version: 1, builtAt: 5, visits: 4_000 });
    // Nobody was away: what the bundle says of it stays, on the scale of trust its other points have earned.
    const away = card.points[place("away")]!;
    expect(away[0]).toBe(0);
    expect(away.at(-1)).toBeLessThan(0);
  });

  it("foretells as many purchases as there were", () => {
    const some = examples(3_000, 2, real);
    const card = learnScorecard(some, DEFAULT_SCORECARD, { version: 1, builtAt: 0 });
    const { after } = judgeScorecard(DEFAULT_SCORECARD, card, some);
    const foretold = after.deciles.reduce((sum, { count, predicted }) => sum + count * predicted, 0);
    expect(foretold / some.filter(({ bought }) => bought).length).toBeCloseTo(1, 2);
  });

  it("is published only where it is better on others, and not perhaps worse", () => {
    const heldBack = examples(1_000, 3, real);
    const card = learnScorecard(examples(4_000, 1, real), DEFAULT_SCORECARD, { version: 1, builtAt: 0 });
    expect(judgeScorecard(DEFAULT_SCORECARD, card, heldBack)).toMatchObject({ publish: true });
    expect(judgeScorecard(card, DEFAULT_SCORECARD, heldBack)).toMatchObject({
      publish: false,
      why: "not better on held-back visitors",
    });
    expect(judgeScorecard(card, card, heldBack)).toMatchObject({ publish: false, lossDifference: 0 });
  });
});
