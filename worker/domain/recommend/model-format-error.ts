/** Bytes that are no model this code can read: the message says what it got and what it expected. */
export class ModelFormatError extends Error {
  override name = "ModelFormatError";
}

/** Offsets start at 0, never fall, and end at the length of what they cut up. @throws ModelFormatError */
export function requireOffsets(what: string, offsets: Uint32Array, end: number): void {
  let previous = 0;
  for (const offset of offsets) {
    if (offset < previous)
      throw new ModelFormatError(`Got ${what} falling from ${previous} to ${offset} when expected ascending`);
    previous = offset;
  }
  if (offsets[0] !== 0 || previous !== end) {
    throw new ModelFormatError(`Got ${what} from ${offsets[0]} to ${previous} when expected 0 to ${end}`);
  }
}

/** Finite and not negative, at most `greatest`. @throws ModelFormatError */
export function requireAmounts(what: string, amounts: Float32Array, greatest: number): void {
  for (const amount of amounts) {
    // Written so that NaN fails; infinity passes no range that ends at it.
    if (!(amount >= 0 && amount <= greatest && amount < Infinity)) {
      throw new ModelFormatError(
        `Got ${what} ${amount} when expected 0 to ${greatest === Infinity ? "a finite number" : greatest}`,
      );
    }
  }
}

/** @throws ModelFormatError unless every number is below `end` */
export function requireBelow(what: string, numbers: Uint32Array, end: number): void {
  for (const number of numbers) {
    if (number >= end) throw new ModelFormatError(`Got ${what} ${number} when expected below ${end}`);
  }
}
