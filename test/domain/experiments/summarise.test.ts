import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addOutcomes,
  mergeOutcomes,
  noOutcomes,
  outcomesProblem,
  revenueSquaredAdded,
  totalOutcomes,
  type ArmOutcomes,
  type OutcomesByArm,
} from "../../../worker/domain/experiments/arm-outcomes.ts";
import { summarise } from "../../../worker/domain/experiments/summarise.ts";

/** So many visitors on one day, each buyer bringing the same. */
function outcomes(enrolled: number, converted: number, value = 50): ArmOutcomes {
  const revenue = converted * value;
  return { ...noOutcomes(), enrolled, converted, revenue, revenueSquared: revenue * value };
}

function lines(control: ArmOutcomes, treatment: ArmOutcomes, days = 10): OutcomesByArm {
  const each = (whole: ArmOutcomes) =>
    Object.fromEntries(
      Array.from({ length: days }, (_, day) => [
        `2026-11-${String(day + 1).padStart(2, "0")}`,
        Object.fromEntries(
          Object.entries(whole).map(([field, value]) => [field, value / days]),
        ) as unknown as ArmOutcomes,
      ]),
    );
  return { control: each(control), offer: each(treatment) };
}

describe("outcomes", () => {
  const tally = fc.record({
    enrolled: fc.nat(1000),
    exposed: fc.nat(1000),
    clicked: fc.nat(100),
    dismissed: fc.nat(100),
    converted: fc.nat(100),
    revenue: fc.nat(10_000),
    revenueSquared: fc.nat(1_000_000),
  });
  const table = fc.dictionary(
    fc.constantFrom("control", "a", "__proto__"),
    fc.dictionary(fc.constantFrom("2026-11-21", "2026-11-22"), tally),
  );

  it("[ST-2] add up in any order, and in any grouping", () => {
    fc.assert(
      fc.property(table, table, table, (one, two, three) => {
        expect(mergeOutcomes(mergeOutcomes(one, two), three)).toEqual(mergeOutcomes(three, mergeOutcomes(two, one)));
        expect(mergeOutcomes(one, {})).toEqual(mergeOutcomes({}, one));
      }),
    );
  });

  it("[ST-2] keep the squares of visitors' totals, though orders come one by one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 })), (orders) => {
        let [total, squares] = [0, 0];
        for (const value of orders) {
          squares += revenueSquaredAdded(total, value);
          total += value;
        }
        expect(squares).toBe(total * total);
      }),
    );
  });

  it("survive JSON", () => {
    const merged = mergeOutcomes(lines(outcomes(100, 10), outcomes(100, 20)), {});
    expect(JSON.parse(JSON.stringify(merged))).toEqual(merged);
    expect(totalOutcomes({})).toEqual(noOutcomes());
  });

  it("are refused where they cannot be", () => {
    expect(outcomesProblem(outcomes(10, 3))).toBeUndefined();
    expect(outcomesProblem(outcomes(3, 10))).toBe("10 converted of 3 enrolled");
    expect(outcomesProblem(addOutcomes(noOutcomes(), { revenue: Number.NaN }))).toBe("revenue is NaN");
    expect(outcomesProblem({ ...noOutcomes(), enrolled: -1 })).toBe("a negative number of visitors");
  });
});

describe("a summary", () => {
  it("[ST-3] says nothing of a difference before there is enough data, and how long that takes", () => {
    const { arms } = summarise({ outcomes: lines(outcomes(1000, 10), outcomes(1000, 30)), control: "control" });
    // 10 of 25 conversions in 10 days: 40 %, and 15 days more.
    expect(arms[1]!.against!.conversion).toEqual({ state: "COLLECTING", complete: 0.4, daysLeft: 15 });
    expect(arms[1]!.moneyPerMonth).toBeUndefined();
    expect(arms[0]!.against).toBeUndefined();
  });

  it("[ST-1] [ST-4] tells a clear difference, in points, in per cent and in money a month", () => {
    const { arms, alphaEach } = summarise({
      outcomes: lines(outcomes(10_000, 300), outcomes(10_000, 450)),
      control: "control",
      shares: { control: 0.5, offer: 0.5 },
    });
    expect(alphaEach).toBe(0.05);
    const [control, offer] = arms;
    const { conversion, revenue } = offer!.against!;
    expect(conversion).toMatchObject({ state: "READY", verdict: "BETTER" });
    if (conversion.state !== "READY" || revenue.state !== "READY") throw new Error("not ready");
    expect(conversion.difference.value).toBeCloseTo(0.015, 12);
    expect(conversion.lift!.value).toBeCloseTo(0.5, 12);
    expect(conversion.lift!.interval.low).toBeGreaterThan(0);
    expect(conversion.pValue).toBeLessThan(0.05);
    // 0.75 more from each of 10,000 visitors in 10 days: 30,000 visitors and 22,500 a month.
    expect(revenue.difference.value).toBeCloseTo(0.75, 9);
    expect(offer!.moneyPerMonth!.value).toBeCloseTo(22_500, 6);
    expect(offer!.moneyPerMonth!.interval.low).toBeCloseTo(revenue.difference.interval.low * 30_000, 6);
    expect(control!.conversionRate.value).toBeCloseTo(0.03, 12);
    expect(control!.conversionRate.interval.low).toBeLessThan(0.03);
    expect(control!.conversionRate.interval.high).toBeGreaterThan(0.03);
    expect(offer!.chanceToBeBest.conversion).toBeGreaterThan(0.999);
  });

  it("leaves open what is open, and sees what is worse", () => {
    const verdict = (treated: number) => {
      const { arms } = summarise({ outcomes: lines(outcomes(5000, 150), outcomes(5000, treated)), control: "control" });
      const { conversion } = arms[1]!.against!;
      return conversion.state === "READY" ? conversion.verdict : conversion.state;
    };
    expect(verdict(155)).toBe("INCONCLUSIVE");
    expect(verdict(70)).toBe("WORSE");
  });

  it("[ST-5] warns when visitors are lost in one arm", () => {
    const ratio = (treated: number) =>
      summarise({
        outcomes: lines(outcomes(50_000, 1500), outcomes(treated, 1500)),
        control: "control",
        shares: { control: 0.5, offer: 0.5 },
      }).sampleRatio;
    expect(ratio(50_200)!.state).toBe("OK");
    expect(ratio(48_000)!.state).toBe("MISMATCH");
    expect(ratio(48_000)!.expected).toEqual({ control: 49_000, offer: 49_000 });
  });

  it("is stricter with each arm the more arms there are", () => {
    const one = { "2026-11-01": outcomes(5000, 150) };
    const many = { control: one, a: one, b: one, c: one, d: one, e: one };
    const summary = summarise({ outcomes: many, control: "control" });
    expect(summary.alphaEach).toBe(0.01);
    // 1 − 0.95⁵.
    expect(summary.chanceOfAnyFalse).toBeCloseTo(0.2262191, 7);
    expect(summary.sampleRatio).toBeUndefined();
    for (const { chanceToBeBest } of summary.arms) expect(chanceToBeBest.revenue).toBeCloseTo(1 / 6, 3);
  });

  it("refuses a control that is not there", () => {
    expect(() => summarise({ outcomes: {}, control: "control" })).toThrow('no arm "control"');
  });
});
