import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  choleskyFactor,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
} from "../../../worker/domain/stats/cholesky.ts";

describe("a symmetric positive definite matrix", () => {
  it("is factored, solved, inverted and measured, by hand", () => {
    // [[4, 2], [2, 3]] = L·Lᵀ with L = [[2, 0], [1, √2]]; its determinant is 8, its inverse [[3, −2], [−2, 4]]/8.
    const lower = choleskyFactor(Float64Array.of(4, 2, 2, 3), 2);
    expect([...lower]).toEqual([2, 0, 1, Math.SQRT2]);
    expect([...choleskyInverse(lower, 2)]).toEqual([0.375, -0.25, -0.25, 0.5].map((one) => expect.closeTo(one, 12)));
    expect([...choleskySolve(lower, 2, Float64Array.of(2, 3))]).toEqual([0, 1].map((one) => expect.closeTo(one, 12)));
    expect(choleskyLogDeterminant(lower, 2)).toBeCloseTo(Math.log(8), 12);
  });

  it("times its inverse is 1", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 36, maxLength: 36 }),
        (entries) => {
          const size = 6;
          // A·Aᵀ + 1 is positive definite whatever A is.
          const matrix = new Float64Array(size * size);
          for (let i = 0; i < size; i++) {
            for (let j = 0; j < size; j++) {
              for (let k = 0; k < size; k++) matrix[i * size + j]! += entries[i * size + k]! * entries[j * size + k]!;
              if (i === j) matrix[i * size + j]! += 1;
            }
          }
          const inverse = choleskyInverse(choleskyFactor(matrix, size), size);
          for (let i = 0; i < size; i++) {
            for (let j = 0; j < size; j++) {
              let sum = 0;
              for (let k = 0; k < size; k++) sum += matrix[i * size + k]! * inverse[k * size + j]!;
              expect(sum).toBeCloseTo(i === j ? 1 : 0, 8);
            }
          }
        },
      ),
    );
  });

  it("that is none is refused", () => {
    expect(() => choleskyFactor(Float64Array.of(1, 2, 2, 1), 2)).toThrow("not positive definite: pivot 1");
    expect(() => choleskyFactor(Float64Array.of(Number.NaN), 1)).toThrow(RangeError);
  });
});
