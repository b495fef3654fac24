import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withFloor } from "../../../worker/domain/bandit/arm-shares.ts";
import { beliefsOf } from "../../../worker/domain/bandit/beliefs.ts";
import { chooseArm } from "../../../worker/domain/bandit/choose-arm.ts";
import { banditSettings, emptyPosterior } from "../../../worker/domain/bandit/posterior.ts";
import { updatePosterior } from "../../../worker/domain/bandit/update-posterior.ts";
import { outcomes, taught, BY_SCORE } from "./taught.ts";

describe("choosing an arm", () => {
  it("[BA-1] gives every arm the same chance while nothing is known", () => {
    const posterior = emptyPosterior(banditSettings(), 0);
    const { shares } = chooseArm({ posterior, arms: ["a", "b", "c", "d"], context: {}, chance: 0 });
    for (const share of shares) expect(share).toBeCloseTo(0.25, 6);
  });

  it("[BA-1] shows an arm as often as it is believed to be the best", () => {
    // Beta(11, 91) against Beta(21, 81), as bounded below by P = Σ… of Miller's closed form, computed by the exact sum
    // over the smaller arm's integer parameter: h = P(B > A) = 0.9785 (tested in best-of.test.ts).
    const posterior = taught({ a: [100, 10], b: [100, 20] });
    const { shares } = chooseArm({ posterior, arms: ["a", "b"], context: {}, chance: 0 });
    expect(shares[1]).toBeGreaterThan(0.95);
    expect(shares[1]).toBeLessThan(0.99);
  });

  it("[BA-2] logs the very probability with which the arm was drawn", () => {
    const posterior = taught({ a: [200, 10], b: [200, 14], c: [200, 12] });
    const counts = new Map<string, number>();
    const draws = 3000;
    let propensities: readonly number[] = [];
    for (let i = 0; i < draws; i++) {
      const choice = chooseArm({ posterior, arms: ["a", "b", "c"], context: {}, chance: (i + 0.5) / draws });
      counts.set(choice.arm, (counts.get(choice.arm) ?? 0) + 1);
      expect(choice.propensity).toBe(choice.shares["abc".indexOf(choice.arm)]);
      propensities = choice.shares;
    }
    // Chances evenly over [0, 1): each arm is drawn its share of times, to one draw at either end.
    for (const [i, arm] of ["a", "b", "c"].entries()) {
      expect(Math.abs((counts.get(arm) ?? 0) - propensities[i]! * draws)).toBeLessThanOrEqual(1);
    }
  });

  it("[BA-3] never shows an eligible arm with less than the placement's minimum", () => {
    const posterior = taught({ a: [5000, 50], b: [5000, 500], c: [5000, 40] }, { minimumShare: 0.01 });
    const { shares } = chooseArm({ posterior, arms: ["a", "b", "c"], context: {}, chance: 0.5 });
    expect(shares[0]).toBeCloseTo(0.01, 12);
    expect(shares[2]).toBeCloseTo(0.01, 12);
    expect(shares[1]).toBeCloseTo(0.98, 12);
  });

  it("[BA-4] learns that kinds of visitors like different things, where they do", () => {
    const posterior = updatePosterior({
      posterior: emptyPosterior(banditSettings({ features: BY_SCORE, windowMs: 0, halfLifeMs: null }), 0),
      outcomes: [
        ...outcomes("welcome", { score: "cold" }, 600, 60),
        ...outcomes("welcome", { score: "hot" }, 600, 12),
        ...outcomes("coupon", { score: "cold" }, 600, 12),
        ...outcomes("coupon", { score: "hot" }, 600, 60),
      ],
      now: 1,
    }).posterior;
    const shareOf = (score: string) =>
      chooseArm({ posterior, arms: ["welcome", "coupon"], context: { score }, chance: 0 }).shares[0]!;
    expect(shareOf("cold")).toBeGreaterThan(0.95);
    expect(shareOf("hot")).toBeLessThan(0.05);
    expect(posterior.fit.models[1]!.weight).toBeGreaterThan(0.99);
  });

  it("[BA-4] believes in one effect for everybody where kinds do not differ", () => {
    const posterior = updatePosterior({
      posterior: emptyPosterior(banditSettings({ features: BY_SCORE, windowMs: 0, halfLifeMs: null }), 0),
      outcomes: ["cold", "hot"].flatMap((score) => [
        ...outcomes("welcome", { score }, 3000, 90),
        ...outcomes("coupon", { score }, 3000, 120),
      ]),
      now: 1,
    }).posterior;
    expect(posterior.fit.models[0]!.weight).toBeGreaterThan(0.7);
  });

  it("[BA-5] starts a new arm at once, and asks nothing of one that is gone", () => {
    const posterior = taught({ a: [3000, 60], b: [3000, 30] });
    const { shares } = chooseArm({ posterior, arms: ["a", "new"], context: {}, chance: 0 });
    expect(shares[1]).toBeGreaterThan(0.2);
    expect(chooseArm({ posterior, arms: ["b"], context: {}, chance: 0.999 })).toMatchObject({
      arm: "b",
      propensity: 1,
    });
  });

  it("without features is Beta–Bernoulli Thompson sampling exactly", () => {
    // 5 of 10 and 15 of 30 make the overall rate (1 + 20)/(2 + 40) = ½, hence the prior Beta(1, 1).
    const posterior = taught({ a: [10, 5], b: [30, 15] });
    const [common] = beliefsOf(posterior, ["a", "b", "new"], "");
    const expected = [
      [6, 6],
      [16, 16],
      [1, 1],
    ];
    for (const [i, [a, b]] of expected.entries()) {
      expect(common!.beliefs[i]!.a).toBeCloseTo(a!, 6);
      expect(common!.beliefs[i]!.b).toBeCloseTo(b!, 6);
    }
  });

  it("[BA-6] refuses nothing to choose from, an arm twice, and a chance that is none", () => {
    const posterior = emptyPosterior(banditSettings(), 0);
    expect(() => chooseArm({ posterior, arms: [], context: {}, chance: 0 })).toThrow("no arm");
    expect(() => chooseArm({ posterior, arms: ["a", "a"], context: {}, chance: 0 })).toThrow("twice");
    expect(() => chooseArm({ posterior, arms: ["a", "b"], context: {}, chance: Number.NaN })).toThrow("chance");
    expect(() => chooseArm({ posterior, arms: ["a", "b"], context: {}, chance: 1 })).toThrow("chance");
  });

  it("says why, in figures", () => {
    const posterior = taught({ a: [200, 10], b: [200, 24] });
    const { why } = chooseArm({ posterior, arms: ["a", "b", "c"], context: {}, chance: 0.5 });
    expect(why).toMatch(/^drawn with \d+ % among 3; 24 of 200 who saw it converted$/);
    const young = updatePosterior({
      posterior: emptyPosterior(banditSettings({ features: BY_SCORE }), 0),
      outcomes: [...outcomes("a", { score: "hot" }, 40, 3), ...outcomes("a", {}, 10, 1), ...outcomes("b", {}, 50, 5)],
      now: 1,
    }).posterior;
    expect(chooseArm({ posterior: young, arms: ["a", "b"], context: { score: "hot" }, chance: 0 }).why).toMatch(
      /^drawn with \d+ % among 2; 4 of 50 who saw it converted, of score hot 3 of 40$/,
    );
    expect(chooseArm({ posterior: young, arms: ["new", "b"], context: {}, chance: 0 }).why).toContain(
      "nothing is known",
    );
    expect(chooseArm({ posterior: young, arms: ["b"], context: {}, chance: 0 }).why).toBe("the only one eligible");
  });
});

const evidence = fc.dictionary(
  fc.constantFrom("a", "b", "c", "d", "__proto__"),
  fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 100 }))
    .map(([n, percent]): [number, number] => [n, Math.floor((n * percent) / 100)]),
);

describe("shares, whatever is known", () => {
  it("[BA-2] [BA-3] sum to 1, none below the minimum, the same every time", () => {
    fc.assert(
      fc.property(
        evidence,
        fc.uniqueArray(fc.constantFrom<string[]>("a", "b", "c", "d", "__proto__", "constructor", "new"), {
          minLength: 1,
        }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (known, arms, minimumShare, chance) => {
          const posterior = taught(known, { minimumShare });
          const choice = chooseArm({ posterior, arms, context: {}, chance });
          expect(choice.shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
          for (const share of choice.shares) {
            expect(share).toBeGreaterThanOrEqual(Math.min(minimumShare, 1 / arms.length) - 1e-12);
          }
          expect(choice.propensity).toBe(choice.shares[arms.indexOf(choice.arm)]);
          // From a copy, so that nothing is remembered.
          expect(chooseArm({ posterior: structuredClone(posterior), arms, context: {}, chance })).toEqual(choice);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("[BA-3] the floor leaves alone what lies above it", () => {
    expect(withFloor([0.5, 0.3, 0.2], 0.1)).toEqual([0.5, 0.3, 0.2].map((one) => expect.closeTo(one, 12)));
    // 0.9 and 0.1 lie above 0.05 by 0.85 and 0.05, together 0.9, of which 1 − 3·0.05 = 0.85 is left to them.
    const [first, second, third] = withFloor([0.9, 0.1, 0], 0.05);
    expect(first).toBeCloseTo(0.05 + (0.85 * 0.85) / 0.9, 12);
    expect(second).toBeCloseTo(0.05 + (0.05 * 0.85) / 0.9, 12);
    expect(third).toBeCloseTo(0.05, 12);
    expect(withFloor([1, 0], 0.7)).toEqual([0.5, 0.5]);
  });
});
