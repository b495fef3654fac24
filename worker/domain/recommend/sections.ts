/** Typed arrays one after the other in a buffer, laid out by the same code for writing and for reading. */
import { ModelFormatError } from "./model-format-error.ts";

type Numbers = Uint32Array | Float32Array | Uint16Array | Uint8Array;
type NumbersType<T extends Numbers> = {
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
};

/** Takes views off the front, each padded to a multiple of 4 bytes. */
export class Sections {
  readonly #bytes: Uint8Array;
  #at: number;

  /** @param from where the first section begins, a multiple of 4 */
  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from;
  }

  /** @throws ModelFormatError where the bytes end before */
  take<T extends Numbers>(type: NumbersType<T>, length: number): T {
    const size = type.BYTES_PER_ELEMENT * length;
    if (this.#at + size > this.#bytes.length)
      throw new ModelFormatError(`Got ${this.#bytes.length} bytes when expected at least ${this.#at + size}`);
    const section = new type(this.#bytes.buffer, this.#bytes.byteOffset + this.#at, length);
    this.#at += 4 * Math.ceil(size / 4);
    return section;
  }
}

/** Bytes of a section of so many elements of so many bytes. */
export function sectionBytes(elements: number, size: 1 | 2 | 4): number {
  return 4 * Math.ceil((elements * size) / 4);
}

/** UTF-16 code units of all ids. */
export function idUnits(ids: readonly string[]): number {
  return ids.reduce((sum, id) => sum + id.length, 0);
}

export function writeIds(ids: readonly string[], units: Uint16Array, lengths: Uint8Array): void {
  let unit = 0;
  for (const [item, id] of ids.entries()) {
    lengths[item] = id.length;
    for (let i = 0; i < id.length; i++) units[unit++] = id.charCodeAt(i);
  }
}

/** @throws ModelFormatError unless they ascend and use all units */
export function readIds(units: Uint16Array, lengths: Uint8Array): string[] {
  const ids: string[] = [];
  let unit = 0;
  for (const length of lengths) {
    const id = String.fromCharCode(...units.subarray(unit, (unit += length)));
    const before = ids.at(-1);
    if (before !== undefined && before >= id) {
      throw new ModelFormatError(
        `Got id ${JSON.stringify(id)} after ${JSON.stringify(before)} when expected ascending ids`,
      );
    }
    ids.push(id);
  }
  if (unit !== units.length) throw new ModelFormatError(`Got ids of ${unit} code units when expected ${units.length}`);
  return ids;
}
