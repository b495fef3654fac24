/** Rows parted for cross-validation. */
import { seededRandom, shuffle } from "../../worker/domain/score/learn/random.ts";

/** The fold of each row, 0 … folds − 1, each with its share of both labels. */
export function stratifiedFolds(labels: Uint8Array, folds: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const fold = new Int32Array(labels.length);
  for (const label of [0, 1]) {
    const rows = Int32Array.from(labels.keys()).filter((row) => labels[row] === label);
    shuffle(rows, random);
    rows.forEach((row, place) => (fold[row] = place % folds));
  }
  return fold;
}

export function rowsWhere(fold: Int32Array, wanted: (fold: number) => boolean): Int32Array {
  return Int32Array.from(fold.keys()).filter((row) => wanted(fold[row]!));
}

export function pick(labels: Uint8Array, rows: Int32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => labels[row]!);
}
