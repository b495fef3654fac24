/** Sessions on disk, one file a shard: what the shards' learners would keep, written once and read front to back. */
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Numbers buffered of each file, 4 bytes each. */
const BUFFERED = 16_384;
const BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** The file of a shard. */
export function spoolFile(folder: string, shard: number): string {
  return join(folder, `sessions-${shard}.bin`);
}

/** Appends to all files at once. A session is its length and its products' numbers, 32 bits each. */
export class SpoolWriter {
  readonly #files: { descriptor: number; buffer: Uint32Array; used: number }[];

  constructor(folder: string, shards: number) {
    this.#files = Array.from({ length: shards }, (_, shard) => ({
      descriptor: openSync(spoolFile(folder, shard), "w"),
      buffer: new Uint32Array(BUFFERED),
      used: 0,
    }));
  }

  add(shard: number, visit: readonly number[]): void {
    const file = this.#files[shard]!;
    if (file.used + visit.length + 1 > BUFFERED) this.#flush(file);
    file.buffer[file.used++] = visit.length;
    for (const product of visit) file.buffer[file.used++] = product;
  }

  close(): void {
    for (const file of this.#files) {
      this.#flush(file);
      closeSync(file.descriptor);
    }
  }

  #flush(file: { descriptor: number; buffer: Uint32Array; used: number }): void {
    const bytes = new Uint8Array(file.buffer.buffer, 0, file.used * BYTES);
    for (let written = 0; written < bytes.length;) written += writeSync(file.descriptor, bytes, written);
    file.used = 0;
  }
}

/** One session after the other, a buffer of them in memory. */
export function* readSpool(file: string): Generator<number[]> {
  const descriptor = openSync(file, "r");
  const buffer = new Uint32Array(BUFFERED);
  const bytes = new Uint8Array(buffer.buffer);
  let from = 0;
  try {
    for (let held = 0; ;) {
      const read = readSync(descriptor, bytes, held, bytes.length - held, null);
      held += read;
      const end = Math.floor(held / BYTES);
      from = 0;
      while (from < end && from + buffer[from]! < end) {
        yield Array.from(buffer.subarray(from + 1, from + 1 + buffer[from]!));
        from += 1 + buffer[from]!;
      }
      bytes.copyWithin(0, from * BYTES, held);
      held -= from * BYTES;
      if (read > 0) continue;
      if (held > 0) throw new Error(`${file} ends within a session`);
      return;
    }
  } finally {
    closeSync(descriptor);
  }
}
