/** The learned order: a small network that weighs a candidate's features. */

/** Feed-forward with one hidden layer: score = w₂·relu(W₁·x + b₁). */
export interface Ranker {
  readonly inputs: number;
  /** A multiple of `LANES`. */
  readonly units: number;
  /** By unit, `inputs` weights and then the bias. */
  readonly hidden: Float32Array;
  /** By unit. */
  readonly output: Float32Array;
}

/** Units added up side by side: one sum alone would wait for each of its additions to end. */
export const LANES = 4;

/** Scores of `rows` candidates, each of `ranker.inputs` features. */
export function scoreRows(ranker: Ranker, features: Float32Array, rows: number, scores: Float32Array): void {
  const { inputs, units, output } = ranker;
  const active = new Float32Array(units);
  for (let row = 0; row < rows; row++) {
    activate(ranker, features, row * inputs, active, 0);
    let score = 0;
    for (let unit = 0; unit < units; unit++) score += output[unit]! * active[unit]!;
    scores[row] = score;
  }
}

/** The hidden layer's answer to the features from `base` on: `units` numbers, 0 or more, into `active` from `at` on. */
export function activate(
  { inputs, units, hidden }: Ranker,
  features: Float32Array,
  base: number,
  active: Float32Array,
  at: number,
): void {
  const stride = inputs + 1;
  for (let unit = 0; unit < units; unit += LANES) {
    const first = unit * stride;
    const second = first + stride;
    const third = second + stride;
    const fourth = third + stride;
    let a = hidden[first + inputs]!;
    let b = hidden[second + inputs]!;
    let c = hidden[third + inputs]!;
    let d = hidden[fourth + inputs]!;
    for (let i = 0; i < inputs; i++) {
      const feature = features[base + i]!;
      a += hidden[first + i]! * feature;
      b += hidden[second + i]! * feature;
      c += hidden[third + i]! * feature;
      d += hidden[fourth + i]! * feature;
    }
    active[at + unit] = a > 0 ? a : 0;
    active[at + unit + 1] = b > 0 ? b : 0;
    active[at + unit + 2] = c > 0 ? c : 0;
    active[at + unit + 3] = d > 0 ? d : 0;
  }
}

/** One network that scores as the mean of these does: their units side by side. @throws RangeError where there is none */
export function meanOf(rankers: readonly Ranker[]): Ranker {
  const first = rankers[0];
  if (first === undefined) throw new RangeError("no rankers");
  const units = rankers.reduce((sum, ranker) => sum + ranker.units, 0);
  const hidden = new Float32Array(units * (first.inputs + 1));
  const output = new Float32Array(units);
  let unit = 0;
  for (const ranker of rankers) {
    hidden.set(ranker.hidden, unit * (first.inputs + 1));
    output.set(
      ranker.output.map((weight) => weight / rankers.length),
      unit,
    );
    unit += ranker.units;
  }
  return { inputs: first.inputs, units, hidden, output };
}
