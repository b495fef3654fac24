import { describe, expect, it } from "vitest";
import { equalWidthError } from "../../bench/score/equal-width-error.ts";
import { stratifiedFolds } from "../../bench/score/folds.ts";
import { fitLogistic } from "../../bench/score/logistic.ts";
import { binIntention, numbersOf, readIntention, withoutColumn } from "../../bench/score/shopper-intention.ts";
import { prefixExamples } from "../../bench/score/visit-examples.ts";

describe("the table of shoppers' intentions", () => {
  const text = ["PageValues;Month;Revenue", "1.5;Feb;TRUE", "0;Mar;FALSE", "2;Nov;FALSE"].join("\n");
  const data = readIntention(text);
  const fit = Int32Array.of(0, 1);

  it("is read with its labels, and without a column", () => {
    expect([...data.labels]).toEqual([1, 0, 0]);
    expect(withoutColumn(data, "PageValues").rows).toEqual([["Feb"], ["Mar"], ["Nov"]]);
    expect(() => readIntention("a;b\n1;2")).toThrow("not those");
    expect(() => readIntention("PageValues;Revenue\n1")).toThrow("line 2");
  });

  it("takes its bins and names from the rows it learns from", () => {
    const { columns } = binIntention(data, fit, 4);
    expect([...columns[0]!.bin]).toEqual([1, 0, 1]);
    // November is unknown to the first two.
    expect([...columns[1]!.bin]).toEqual([1, 2, 0]);
    expect(numbersOf(data, fit)).toEqual([
      [1.5, 1, 0],
      [0, 0, 1],
      [2, 0, 0],
    ]);
  });
});

describe("comparisons", () => {
  it("fit a logistic regression: the log odds ratio of a table of two by two", () => {
    // 30 of 40 against 10 of 40: odds 3 and 1/3, so a difference of ln 9; the ridge takes a hundredth or two.
    const rows = Array.from({ length: 80 }, (_, row) => [Number(row < 40)]);
    const labels = Uint8Array.from({ length: 80 }, (_, row) => Number(row < 30 || row >= 70));
    const [with_, without] = fitLogistic(rows, labels).margins([[1], [0]]) as unknown as [number, number];
    expect(with_ - without).toBeGreaterThan(0.85 * Math.log(9));
    expect(with_ - without).toBeLessThan(Math.log(9));
  });

  it("part each label equally among the folds, the same for the same seed", () => {
    const labels = Uint8Array.from({ length: 100 }, (_, row) => Number(row < 20));
    const fold = stratifiedFolds(labels, 5, 1);
    for (let one = 0; one < 5; one++) {
      const rows = [...labels.keys()].filter((row) => fold[row] === one);
      expect([rows.length, rows.filter((row) => labels[row] === 1).length]).toEqual([20, 4]);
    }
    expect(stratifiedFolds(labels, 5, 1)).toEqual(fold);
  });

  it("measure calibration over bins of equal width", () => {
    // Bin 0.0–0.5: foretold 0.2 + 0.4, came 1; bin 0.5–1: foretold 0.9, came 1. (0.4 + 0.1) / 3
    expect(equalWidthError([0.2, 0.4, 0.9], [0, 1, 1], 2)).toBeCloseTo(0.5 / 3, 12);
  });
});

describe("examples of a log", () => {
  const logged = (name: string, minute: number, visitor = "v") => ({
    visitor,
    event: { id: `${visitor}-${minute}`, name, at: 1e12 + minute * 60_000, params: { items: [{ item_id: "a" }] } },
  });

  it("are one for each event before the visit's purchase, and know nothing later", () => {
    const examples = prefixExamples([
      logged("view_item", 0),
      logged("add_to_cart", 2),
      logged("purchase", 3),
      logged("view_item", 4),
      logged("view_item", 100),
    ]);
    expect(examples.map(({ bought, views, carts }) => [bought, views, carts])).toEqual([
      [true, 1, 0],
      [true, 1, 1],
      [false, 1, 0],
    ]);
    const alone = prefixExamples([logged("view_item", 0)]);
    expect(examples[0]!.values).toEqual(alone[0]!.values);
  });
});
