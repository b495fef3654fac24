import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marginsOf, sigmoid } from "../../../worker/domain/score/learn/additive-terms.ts";
import { binOf, quantileCuts, type BinnedTable } from "../../../worker/domain/score/learn/binning.ts";
import { monotoneFit } from "../../../worker/domain/score/learn/isotonic.ts";
import { learnAdditive, type LearnOptions } from "../../../worker/domain/score/learn/learn-additive.ts";
import { calibrationError, calibrationTable, logLoss, rocAuc } from "../../../worker/domain/score/learn/metrics.ts";
import { fitPlatt } from "../../../worker/domain/score/learn/platt.ts";
import { seededRandom } from "../../../worker/domain/score/learn/random.ts";
import { bestSteps } from "../../../worker/domain/score/learn/step-tree.ts";

const OPTIONS: LearnOptions = {
  rate: 0.1,
  rounds: 200,
  patience: 10,
  leaves: 3,
  ridge: 1,
  leastRows: 5,
  bags: 4,
  watchShare: 0.2,
  pairs: 0,
  seed: 1,
};

/** Two columns of four bins; the log-odds of each row by a function of its bins. */
function tableOf(rows: number, seed: number, truth: (a: number, b: number) => number) {
  const random = seededRandom(seed);
  const a = Uint8Array.from({ length: rows }, () => Math.floor(random() * 4));
  const b = Uint8Array.from({ length: rows }, () => Math.floor(random() * 4));
  const labels = Uint8Array.from(a, (bin, row) => Number(random() < sigmoid(truth(bin, b[row]!))));
  const table: BinnedTable = {
    rows,
    columns: [a, b].map((bin) => ({ bin, bins: 4, ordered: true })),
  };
  return { table, labels };
}

describe("figures", () => {
  it("gives the area under the curve worked out by hand, ties counting half", () => {
    // Buyers 0.8, 0.4; others 0.4, 0.2. Pairs won: 0.8 twice, 0.4 over 0.2, and half of the tie: 3.5 of 4.
    expect(rocAuc([0.8, 0.4, 0.4, 0.2], [1, 1, 0, 0])).toBe(0.875);
    expect(rocAuc([1, 2], [1, 1])).toBeNaN();
  });

  it("equals the share of pairs in the right order, whatever the scores", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { minLength: 2 }), (rows) => {
        const buyers = rows.filter(([, bought]) => bought);
        const others = rows.filter(([, bought]) => !bought);
        fc.pre(buyers.length > 0 && others.length > 0);
        let won = 0;
        for (const [one] of buyers) for (const [other] of others) won += one > other ? 1 : one === other ? 0.5 : 0;
        const auc = rocAuc(
          rows.map(([score]) => score),
          rows.map(([, bought]) => Number(bought)),
        );
        expect(auc).toBeCloseTo(won / (buyers.length * others.length), 12);
      }),
    );
  });

  it("gives log loss and calibration worked out by hand", () => {
    // (−ln 0.8 − ln 0.5) / 2
    expect(logLoss([0.8, 0.5], [1, 0])).toBeCloseTo((-Math.log(0.8) - Math.log(0.5)) / 2, 12);
    const table = calibrationTable([0.1, 0.2, 0.7, 0.9], [0, 1, 1, 1], 2);
    expect(table.map(({ count, predicted, observed }) => [count, Number(predicted.toFixed(3)), observed])).toEqual([
      [2, 0.15, 0.5],
      [2, 0.8, 1],
    ]);
    // ½ · 0.35 + ½ · 0.2
    expect(calibrationError(table)).toBeCloseTo(0.275, 12);
  });
});

describe("bins", () => {
  it("hold about equally many, and never part equals", () => {
    expect(quantileCuts([1, 2, 3, 4, 5, 6, 7, 8], 4)).toEqual([2.5, 4.5, 6.5]);
    expect(quantileCuts([0, 0, 0, 0, 0, 0, 1, 2], 4)).toEqual([0.5, 1.5]);
    expect(quantileCuts([7, 7, 7], 4)).toEqual([]);
  });

  it("begin at their cut", () => {
    expect([1, 2.5, 3, 9, NaN].map((value) => binOf([2.5, 4.5], value))).toEqual([0, 1, 1, 2, 0]);
  });
});

describe("weak learner", () => {
  it("cuts where it gains most, and takes Newton's step in each part", () => {
    const sums = {
      gradient: Float64Array.of(-4, -4, 6, 6),
      curvature: Float64Array.of(2, 2, 2, 2),
      count: Float64Array.of(10, 10, 10, 10),
    };
    const steps = new Float64Array(4);
    bestSteps(sums, true, { leaves: 2, ridge: 1, leastRows: 1 }, steps);
    // −8 / (4 + 1) and 12 / (4 + 1)
    expect([...steps]).toEqual([-1.6, -1.6, 2.4, 2.4]);
  });

  it("takes bins without order together by what they say, not by where they stand", () => {
    const sums = {
      gradient: Float64Array.of(6, -4, 6, -4),
      curvature: Float64Array.of(2, 2, 2, 2),
      count: Float64Array.of(10, 10, 10, 10),
    };
    const steps = new Float64Array(4);
    bestSteps(sums, false, { leaves: 2, ridge: 1, leastRows: 1 }, steps);
    expect([...steps]).toEqual([2.4, -1.6, 2.4, -1.6]);
  });

  it("makes no level of too few rows", () => {
    const sums = { gradient: Float64Array.of(9, -9), curvature: Float64Array.of(1, 9), count: Float64Array.of(3, 90) };
    const steps = new Float64Array(2);
    bestSteps(sums, true, { leaves: 2, ridge: 1, leastRows: 5 }, steps);
    expect([...steps]).toEqual([0, 0]);
  });
});

describe("boosting", () => {
  it("finds the log-odds that made the rows, column by column", () => {
    const { table, labels } = tableOf(8_000, 7, (a, b) => -1 + 0.8 * a - 0.6 * b);
    const { terms } = learnAdditive(table, labels, OPTIONS);
    const [a, b] = terms.shapes as [Float64Array, Float64Array];
    for (let bin = 1; bin < 4; bin++) {
      // A standard error of a difference at 8,000 rows is some 0.09.
      expect(a[bin]! - a[0]!).toBeCloseTo(0.8 * bin, 0.5);
      expect(b[bin]! - b[0]!).toBeCloseTo(-0.6 * bin, 0.5);
    }
  });

  it("is the same to the last digit for the same seed", () => {
    const { table, labels } = tableOf(500, 3, (a) => a - 2);
    const run = (seed: number) => [...marginsOf(learnAdditive(table, labels, { ...OPTIONS, seed }).terms, table)];
    expect(run(1)).toEqual(run(1));
    expect(run(2)).not.toEqual(run(1));
  });

  it("finds what two columns say only together, where a pair is allowed", () => {
    const { table, labels } = tableOf(6_000, 5, (a, b) => (a < 2 === b < 2 ? 2 : -2));
    const auc = (pairs: number) =>
      rocAuc(marginsOf(learnAdditive(table, labels, { ...OPTIONS, pairs }).terms, table), labels);
    expect(auc(0)).toBeLessThan(0.6);
    // Of two classes with odds of e² and e⁻², equally many: sigmoid(2) = 0.881.
    expect(auc(1)).toBeGreaterThan(0.87);
  });

  it("learns next to nothing from noise", () => {
    const { table, labels } = tableOf(2_000, 9, () => 0);
    const { terms } = learnAdditive(table, labels, OPTIONS);
    for (const shape of terms.shapes) for (const value of shape) expect(Math.abs(value)).toBeLessThan(0.25);
  });

  it("starts from an offset, and leaves it where it is right", () => {
    const { table, labels } = tableOf(5_000, 11, (a) => a - 2);
    const offset = Float64Array.from(table.columns[0]!.bin, (bin) => bin - 2);
    const { terms } = learnAdditive(table, labels, OPTIONS, { offset });
    for (const value of terms.shapes[0]!) expect(Math.abs(value)).toBeLessThan(0.25);
  });
});

describe("calibration", () => {
  it("finds the line that made the probabilities", () => {
    const random = seededRandom(1);
    const margins = Float64Array.from({ length: 20_000 }, () => 6 * random() - 3);
    const labels = Uint8Array.from(margins, (margin) => Number(random() < sigmoid(0.5 * margin - 1)));
    const { intercept, slope } = fitPlatt(margins, labels);
    expect(slope).toBeCloseTo(0.5, 1);
    expect(intercept).toBeCloseTo(-1, 1);
  });

  it("stays finite where buyers and others can be told apart perfectly", () => {
    const { intercept, slope } = fitPlatt(Float64Array.of(-3, -2, 2, 3), Uint8Array.of(0, 0, 1, 1));
    expect(Number.isFinite(intercept) && slope > 0 && slope < 3).toBe(true);
  });

  it("pools what is out of order, by weight", () => {
    // 3 and 1 pool to (3·1 + 1·3) / 4 = 1.5; that is below 5.
    expect([...monotoneFit(Float64Array.of(3, 1, 5), [1, 3, 1], 1)].map((one) => Number(one.toFixed(5)))).toEqual([
      1.5, 1.5, 5,
    ]);
    expect([...monotoneFit(Float64Array.of(3, 1, 0), [1, 1, 1], -1)].map((one) => Number(one.toFixed(5)))).toEqual([
      3, 1, 0,
    ]);
  });
});
