import { describe, expect, it } from "vitest";
import { evaluateAlways, evaluatePolicy, type LoggedChoice } from "../../../worker/domain/experiments/off-policy.ts";
import { fitRewardModel } from "../../../worker/domain/experiments/reward-model.ts";
import { randomStream } from "../../../worker/domain/stats/random-stream.ts";

const RATES: Record<string, Record<string, number>> = { cold: { a: 0.1, b: 0.2 }, hot: { a: 0.5, b: 0.3 } };

/** Decisions of a policy that shows `a` to the cold with 0.8 and to the hot with 0.3. */
function logged(n: number, seed: number): LoggedChoice[] {
  const random = randomStream(seed);
  return Array.from({ length: n }, () => {
    const context = random() < 0.5 ? "cold" : "hot";
    const chance = context === "cold" ? 0.8 : 0.3;
    const arm = random() < chance ? "a" : "b";
    return {
      context,
      drawn: [
        ["a", chance],
        ["b", 1 - chance],
      ],
      arm,
      reward: random() < RATES[context]![arm]! ? 1 : 0,
    };
  });
}

/** By hand: four decisions with propensities ½ and ¼. */
const FOUR: LoggedChoice[] = [
  {
    context: "",
    drawn: [
      ["a", 0.5],
      ["b", 0.5],
    ],
    arm: "b",
    reward: 1,
  },
  {
    context: "",
    drawn: [
      ["a", 0.75],
      ["b", 0.25],
    ],
    arm: "b",
    reward: 1,
  },
  {
    context: "",
    drawn: [
      ["a", 0.5],
      ["b", 0.5],
    ],
    arm: "a",
    reward: 1,
  },
  {
    context: "",
    drawn: [
      ["a", 0.5],
      ["b", 0.5],
    ],
    arm: "b",
    reward: 0,
  },
];

describe("[ST-6] what another policy would have brought", () => {
  it("is the estimators' formula", () => {
    // 400 decisions, so that there is enough to say anything. Always b: weights 2, 4, 0, 2; rewards 1, 1, ·, 0.
    const log = Array.from({ length: 100 }, () => FOUR).flat();
    const value = evaluateAlways(log, "b", 1);
    if (!value.ok) throw new Error(value.detail);
    expect(value.ips.value).toBeCloseTo((2 + 4) / 4, 12);
    expect(value.snips.value).toBeCloseTo((2 + 4) / (2 + 4 + 2), 12);
    // (100·8)²/(100·(4 + 16 + 4)).
    expect(value.effectiveSampleSize).toBeCloseTo(800 ** 2 / 2400, 9);
    expect(value.greatestWeight).toBe(4);
    expect(value.n).toBe(400);
  });

  it("is found from a log that favours others, by all three, within their intervals", () => {
    const log = logged(4_000, 5);
    // Always a: (0.1 + 0.5)/2; always b: (0.2 + 0.3)/2; the best for each: (0.2 + 0.5)/2.
    const cases = [
      [evaluateAlways(log, "a", 1), 0.3],
      [evaluateAlways(log, "b", 1), 0.25],
      [evaluatePolicy(log, ({ context }, arm) => ((arm === "b") === (context === "cold") ? 1 : 0), 1), 0.35],
    ] as const;
    for (const [value, truth] of cases) {
      if (!value.ok) throw new Error(value.detail);
      for (const { interval } of [value.ips, value.snips, value.dr]) {
        expect(interval.low).toBeLessThan(truth);
        expect(interval.high).toBeGreaterThan(truth);
      }
    }
  });

  it("is known best by the doubly robust estimate", () => {
    const value = evaluateAlways(logged(4_000, 6), "a", 1);
    if (!value.ok) throw new Error(value.detail);
    const width = ({ interval }: { interval: { low: number; high: number } }) => interval.high - interval.low;
    expect(width(value.dr)).toBeLessThan(width(value.snips));
    expect(width(value.snips)).toBeLessThan(width(value.ips));
  });

  it("has intervals that hold the truth in nineteen of twenty logs", () => {
    let held = 0;
    for (let seed = 0; seed < 30; seed++) {
      const value = evaluateAlways(logged(800, 100 + seed), "a", seed);
      if (value.ok && value.dr.interval.low <= 0.3 && value.dr.interval.high >= 0.3) held += 1;
    }
    // Binomial(30, 0.95) lies at 24 or above with probability 0.999.
    expect(held).toBeGreaterThanOrEqual(24);
  });

  it("is not said where the log is worth too little", () => {
    expect(evaluateAlways(logged(120, 1), "a", 1)).toMatchObject({ ok: false, reason: "TOO_FEW_EFFECTIVE", n: 120 });
    const unrewarded = logged(2000, 1).map((choice) => ({ ...choice, reward: 0 }));
    expect(evaluateAlways(unrewarded, "a", 1)).toMatchObject({ ok: false, reason: "TOO_FEW_REWARDED" });
  });

  it("is not said of what was never shown", () => {
    const log = logged(1000, 1);
    expect(evaluateAlways(log, "c", 1)).toMatchObject({ ok: false, reason: "NO_OVERLAP", n: 0 });
    expect(evaluatePolicy(log, () => 0, 1)).toMatchObject({ ok: false, reason: "NO_OVERLAP" });
    const never = log.filter(({ arm }) => arm === "a");
    expect(evaluateAlways(never, "b", 1)).toMatchObject({ ok: false, reason: "NO_OVERLAP" });
  });

  it("is not said from a log that is wrong", () => {
    const [first] = FOUR;
    for (const wrong of [
      { ...first!, reward: Number.NaN },
      { ...first!, arm: "c" },
      {
        ...first!,
        drawn: [
          ["a", 1],
          ["b", 0],
        ] as [string, number][],
      },
      { ...first!, drawn: [["b", Number.NaN]] as [string, number][] },
    ]) {
      expect(evaluatePolicy([wrong], () => 1, 1)).toMatchObject({ ok: false, reason: "BAD_LOG" });
    }
  });

  it("is the same for the same seed", () => {
    const log = logged(1000, 2);
    expect(evaluateAlways(log, "a", 7)).toEqual(evaluateAlways(log, "a", 7));
  });
});

describe("the reward model", () => {
  it("shrinks the few towards the many", () => {
    // Arm a: 100 decisions, mean ½, shrunk halfway towards the mean of all, 50/200: 0.375. Of them 100 in context x.
    const log: LoggedChoice[] = [
      ...Array.from({ length: 100 }, (_, i) => ({ context: "x", drawn: [], arm: "a", reward: i % 2 })),
      ...Array.from({ length: 100 }, () => ({ context: "y", drawn: [], arm: "b", reward: 0 })),
    ];
    const model = fitRewardModel(log);
    expect(model("z", "a")).toBeCloseTo(0.375, 12);
    expect(model("x", "a")).toBeCloseTo((0.5 + 0.375) / 2, 12);
    expect(model("x", "never")).toBeCloseTo(0.25, 12);
    expect(fitRewardModel([])("x", "a")).toBe(0);
  });
});
