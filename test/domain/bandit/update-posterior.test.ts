import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseArm } from "../../../worker/domain/bandit/choose-arm.ts";
import {
  banditSettings,
  emptyPosterior,
  type BanditPosterior,
  type BanditSettings,
} from "../../../worker/domain/bandit/posterior.ts";
import { readPosterior } from "../../../worker/domain/bandit/read-posterior.ts";
import { updatePosterior, type BanditOutcome } from "../../../worker/domain/bandit/update-posterior.ts";
import { BY_SCORE, outcomes } from "./taught.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function start(settings: Partial<BanditSettings>): BanditPosterior {
  return emptyPosterior(banditSettings(settings), 0);
}

/** Exposures and conversions the posterior holds as settled, over kinds of visitors. */
function settled({ arms }: BanditPosterior, arm: string): [number, number] {
  const tallies = Object.values(arms[arm] ?? {});
  return [tallies.reduce((sum, [n]) => sum + n, 0), tallies.reduce((sum, [, s]) => sum + s, 0)];
}

describe("what is learnt", () => {
  it("[BA-7] credits a conversion that comes within the window, and none after it", () => {
    const exposed: BanditOutcome = { arm: "a", context: {}, exposedAt: 0, exposures: 1, conversions: 0 };
    const late = { ...exposed, exposures: 0, conversions: 1, convertedAt: DAY_MS + 1 };
    const { posterior, refused } = updatePosterior({
      posterior: start({ windowMs: DAY_MS, halfLifeMs: null }),
      outcomes: [exposed, { ...exposed, exposures: 0, conversions: 1, convertedAt: DAY_MS }, late],
      now: 3 * DAY_MS,
    });
    expect(settled(posterior, "a")).toEqual([1, 1]);
    expect(refused).toEqual([{ outcome: late, reason: "AFTER_WINDOW" }]);
  });

  it("[BA-7] does not hold against a young exposure that it has not converted yet", () => {
    const hundred = outcomes("old", {}, 100, 0).concat(outcomes("young", {}, 100, 0, 10 * DAY_MS));
    const { posterior } = updatePosterior({
      posterior: start({ windowMs: 2 * DAY_MS, halfLifeMs: null }),
      outcomes: hundred,
      now: 10 * DAY_MS + HOUR_MS,
    });
    const { shares } = chooseArm({ posterior, arms: ["old", "young"], context: {}, chance: 0 });
    // The young hundred count for nothing yet: prior Beta(1, 101), so Beta(1, 201) against Beta(1, 101), and of two
    // Beta(1, b) the second is the greater with probability 201/(201 + 101).
    expect(shares[1]).toBeCloseTo(201 / 302, 2);
    // When its window has passed too, both are the same.
    const later = updatePosterior({ posterior, outcomes: [], now: 13 * DAY_MS }).posterior;
    expect(later.pending).toEqual([]);
    expect(chooseArm({ posterior: later, arms: ["old", "young"], context: {}, chance: 0 }).shares[1]).toBeCloseTo(
      0.5,
      3,
    );
  });

  it("[BA-8] counts half what is one half-life old", () => {
    const posterior = updatePosterior({
      posterior: start({ windowMs: 0, halfLifeMs: DAY_MS }),
      outcomes: [...outcomes("a", {}, 100, 20), ...outcomes("a", {}, 10, 1, DAY_MS)],
      now: DAY_MS,
    }).posterior;
    const [n, s] = settled(posterior, "a");
    expect(n).toBeCloseTo(60, 9);
    expect(s).toBeCloseTo(11, 9);
  });

  it("[BA-8] follows when what was best no longer is", () => {
    let posterior = start({ windowMs: 0, halfLifeMs: 5 * DAY_MS });
    for (let day = 0; day < 60; day++) {
      const [a, b] = day < 30 ? [20, 10] : [10, 20];
      posterior = updatePosterior({
        posterior,
        outcomes: [...outcomes("a", {}, 200, a, day * DAY_MS), ...outcomes("b", {}, 200, b, day * DAY_MS)],
        now: day * DAY_MS,
      }).posterior;
    }
    expect(chooseArm({ posterior, arms: ["a", "b"], context: {}, chance: 0 }).shares[1]).toBeGreaterThan(0.95);
  });

  it("[BA-7] stays sound when a conversion is told before its exposure, or its exposure never is", () => {
    const first = { arm: "a", context: {}, exposedAt: 0, exposures: 0, conversions: 1, convertedAt: 5 };
    const before = updatePosterior({
      posterior: start({ windowMs: DAY_MS }),
      outcomes: [first],
      now: HOUR_MS,
    }).posterior;
    expect(readPosterior(JSON.stringify(before)).ok).toBe(true);
    const exposure = { arm: "a", context: {}, exposedAt: 0, exposures: 1, conversions: 0 };
    const after = updatePosterior({ posterior: before, outcomes: [exposure], now: HOUR_MS }).posterior;
    const other = [exposure, first];
    expect(after.fit).toEqual(
      updatePosterior({ posterior: start({ windowMs: DAY_MS }), outcomes: other, now: HOUR_MS }).posterior.fit,
    );
  });

  it("[BA-5] forgets arms that no longer exist", () => {
    const posterior = updatePosterior({
      posterior: start({ windowMs: DAY_MS }),
      outcomes: [...outcomes("a", {}, 5, 1), ...outcomes("b", {}, 5, 1)],
      now: HOUR_MS,
    }).posterior;
    const without = updatePosterior({
      posterior,
      outcomes: outcomes("b", {}, 1, 0),
      now: HOUR_MS,
      arms: ["a"],
    }).posterior;
    expect(Object.keys(without.fit.models[0]!.arms)).toEqual(["a"]);
    expect(JSON.stringify(without)).not.toContain('"b"');
  });

  it("[BA-6] counts the good ones and names the bad ones", () => {
    const good: BanditOutcome = { arm: "a", context: {}, exposedAt: 5, exposures: 1, conversions: 0 };
    const { posterior, refused } = updatePosterior({
      posterior: start({ windowMs: 0, halfLifeMs: null }),
      outcomes: [
        { ...good, exposedAt: Number.NaN },
        { ...good, conversions: Number.NaN },
        { ...good, exposures: -1 },
        { ...good, exposedAt: 11 },
        { ...good, conversions: 1 },
        { ...good, conversions: 1, convertedAt: 4 },
        { ...good, context: "3.1" },
        good,
      ],
      now: 10,
    });
    expect(refused.map(({ reason }) => reason)).toEqual([
      "NOT_A_NUMBER",
      "NOT_A_NUMBER",
      "NOT_A_NUMBER",
      "IN_THE_FUTURE",
      "NO_CONVERSION_TIME",
      "NO_CONVERSION_TIME",
      "UNKNOWN_CONTEXT",
    ]);
    expect(settled(posterior, "a")).toEqual([1, 0]);
  });

  it("takes outcomes alike together, by the key of their context", () => {
    const settings = { features: BY_SCORE, windowMs: 0, halfLifeMs: null };
    const together: BanditOutcome = {
      arm: "a",
      context: "1",
      exposedAt: 0,
      exposures: 50,
      conversions: 7,
      convertedAt: 0,
    };
    const one = updatePosterior({ posterior: start(settings), outcomes: [together], now: 1 }).posterior;
    const each = outcomes("a", { score: "hot" }, 50, 7);
    expect(one).toEqual(updatePosterior({ posterior: start(settings), outcomes: each, now: 1 }).posterior);
  });

  it("takes a clock that has gone back for one that stands still", () => {
    const later = updatePosterior({ posterior: start({}), outcomes: [], now: DAY_MS }).posterior;
    expect(updatePosterior({ posterior: later, outcomes: [], now: HOUR_MS }).posterior.asOf).toBe(DAY_MS);
  });
});

const outcome = fc
  .record({
    arm: fc.constantFrom("a", "b", "__proto__"),
    context: fc.constantFrom({}, { score: "hot" }, { score: "cold" }, { score: "?" }),
    exposedAt: fc.integer({ min: 0, max: 6 * DAY_MS }),
    delay: fc.option(fc.integer({ min: 0, max: DAY_MS })),
  })
  .map(({ delay, ...rest }): BanditOutcome => ({
    ...rest,
    exposures: 1,
    conversions: delay === null ? 0 : 1,
    ...(delay !== null && { convertedAt: rest.exposedAt + delay }),
  }));

describe("what is learnt, whatever comes", () => {
  it("[BA-7] does not depend on the order, nor on how outcomes are divided into updates", () => {
    fc.assert(
      fc.property(fc.array(outcome, { maxLength: 40 }), fc.nat(40), (all, cut) => {
        const settings = { features: BY_SCORE, windowMs: DAY_MS, halfLifeMs: 3 * DAY_MS };
        const now = 7 * DAY_MS;
        const once = updatePosterior({ posterior: start(settings), outcomes: all, now }).posterior;
        const reversed = all.toReversed();
        const half = updatePosterior({ posterior: start(settings), outcomes: reversed.slice(0, cut), now }).posterior;
        const twice = updatePosterior({ posterior: half, outcomes: reversed.slice(cut), now }).posterior;
        const shares = (posterior: BanditPosterior) =>
          chooseArm({ posterior, arms: ["a", "b", "__proto__"], context: { score: "hot" }, chance: 0 }).shares;
        for (const [i, share] of shares(once).entries()) expect(shares(twice)[i]).toBeCloseTo(share, 6);
      }),
      { numRuns: 50 },
    );
  });

  it("[BA-6] gives probabilities whatever the figures, from none to millions, from never to always", () => {
    const tally = fc.tuple(fc.constantFrom(0, 1, 30, 1e4, 1e7), fc.constantFrom(0, 1e-6, 0.02, 0.5, 1));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a.0", "a.1", "a.-", "b.0", "b.1", "c.0"), tally), (all) => {
        const { posterior, refused } = updatePosterior({
          posterior: start({ features: BY_SCORE, windowMs: 0, halfLifeMs: null }),
          outcomes: Object.entries(all).map(([name, [exposures, rate]]) => {
            const [arm, context] = name.split(".") as [string, string];
            const conversions = Math.floor(exposures * rate);
            return { arm, context, exposedAt: 0, exposures, conversions, ...(conversions > 0 && { convertedAt: 0 }) };
          }),
          now: 0,
        });
        expect(refused).toEqual([]);
        expect(readPosterior(JSON.stringify(posterior)).ok).toBe(true);
        for (const context of ["0", "1", "-"]) {
          const { shares } = chooseArm({ posterior, arms: ["a", "b", "c", "d"], context, chance: 0.5 });
          expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });

  it("[BA-6] comes back from JSON as it was", () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { maxLength: 40 }),
        fc.integer({ min: 6 * DAY_MS, max: 9 * DAY_MS }),
        (all, now) => {
          const settings = { features: BY_SCORE, windowMs: DAY_MS, halfLifeMs: 3 * DAY_MS };
          const { posterior } = updatePosterior({ posterior: start(settings), outcomes: all, now });
          const json = JSON.stringify(posterior);
          const reading = readPosterior(json);
          expect(reading).toMatchObject({ ok: true });
          expect(JSON.stringify(reading.ok && reading.posterior)).toBe(json);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("[BA-6] a posterior that cannot be used is refused by name", () => {
  const { posterior } = updatePosterior({
    posterior: start({ features: BY_SCORE, windowMs: DAY_MS }),
    outcomes: outcomes("a", { score: "hot" }, 3, 1),
    now: HOUR_MS,
  });
  const cases: [string, (copy: BanditPosterior) => unknown, string][] = [
    ["something else", () => ({ hello: 1 }), "NOT_A_POSTERIOR"],
    ["a list", () => [], "NOT_A_POSTERIOR"],
    ["a version from the future", (copy) => ({ ...copy, version: 2 }), "OTHER_VERSION"],
    ["a weight that is NaN", (copy) => ((copy.fit.models[0]!.arms["a"]!.mean[0] = Number.NaN), copy), "BAD_NUMBER"],
    ["a variance of 0", (copy) => ((copy.fit.models[0]!.arms["a"]!.covariance[0] = 0), copy), "BAD_NUMBER"],
    ["models that are not believed", (copy) => ((copy.fit.models[0]!.weight = 3), copy), "BAD_NUMBER"],
    ["a prior of nothing", (copy) => ((copy.fit.prior = [0, 1]), copy), "BAD_NUMBER"],
    ["negative exposures", (copy) => ((copy.pending[0]!.arms["a"]!["1"] = [-1, 0]), copy), "BAD_NUMBER"],
    ["a level that does not exist", (copy) => ((copy.arms["a"] = { "7": [1, 0] }), copy), "WRONG_SHAPE"],
    ["too few weights", (copy) => (copy.fit.models[1]!.arms["a"]!.mean.pop(), copy), "WRONG_SHAPE"],
    ["a model missing", (copy) => (copy.fit.models.pop(), copy), "WRONG_SHAPE"],
    ["a minimum above all", (copy) => ((copy.settings.minimumShare = 0.5), copy), "BAD_SETTINGS"],
    ["a feature twice", (copy) => (copy.settings.features.push(copy.settings.features[0]!), copy), "BAD_SETTINGS"],
  ];
  it.each(cases)("%s", (_, spoil, reason) => {
    expect(readPosterior(JSON.stringify(spoil(structuredClone(posterior))))).toMatchObject({ ok: false, reason });
  });

  it("text that is no JSON", () => {
    expect(readPosterior("{")).toMatchObject({ ok: false, reason: "NOT_JSON" });
  });
});
