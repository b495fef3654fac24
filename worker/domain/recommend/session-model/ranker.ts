/** The learned order: one hidden layer over the features of a candidate. */

/** A feed-forward network: score = w₂·relu(W₁·x + b₁). Its weights are by hidden unit, the inputs of one unit together. */
export interface Ranker {
  readonly inputs: number;
  readonly units: number;
  /** units × (inputs + 1), the bias last. */
  readonly hidden: Float32Array;
  /** By unit. */
  readonly output: Float32Array;
}

/** Scores of `rows` candidates, each of `ranker.inputs` features. */
export function scoreRows(ranker: Ranker, features: Float32Array, rows: number, scores: Float32Array): void {
  const { inputs, units, hidden, output } = ranker;
  for (let row = 0; row < rows; row++) {
    const base = row * inputs;
    let score = 0;
    let w = 0;
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum += hidden[w++]! * features[base + i]!;
      sum += hidden[w++]!;
      if (sum > 0) score += output[unit]! * sum;
    }
    scores[row] = score;
  }
}
