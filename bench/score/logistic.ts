/** A plain logistic regression, to compare with: standardised columns, a light ridge, Newton's method. */

/** λ of the ridge, on standardised columns: enough that columns that repeat each other have one answer. */
const RIDGE = 1;
const STEPS = 30;

export interface Logistic {
  margins(rows: readonly (readonly number[])[]): Float64Array;
}

export function fitLogistic(rows: readonly (readonly number[])[], labels: Uint8Array): Logistic {
  const width = rows[0]?.length ?? 0;
  const scales = Array.from({ length: width }, (_, column) => scaleOf(rows, column));
  const standard = (row: readonly number[]) => [
    1,
    ...row.map((value, column) => (value - scales[column]!.mean) / scales[column]!.deviation),
  ];
  const inputs = rows.map(standard);
  let weights = new Float64Array(width + 1);
  for (let step = 0; step < STEPS; step++) {
    const { gradient, hessian } = derivatives(inputs, labels, weights);
    const change = solve(hessian, gradient);
    weights = weights.map((weight, at) => weight - change[at]!);
    if (Math.max(...change.map(Math.abs)) < 1e-8) break;
  }
  return { margins: (some) => Float64Array.from(some, (row) => dot(weights, standard(row))) };
}

function scaleOf(rows: readonly (readonly number[])[], column: number): { mean: number; deviation: number } {
  const mean = rows.reduce((sum, row) => sum + row[column]!, 0) / rows.length;
  const variance = rows.reduce((sum, row) => sum + (row[column]! - mean) ** 2, 0) / rows.length;
  // A column of one value says nothing: it stays 0.
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function derivatives(inputs: readonly number[][], labels: Uint8Array, weights: Float64Array) {
  const width = weights.length;
  const gradient = Float64Array.from(weights, (weight, at) => (at === 0 ? 0 : RIDGE * weight));
  const hessian = Array.from({ length: width }, (_, at) => {
    const line = new Float64Array(width);
    line[at] = at === 0 ? 1e-9 : RIDGE;
    return line;
  });
  inputs.forEach((input, row) => {
    const probability = 1 / (1 + Math.exp(-dot(weights, input)));
    const error = probability - labels[row]!;
    const curvature = probability * (1 - probability);
    for (let i = 0; i < width; i++) {
      const value = input[i]!;
      if (value === 0) continue;
      gradient[i]! += error * value;
      const line = hessian[i]!;
      const scaled = curvature * value;
      for (let j = 0; j <= i; j++) line[j]! += scaled * input[j]!;
    }
  });
  for (let i = 0; i < width; i++) for (let j = i + 1; j < width; j++) hessian[i]![j] = hessian[j]![i]!;
  return { gradient, hessian };
}

/** Cholesky's method for a positive definite matrix. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const lower = matrix.map((line) => new Float64Array(line.length));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[j]![j]!;
    }
  }
  const half = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * half[k]!;
    half[i] = sum / lower[i]![i]!;
  }
  const solution = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = half[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k]![i]! * solution[k]!;
    solution[i] = sum / lower[i]![i]!;
  }
  return solution;
}

function dot(weights: Float64Array, input: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += weights[at]! * input[at]!;
  return sum;
}
