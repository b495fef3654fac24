import { describe, expect, it } from "vitest";
import type { Definitions } from "../../../wire/definitions.ts";
import { chanceOf } from "../../../worker/domain/chance.ts";
import type { LoggedDraw } from "../../../worker/domain/offers/logged-draw.ts";
import { offerReports, placementReports, whatIf, type DayOfOffer } from "../../../worker/domain/offers/offer-report.ts";
import type { SharesSince } from "../../../worker/domain/experiments/shares-since.ts";
import { noCounts, type GroupCounts } from "../../../worker/domain/offers/roll-up.ts";
import { offer } from "./site-with-offers.ts";

const DAY = 20_779; // 2026-11-22
const definitions: Definitions = {
  placements: [{ id: "hero", name: "Hero", kind: "offer" }],
  offers: [offer("a", { control: 0.5 }), offer("b")],
  holdout: 0.1,
};

function day(id: string, groups: Record<string, Partial<GroupCounts>>, at = DAY): DayOfOffer {
  return {
    offer: id,
    day: at,
    rollUp: {
      placement: "hero",
      groups: Object.fromEntries(
        Object.entries(groups).map(([group, counts]) => [group, { "0.0": { ...noCounts(), ...counts } }]),
      ),
    },
  };
}

describe("[OF-14] an offer's report", () => {
  it("compares those it was shown to with its control group, over days and shards", () => {
    const half = {
      enrolled: 2_000,
      exposed: 1_500,
      converted: 200,
      exposures: 3_000,
      redemptions: 180,
      revenue: 8_000,
      revenueSquared: 400_000,
    };
    const control = { enrolled: 2_000, converted: 100, revenue: 4_000, revenueSquared: 200_000 };
    const days = [day("a", { shown: half, control }), day("a", { shown: half, control }, DAY + 1)];
    const [report] = offerReports(definitions, days);
    expect(report).toMatchObject({ offer: "a", exposures: 6_000, redemptions: 360, status: "live" });
    expect(report?.days["shown"]?.["2026-11-22"]).toMatchObject({ enrolled: 2_000, converted: 200 });
    const shown = report?.summary.arms.find(({ arm }) => arm === "shown");
    expect(report?.summary.control).toBe("control");
    expect(shown?.conversionRate.value).toBeCloseTo(0.1, 12);
    // Ten percent against five, of 4,000 each: twelve standard errors.
    expect(shown?.against?.conversion).toMatchObject({ state: "READY", verdict: "BETTER" });
    expect(shown?.chanceToBeBest.conversion).toBeGreaterThan(0.99);
    expect(report?.contexts).toMatchObject([{ kind: "score cold, returning no", enrolled: 4_000 }]);
  });

  it("says that data are missing rather than anything about them", () => {
    const [report] = offerReports(definitions, [day("a", { shown: { enrolled: 40, converted: 3 } })]);
    const shown = report?.summary.arms.find(({ arm }) => arm === "shown");
    expect(shown?.against?.conversion).toMatchObject({ state: "COLLECTING" });
  });

  it("notices when one group loses visitors", () => {
    const days = [day("a", { shown: { enrolled: 4_500 }, control: { enrolled: 3_000 }, holdout: { enrolled: 800 } })];
    expect(offerReports(definitions, days)[0]?.summary.sampleRatio?.state).toBe("MISMATCH");
    const right = [day("a", { shown: { enrolled: 3_600 }, control: { enrolled: 3_600 }, holdout: { enrolled: 800 } })];
    expect(offerReports(definitions, right)[0]?.summary.sampleRatio?.state).toBe("OK");
  });

  it("[ST-5] judges no day by shares that were not meant then", () => {
    const before = day("a", { shown: { enrolled: 9_000 }, control: { enrolled: 100 }, holdout: { enrolled: 900 } });
    const groups = { shown: { enrolled: 3_600 }, control: { enrolled: 3_600 }, holdout: { enrolled: 800 } };
    const days = [before, day("a", groups, DAY + 1)];
    const at = DAY * 86_400_000 + 5;
    const judged = (since: SharesSince) => offerReports(definitions, days, since)[0]?.summary;
    expect(judged({ controls: {} })?.sampleRatio?.state).toBe("MISMATCH");
    expect(judged({ controls: { b: at } })?.sampleRatio?.state).toBe("MISMATCH");
    expect(judged({ controls: { a: at } })?.sampleRatio?.state).toBe("OK");
    expect(judged({ holdout: at, controls: {} })?.sampleRatio?.expected).toMatchObject({ holdout: 800 });
    // Changed today: nothing can be said yet, and nothing else of the report is lost.
    const today = judged({ holdout: at + 86_400_000, controls: {} });
    expect(today?.sampleRatio?.state).toBe("OK");
    expect(today?.arms.find(({ arm }) => arm === "shown")?.outcomes.enrolled).toBe(12_600);
  });

  it("sets a placement's offers side by side, and keeps the counts of those that are gone", () => {
    const days = [
      day("a", { shown: { enrolled: 1_000, converted: 50 } }),
      day("b", { shown: { enrolled: 1_000, converted: 90 } }),
      day("gone", { shown: { enrolled: 5 } }),
    ];
    const reports = offerReports(definitions, days);
    expect(reports.map(({ offer: id, status }) => [id, status])).toEqual([
      ["a", "live"],
      ["b", "live"],
      ["gone", "removed"],
    ]);
    const arms = placementReports(definitions, reports)[0]?.arms;
    expect(arms?.find((one) => one.offer === "b")?.chanceToBeBest.conversion).toBeGreaterThan(0.99);
  });
});

describe("[OF-15] what if B had always been shown", () => {
  const draws = Array.from({ length: 4_000 }, (_, n): LoggedDraw => {
    const choseB = chanceOf(`draw ${n}`) < 0.25;
    // A converts one in twenty, B one in five.
    const converted = chanceOf(`buys ${n}`) < (choseB ? 0.2 : 0.05);
    const drawn: LoggedDraw["drawn"] = [
      ["a", 0.75],
      ["b", 0.25],
    ];
    return {
      placement: "hero",
      offer: choseB ? "b" : "a",
      context: "0.0",
      drawn,
      at: n,
      converted,
      revenue: converted ? 10 : 0,
    };
  });

  it("finds B's own rate from draws in which it was one of two", () => {
    const { conversion, revenue, decisions } = whatIf(draws, "hero", "b");
    expect(decisions).toBe(4_000);
    expect(conversion.always).toMatchObject({ ok: true });
    if (!conversion.always.ok || !revenue.always.ok) throw new Error("refused");
    for (const estimate of [conversion.always.ips, conversion.always.snips, conversion.always.dr]) {
      expect(estimate.interval.low).toBeLessThan(0.2);
      expect(estimate.interval.high).toBeGreaterThan(0.2);
    }
    // (Σw)²/Σw² with a weight of 4 for a quarter: about as many as B was shown to.
    expect(conversion.always.effectiveSampleSize).toBeCloseTo(draws.filter((one) => one.offer === "b").length, 6);
    expect(conversion.asItWas).toBeLessThan(0.12);
    expect(revenue.always.snips.value).toBeCloseTo(10 * conversion.always.snips.value, 9);
  });

  it("refuses where the log says too little", () => {
    expect(whatIf(draws.slice(0, 100), "hero", "b").conversion.always).toMatchObject({
      ok: false,
      reason: "TOO_FEW_EFFECTIVE",
    });
    expect(whatIf(draws, "hero", "never-drawn").conversion.always).toMatchObject({ ok: false });
  });
});
