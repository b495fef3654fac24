/** Symmetric positive definite systems, small and dense: A = L·Lᵀ (Golub & Van Loan, "Matrix Computations", 4.2). */

/**
 * The lower factor of `matrix`, row by row in one array of size²; the upper half is left 0.
 *
 * @throws RangeError where the matrix is not positive definite, which for a posterior means a weight that is no number
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i !== j) {
        lower[i * size + j] = sum / lower[j * size + j]!;
        continue;
      }
      if (!(sum > 0)) throw new RangeError(`not positive definite: pivot ${i} is ${sum}`);
      lower[i * size + i] = Math.sqrt(sum);
    }
  }
  return lower;
}

/** The x with L·Lᵀ·x = b. */
export function choleskySolve(lower: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i * size + k]! * x[k]!;
    x[i] = sum / lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k * size + i]! * x[k]!;
    x[i] = sum / lower[i * size + i]!;
  }
  return x;
}

/** (L·Lᵀ)⁻¹, row by row. */
export function choleskyInverse(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    unit.fill(0);
    unit[column] = 1;
    inverse.set(choleskySolve(lower, size, unit), column * size);
  }
  return inverse;
}

/** ln det(L·Lᵀ). */
export function choleskyLogDeterminant(lower: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * Math.log(lower[i * size + i]!);
  return sum;
}
