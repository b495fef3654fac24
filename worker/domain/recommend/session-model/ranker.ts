/** The learned order: a small network that weighs a candidate's features. */

/** Feed-forward with one hidden layer: score = w₂·relu(W₁·x + b₁). */
export interface Ranker {
  /** Features of a candidate, then those of the session. */
  readonly inputs: number;
  /** A multiple of `LANES`. */
  readonly units: number;
  /** By unit, `inputs` weights and then the bias. */
  readonly hidden: Float64Array;
  /** By unit. */
  readonly output: Float64Array;
}

/** Units added up side by side. */
export const LANES = 4;

/** What is to be ranked. */
export interface Rows {
  /** By candidate, the same number of features each. */
  readonly rows: Float32Array;
  /** Features that all candidates share. */
  readonly session: Float32Array;
}

/** Scores of the first `count` candidates. */
export function scoreRows(ranker: Ranker, features: Rows, count: number, scores: Float32Array): void {
  const { inputs, units } = ranker;
  const width = inputs - features.session.length;
  const begun = new Float64Array(units);
  begin(ranker, features.session, begun);
  const active = new Float64Array(2 * units);
  for (let row = 0; row < count; row += 2) {
    // Of an odd number the last one is its own companion.
    const other = Math.min(row + 1, count - 1);
    activate(ranker, begun, features.rows, width, row, other, active, 0, units);
    scores[row] = scoreOf(ranker, active, 0);
    scores[other] = scoreOf(ranker, active, units);
  }
}

/** What the hidden layer's sums begin with, the same for all candidates of a session: the bias, and what the session adds. */
export function begin({ inputs, units, hidden }: Ranker, session: Float32Array, begun: Float64Array): void {
  for (let unit = 0; unit < units; unit++) {
    const bias = unit * (inputs + 1) + inputs;
    let sum = hidden[bias]!;
    for (let i = 0; i < session.length; i++) sum += hidden[bias - session.length + i]! * session[i]!;
    begun[unit] = sum;
  }
}

/** The output layer's answer to the hidden layer's from `at` on. */
export function scoreOf({ units, output }: Ranker, active: Float64Array, at: number): number {
  let score = 0;
  for (let unit = 0; unit < units; unit++) score += output[unit]! * active[at + unit]!;
  return score;
}

/**
 * The hidden layer's answers to two rows of `width` features: `units` numbers each, 0 or more, into `active` from `atOne`
 * and `atOther` on. Two rows and four units at a time: one sum alone would wait for each of its additions to end, and a
 * weight that is read once for two rows is read half as often.
 */
export function activate(
  { inputs, units, hidden }: Ranker,
  begun: Float64Array,
  rows: Float32Array,
  width: number,
  rowOne: number,
  rowOther: number,
  active: Float64Array,
  atOne: number,
  atOther: number,
): void {
  const stride = inputs + 1;
  const one = rowOne * width;
  const other = rowOther * width;
  for (let unit = 0; unit < units; unit += LANES) {
    const first = unit * stride;
    const second = first + stride;
    const third = second + stride;
    const fourth = third + stride;
    let a = begun[unit]!;
    let b = begun[unit + 1]!;
    let c = begun[unit + 2]!;
    let d = begun[unit + 3]!;
    let a2 = a;
    let b2 = b;
    let c2 = c;
    let d2 = d;
    for (let i = 0; i < width; i++) {
      const feature = rows[one + i]!;
      const feature2 = rows[other + i]!;
      const w = hidden[first + i]!;
      const x = hidden[second + i]!;
      const y = hidden[third + i]!;
      const z = hidden[fourth + i]!;
      a += w * feature;
      a2 += w * feature2;
      b += x * feature;
      b2 += x * feature2;
      c += y * feature;
      c2 += y * feature2;
      d += z * feature;
      d2 += z * feature2;
    }
    // `Math.max` rather than a branch: which units are active changes from row to row, so no processor foresees it.
    active[atOne + unit] = Math.max(a, 0);
    active[atOne + unit + 1] = Math.max(b, 0);
    active[atOne + unit + 2] = Math.max(c, 0);
    active[atOne + unit + 3] = Math.max(d, 0);
    active[atOther + unit] = Math.max(a2, 0);
    active[atOther + unit + 1] = Math.max(b2, 0);
    active[atOther + unit + 2] = Math.max(c2, 0);
    active[atOther + unit + 3] = Math.max(d2, 0);
  }
}

/**
 * One network that scores as the mean of these does, its weights rounded to 32 bits as they are stored: their units side
 * by side.
 *
 * @throws RangeError where there is none
 */
export function meanOf(rankers: readonly Ranker[]): Ranker {
  const first = rankers[0];
  if (first === undefined) throw new RangeError("no rankers");
  const units = rankers.reduce((sum, ranker) => sum + ranker.units, 0);
  const hidden = new Float64Array(units * (first.inputs + 1));
  const output = new Float64Array(units);
  let unit = 0;
  for (const ranker of rankers) {
    hidden.set(ranker.hidden.map(Math.fround), unit * (first.inputs + 1));
    output.set(
      ranker.output.map((weight) => Math.fround(weight / rankers.length)),
      unit,
    );
    unit += ranker.units;
  }
  return { inputs: first.inputs, units, hidden, output };
}
