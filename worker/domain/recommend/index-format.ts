/**
 * The model as bytes: one versioned snapshot whose arrays are used where they lie, and which is refused by name
 * rather than half-read (after flatbush). Little-endian, as every platform this runs on is.
 *
 * | offset | type | what |
 * |---|---|---|
 * | 0 | 4 bytes | magic, `SVRM` |
 * | 4 | u32 | format version |
 * | 8 | u32 | CRC-32 of everything after it |
 * | 12 | u32 | model version |
 * | 16 | f64 | built at, epoch milliseconds |
 * | 24 | u32 | sessions |
 * | 28 | u32 × 3 | bytes of the three parts, each then padded with zeros to a multiple of 4 |
 * | 40 | | what is looked at next, `session-model/session-model-format.ts` |
 * | | | what is bought together, `complements/complement-format.ts` |
 * | | | what is bought again, `again/repeat-format.ts` |
 *
 * Format 1 held co-visited pairs; nothing of it can be made into this, so it is refused and the next rebuild replaces it.
 */
import { decodeRepeats, encodeRepeats } from "./again/repeat-format.ts";
import { decodeComplements, encodeComplements } from "./complements/complement-format.ts";
import { crc32 } from "./crc32.ts";
import { ModelFormatError } from "./model-format-error.ts";
import type { RecommendModel } from "./recommend-model.ts";
import {
  SessionModelFormatError,
  decodeSessionModel,
  encodeSessionModel,
} from "./session-model/session-model-format.ts";

/** Raised whenever the table above changes. */
const FORMAT_VERSION = 2;
const MAGIC = "SVRM";
const HEADER_BYTES = 40;
/** Where the checksum ends and what it covers begins. */
const CHECKED_FROM = 12;
/** Where the parts' lengths lie. */
const LENGTHS_AT = 28;

/** The snapshot of a model. Its length is exact: `bytes.buffer` holds nothing else. */
export function encodeModel(model: RecommendModel): Uint8Array<ArrayBuffer> {
  const parts = [encodeSessionModel(model.next), encodeComplements(model.complements), encodeRepeats(model.repeats)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + padded(part.length), HEADER_BYTES));
  const header = new DataView(bytes.buffer);
  for (let i = 0; i < MAGIC.length; i++) header.setUint8(i, MAGIC.charCodeAt(i));
  header.setUint32(4, FORMAT_VERSION, true);
  header.setUint32(12, model.version, true);
  header.setFloat64(16, model.builtAt, true);
  header.setUint32(24, model.sessions, true);
  let at = HEADER_BYTES;
  for (const [place, part] of parts.entries()) {
    header.setUint32(LENGTHS_AT + 4 * place, part.length, true);
    bytes.set(part, at);
    at += padded(part.length);
  }
  header.setUint32(8, crc32(bytes.subarray(CHECKED_FROM)), true);
  return bytes;
}

/**
 * The model in a snapshot. Its arrays are views of `bytes` where those are aligned to 4, so leave them unchanged.
 *
 * @throws ModelFormatError for anything but a whole, sound snapshot of this format version.
 */
export function decodeModel(bytes: Uint8Array): RecommendModel {
  if (bytes.length < HEADER_BYTES)
    throw new ModelFormatError(`Got ${bytes.length} bytes when expected at least ${HEADER_BYTES}`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) throw new ModelFormatError(`Got magic ${JSON.stringify(magic)} when expected "${MAGIC}"`);
  const format = header.getUint32(4, true);
  if (format !== FORMAT_VERSION) throw new ModelFormatError(`Got format v${format} when expected v${FORMAT_VERSION}`);
  const lengths = [0, 1, 2].map((place) => header.getUint32(LENGTHS_AT + 4 * place, true));
  const expected = lengths.reduce((sum, length) => sum + padded(length), HEADER_BYTES);
  if (bytes.length !== expected) throw new ModelFormatError(`Got ${bytes.length} bytes when expected ${expected}`);
  const checksum = crc32(bytes.subarray(CHECKED_FROM));
  const stored = header.getUint32(8, true);
  if (checksum !== stored) {
    throw new ModelFormatError(`Got checksum ${checksum.toString(16)} when expected ${stored.toString(16)}`);
  }
  const builtAt = header.getFloat64(16, true);
  if (!Number.isFinite(builtAt))
    throw new ModelFormatError(`Got build time ${builtAt} when expected epoch milliseconds`);

  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  let at = HEADER_BYTES;
  const [next, complements, repeats] = lengths.map((length) => {
    const part = aligned.subarray(at, at + length);
    at += padded(length);
    return part;
  });
  return {
    version: header.getUint32(12, true),
    builtAt,
    sessions: header.getUint32(24, true),
    next: named("what is looked at next", () => decodeSessionModel(next!, "VERIFIED")),
    complements: decodeComplements(complements!),
    repeats: decodeRepeats(repeats!),
  };
}

function padded(length: number): number {
  return 4 * Math.ceil(length / 4);
}

function named<T>(what: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof SessionModelFormatError)
      throw new ModelFormatError(`${what}: ${error.message}`, { cause: error });
    throw error;
  }
}
