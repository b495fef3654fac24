/** Symmetric positive definite systems, small and dense: A = L·Lᵀ (Golub & Van Loan, "Matrix Computations", 4.2). */

/**
 * The lower factor of `matrix`, row by row in one array of size²; only its lower half is read, and the factor's upper half
 * is left 0.
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

/** (L·Lᵀ)⁻¹, row by row: L⁻¹ first, which is lower too, then its transpose times itself. */
export function choleskyInverse(lower: Float64Array, size: number): Float64Array {
  const inner = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    inner[column * size + column] = 1 / lower[column * size + column]!;
    for (let row = column + 1; row < size; row++) {
      let sum = 0;
      for (let k = column; k < row; k++) sum -= lower[row * size + k]! * inner[k * size + column]!;
      inner[row * size + column] = sum / lower[row * size + row]!;
    }
  }
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = 0;
      for (let k = row; k < size; k++) sum += inner[k * size + row]! * inner[k * size + column]!;
      inverse[row * size + column] = sum;
      inverse[column * size + row] = sum;
    }
  }
  return inverse;
}

/** ln det(L·Lᵀ). */
export function choleskyLogDeterminant(lower: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += 2 * Math.log(lower[i * size + i]!);
  return sum;
}
