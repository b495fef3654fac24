import { describe, expect, it } from "vitest";
import { PairCounts, popularity } from "../../bench/complements/baselines.ts";
import type { RuleChoice, Scorer } from "../../bench/complements/baselines.ts";
import { invoicesOf } from "../../bench/complements/invoices.ts";
import { PlaceTally, placeOf } from "../../bench/complements/leave-one-out.ts";
import { parseQuotedCsv } from "../../bench/complements/quoted-csv.ts";

describe("parseQuotedCsv", () => {
  it("reads fields in quotes, with commas and doubled quotes, as RFC 4180 has them", () => {
    expect(parseQuotedCsv('a,b\n"x, y","7"" frame"\r\n,"3"\n')).toEqual([
      { a: "x, y", b: '7" frame' },
      { a: "", b: "3" },
    ]);
  });

  it.each(['a,b\n"x', 'a,b\nx"y,z', "a,b\nx", "a,b\nx,y,z"])("refuses %j", (text) => {
    expect(() => parseQuotedCsv(text)).toThrow(SyntaxError);
  });
});

describe("invoicesOf", () => {
  const line = (more: Record<string, string>) => ({
    Invoice: "1",
    StockCode: "10000a",
    Quantity: "1",
    Price: "2.5",
    InvoiceDate: "2010-01-01 10:00:00",
    "Customer ID": "7",
    ...more,
  });

  it("keeps sold products, each once, and leaves out cancellations, corrections, fees and what cost nothing", () => {
    const invoices = invoicesOf([
      line({}),
      line({ StockCode: "10000A" }),
      line({ StockCode: "POST" }),
      line({ Invoice: "C2" }),
      line({ Invoice: "A3" }),
      line({ Invoice: "4", Quantity: "-1" }),
      line({ Invoice: "5", Price: "0" }),
      line({ Invoice: "6", InvoiceDate: "2009-12-31 23:00:00", "Customer ID": "", StockCode: "DCGS0003" }),
    ]);
    expect(invoices).toEqual([
      { itemIds: ["DCGS0003"], at: Date.UTC(2009, 11, 31, 23), customer: undefined },
      { itemIds: ["10000A"], at: Date.UTC(2010, 0, 1, 10), customer: "7" },
    ]);
  });
});

/** Scores with an item hidden, rounded. */
function scores(scorer: Scorer, basket: number[], hidden: number): number[] {
  const all = new Float64Array(4);
  scorer.begin(basket);
  scorer.without(hidden, all);
  return [...all].map((score) => Number(score.toFixed(4)));
}

describe("association rules", () => {
  // 0 in three orders, 1 in three, 2 in two, 3 in one; 0 and 1 together in two.
  const pairs = new PairCounts(
    [Uint32Array.of(0, 1), Uint32Array.of(0, 1, 2), Uint32Array.of(0), Uint32Array.of(1, 2, 3)],
    4,
    1,
  );
  const rules = (choice: Partial<RuleChoice>) =>
    pairs.rules({ measure: "confidence", together: "max", support: 1, ...choice });

  it("have confidence n(a,b)/n(a), of several the greatest, never one of the hidden product", () => {
    // From 0: 1 with 2/3, 2 with 1/3. From 1, hidden: nothing counts.
    expect(scores(rules({}), [0, 1], 1)).toEqual([0, 0.6667, 0.3333, 0]);
    // From 0 and 2, the 3 beside them hidden.
    expect(scores(rules({}), [0, 2, 3], 3)).toEqual([0.5, 1, 0.3333, 0.5]);
  });

  it("add up, and have lift n(a,b)·N/(n(a)·n(b)), and need their support", () => {
    expect(scores(rules({ together: "sum" }), [0, 2, 3], 3)).toEqual([0.5, 1.6667, 0.3333, 0.5]);
    expect(scores(rules({ together: "sum" }), [0, 2], 2)).toEqual([0, 0.6667, 0.3333, 0]);
    expect(scores(rules({ measure: "lift" }), [0, 1], 1)).toEqual([0, 0.8889, 0.6667, 0]);
    expect(scores(rules({ support: 2 }), [0, 1], 1)).toEqual([0, 0.6667, 0, 0]);
  });
});

describe("popularity", () => {
  it("halves with every half-life before the last order", () => {
    const day = 86_400_000;
    const invoices = [0, 10].map((days) => ({ itemIds: [], at: days * day, customer: undefined }));
    const scorer = popularity(invoices, [Uint32Array.of(0), Uint32Array.of(1)], 4, 10);
    expect(scores(scorer, [], 3)).toEqual([0.5, 1, 0, 0]);
  });
});

describe("leave one out", () => {
  it("counts the place among what is not in the basket, the lower number first among equals", () => {
    const all = Float64Array.of(9, 3, 3, 5);
    expect(placeOf(2, new Set([0, 2]), all)).toBe(3);
    expect(placeOf(1, new Set([1, 3]), all)).toBe(2);
    expect(placeOf(0, new Set([0]), Float64Array.of(0, 1, 1, 1))).toBeUndefined();
  });

  it("gives HR@20 and MRR@20: places 1, 4, 21 and none", () => {
    const tally = new PlaceTally();
    for (const place of [1, 4, 21, undefined]) tally.add(place);
    expect(tally.accuracy).toEqual({ hr20: 0.5, mrr20: (1 + 1 / 4) / 4 });
  });
});
