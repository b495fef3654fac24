import { describe, expect, it } from "vitest";
import { ENVIRONMENTS, laiRobbins, type Environment } from "../../bench/bandit/environments.ts";
import { customersOf, learnHillstrom } from "../../bench/bandit/hillstrom.ts";
import { impressionsOf, priorsOf, thompsonTable, valueOpenBandit } from "../../bench/bandit/open-bandit.ts";
import { epsilonGreedy, sameview, thompson, uniform } from "../../bench/bandit/policies.ts";
import { meanOf, ratioOf, regretOf } from "../../bench/bandit/simulate.ts";
import { randomStream } from "../../worker/domain/stats/random-stream.ts";

const SMALL: Environment = {
  name: "two arms",
  kind: "plain",
  features: [],
  arms: ["good", "bad"],
  horizon: 2_000,
  rates: () => [0.5, 0.2],
};

describe("regret", () => {
  it("of choosing at random is half the gap for each visitor", () => {
    // 2,000 visitors, half of them at the arm that is 0.3 worse: 300, give or take 0.3·√(2000/4) = 6.7 a run.
    expect(Math.abs(regretOf(SMALL, uniform, 3) - 300)).toBeLessThan(4 * 6.7);
  });

  it("is far less for those who learn", () => {
    for (const make of [sameview, thompson]) expect(regretOf(SMALL, make, 3)).toBeLessThan(60);
    // One in ten at random costs 2000·0.1·0.15 = 30 by itself.
    expect(regretOf(SMALL, epsilonGreedy, 3)).toBeLessThan(110);
  });

  it("is the same for the same seed", () => {
    expect(regretOf(SMALL, sameview, 5)).toBe(regretOf(SMALL, sameview, 5));
  });

  it("of late conversions is counted when they were earned, not when they come", () => {
    const late = { ...SMALL, meanDelay: 300, window: 1_200 };
    expect(regretOf(late, sameview, 3)).toBeLessThan(100);
  });

  it("has Lai and Robbins's bound", () => {
    // KL(0.4, 0.5) = 0.4·ln 0.8 + 0.6·ln 1.2 = 0.0201355; nine arms 0.1 below: 0.9·ln 20000/0.0201355 = 442.66.
    expect(laiRobbins(ENVIRONMENTS[0]!.rates({}, 0), 20_000)).toBeCloseTo(442.66, 1);
    expect(laiRobbins([0.3, 0.3], 100)).toBe(0);
  });

  it("is averaged with its interval", () => {
    // Mean 3, standard deviation √2.5, t₀.₉₇₅ of 4 degrees 2.7764: 2.7764·√(2.5/5) = 1.9632.
    expect(meanOf([1, 2, 3, 4, 5]).mean).toBe(3);
    expect(meanOf([1, 2, 3, 4, 5]).half).toBeCloseTo(1.9632, 4);
    expect(meanOf([1]).half).toBe(Infinity);
    const { ratio, low, high } = ratioOf([2, 4, 6], [1, 2, 3], 1);
    expect([ratio, low, high]).toEqual([2, 2, 2]);
  });
});

describe("Hillstrom's file", () => {
  const HEAD = "recency,history_segment,history,mens,womens,zip_code,newbie,channel,segment,visit,conversion,spend";

  it("is read, quoted segments too", () => {
    const csv = `${HEAD}\n10,2) $100 - $200,142.44,1,0,Surburban,0,Phone,Womens E-Mail,1,0,0\n3,"6) $750 - $1,000",750.5,1,1,Rural,1,Web,No E-Mail,0,0,0\n`;
    expect(customersOf(csv)).toEqual([
      {
        context: { bought: "mens", newbie: "no", channel: "Phone", recency: "10-12" },
        arm: "Womens E-Mail",
        visited: 1,
      },
      { context: { bought: "both", newbie: "yes", channel: "Web", recency: "1-3" }, arm: "No E-Mail", visited: 0 },
    ]);
  });

  it("teaches whom to send what, where that differs", () => {
    const random = randomStream(4);
    const lines = Array.from({ length: 6_000 }, () => {
      const mens = random() < 0.5;
      const arm = ["Mens E-Mail", "No E-Mail", "Womens E-Mail"][Math.floor(random() * 3)]!;
      const fits = arm === (mens ? "Mens E-Mail" : "Womens E-Mail");
      const visit = random() < (fits ? 0.4 : 0.1) ? 1 : 0;
      return `5,1,9,${mens ? 1 : 0},${mens ? 0 : 1},Rural,0,Web,${arm},${visit},0,0`;
    });
    const { policies, train, test } = learnHillstrom(customersOf([HEAD, ...lines].join("\n")), 1);
    expect(train + test).toBe(6_000);
    // 0.4 for everybody against (0.4 + 0.1)/2 for either e-mail alone.
    expect(policies[0]!.value.dr.value).toBeGreaterThan(0.36);
    for (const { value } of policies.slice(1)) expect(value.dr.value).toBeLessThan(0.3);
  });
});

describe("the Open Bandit Dataset", () => {
  it("has its priors and impressions read", () => {
    const yaml =
      "all:\n  alpha:\n    - 47.0\n  beta:\n    - 9.0\nmen:\n  alpha:\n    - 3.0\n    - 1.0\n  beta:\n    - 5.0\n    - 8.5\n";
    expect(priorsOf(yaml, "men")).toEqual({ alpha: [3, 1], beta: [5, 8.5] });
    expect(() => priorsOf(yaml, "women")).toThrow('no priors for "women"');
    expect(impressionsOf("item_id,position,click,propensity_score\n14,3,0,0.03\n")).toEqual([
      { item: 14, position: 2, click: 0, propensity: 0.03 },
    ]);
  });

  it("is valued rightly where the truth is known", () => {
    const priors = { alpha: [40, 4, 4, 4], beta: [60, 96, 96, 96] };
    const table = thompsonTable(priors, 1);
    for (const shares of table) expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
    // Item 0 is the best nearly always, so first; the others share the two places left.
    expect(table[0]![0]).toBeGreaterThan(0.999);
    expect(table[1]![1]! + table[1]![2]! + table[1]![3]!).toBeGreaterThan(0.999);
    const random = randomStream(2);
    const log = (propensity: number) =>
      Array.from({ length: 6_000 }, () => {
        const item = Math.floor(random() * 4);
        return {
          item,
          position: Math.floor(random() * 3),
          click: random() < (item === 0 ? 0.4 : 0.04) ? 1 : 0,
          propensity,
        };
      });
    const { forward } = valueOpenBandit(log(0.25), log(0.25), priors, 1);
    if (!forward.ok) throw new Error(forward.detail);
    // One place in three shows item 0: (0.4 + 2·0.04)/3 = 0.16.
    expect(forward.snips.interval.low).toBeLessThan(0.16);
    expect(forward.snips.interval.high).toBeGreaterThan(0.16);
  });
});
