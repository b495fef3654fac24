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
 * | 28 | u32 | items, n |
 * | 32 | u32 | neighbours of all items, m |
 * | 36 | u32 | UTF-16 code units of all ids, u |
 * | 40 | u32 × (n+1) | where each id starts among the code units |
 * | | f32 × n, u32 × n | popularity, seen in |
 * | | u32 × (n+1) | where each item's neighbours start |
 * | | u32 × m, f32 × m, u32 × m | neighbour, score, support |
 * | | u16 × u | the ids, end to end, then zeros to a multiple of 4 |
 */
import { crc32 } from "./crc32.ts";
import type { RecommendModel } from "./recommend-model.ts";

/** Bytes that are no model this code can read: the message says what it got and what it expected. */
export class ModelFormatError extends Error {
  override name = "ModelFormatError";
}

/** Raised whenever the table above changes. */
const FORMAT_VERSION = 1;
const MAGIC = "SVRM";
const HEADER_BYTES = 40;
/** Where the checksum ends and what it covers begins. */
const CHECKED_FROM = 12;

/** The counts that fix every offset. */
interface Counts {
  items: number;
  neighbours: number;
  idUnits: number;
}

/** Views of one buffer, in the order they lie in it. */
interface Sections {
  idStart: Uint32Array;
  popularity: Float32Array;
  seenIn: Uint32Array;
  neighbourStart: Uint32Array;
  neighbour: Uint32Array;
  score: Float32Array;
  support: Uint32Array;
  ids: Uint16Array;
}

/** The snapshot of a model. Its length is exact: `bytes.buffer` holds nothing else. */
export function encodeModel(model: RecommendModel): Uint8Array<ArrayBuffer> {
  const counts: Counts = {
    items: model.itemIds.length,
    neighbours: model.neighbour.length,
    idUnits: model.itemIds.reduce((sum, id) => sum + id.length, 0),
  };
  const bytes = new Uint8Array(byteLength(counts));
  const header = new DataView(bytes.buffer);
  const sections = sectionsOf(bytes, counts);

  let unit = 0;
  for (const [item, id] of model.itemIds.entries()) {
    sections.idStart[item] = unit;
    for (let i = 0; i < id.length; i++) sections.ids[unit++] = id.charCodeAt(i);
  }
  sections.idStart[counts.items] = unit;
  sections.popularity.set(model.popularity);
  sections.seenIn.set(model.seenIn);
  sections.neighbourStart.set(model.neighbourStart);
  sections.neighbour.set(model.neighbour);
  sections.score.set(model.score);
  sections.support.set(model.support);

  for (let i = 0; i < MAGIC.length; i++) header.setUint8(i, MAGIC.charCodeAt(i));
  header.setUint32(4, FORMAT_VERSION, true);
  header.setUint32(12, model.version, true);
  header.setFloat64(16, model.builtAt, true);
  header.setUint32(24, model.sessions, true);
  header.setUint32(28, counts.items, true);
  header.setUint32(32, counts.neighbours, true);
  header.setUint32(36, counts.idUnits, true);
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

  const counts: Counts = {
    items: header.getUint32(28, true),
    neighbours: header.getUint32(32, true),
    idUnits: header.getUint32(36, true),
  };
  const expected = byteLength(counts);
  if (bytes.length !== expected) throw new ModelFormatError(`Got ${bytes.length} bytes when expected ${expected}`);
  const checksum = crc32(bytes.subarray(CHECKED_FROM));
  const stored = header.getUint32(8, true);
  if (checksum !== stored) {
    throw new ModelFormatError(`Got checksum ${checksum.toString(16)} when expected ${stored.toString(16)}`);
  }

  const sections = sectionsOf(bytes.byteOffset % 4 === 0 ? bytes : bytes.slice(), counts);
  const builtAt = header.getFloat64(16, true);
  if (!Number.isFinite(builtAt))
    throw new ModelFormatError(`Got build time ${builtAt} when expected epoch milliseconds`);
  requireOffsets("id offsets", sections.idStart, counts.idUnits);
  requireOffsets("neighbour offsets", sections.neighbourStart, counts.neighbours);
  requireAmounts("popularity", sections.popularity, Infinity);
  requireAmounts("score", sections.score, 1);
  for (const item of sections.neighbour) {
    if (item >= counts.items) throw new ModelFormatError(`Got neighbour ${item} when expected below ${counts.items}`);
  }
  return {
    version: header.getUint32(12, true),
    builtAt,
    sessions: header.getUint32(24, true),
    itemIds: readIds(sections),
    popularity: sections.popularity,
    seenIn: sections.seenIn,
    neighbourStart: sections.neighbourStart,
    neighbour: sections.neighbour,
    score: sections.score,
    support: sections.support,
  };
}

function byteLength({ items, neighbours, idUnits }: Counts): number {
  const words = 2 * (items + 1) + 2 * items + 3 * neighbours;
  return HEADER_BYTES + 4 * words + 4 * Math.ceil(idUnits / 2);
}

function sectionsOf(bytes: Uint8Array, { items, neighbours, idUnits }: Counts): Sections {
  const { buffer } = bytes;
  let at = bytes.byteOffset + HEADER_BYTES;
  const take = (words: number): number => (at += 4 * words) - 4 * words;
  return {
    idStart: new Uint32Array(buffer, take(items + 1), items + 1),
    popularity: new Float32Array(buffer, take(items), items),
    seenIn: new Uint32Array(buffer, take(items), items),
    neighbourStart: new Uint32Array(buffer, take(items + 1), items + 1),
    neighbour: new Uint32Array(buffer, take(neighbours), neighbours),
    score: new Float32Array(buffer, take(neighbours), neighbours),
    support: new Uint32Array(buffer, take(neighbours), neighbours),
    ids: new Uint16Array(buffer, at, idUnits),
  };
}

/** Offsets start at 0, never fall, and end at the length of what they cut up. */
function requireOffsets(what: string, offsets: Uint32Array, end: number): void {
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

function requireAmounts(what: string, amounts: Float32Array, greatest: number): void {
  for (const amount of amounts) {
    // Written so that NaN fails; infinity passes no range that ends at it.
    if (!(amount >= 0 && amount <= greatest && amount < Infinity)) {
      throw new ModelFormatError(
        `Got ${what} ${amount} when expected 0 to ${greatest === Infinity ? "a finite number" : greatest}`,
      );
    }
  }
}

function readIds({ ids, idStart }: Sections): string[] {
  const texts: string[] = [];
  for (let item = 0; item + 1 < idStart.length; item++) {
    const text = String.fromCharCode(...ids.subarray(idStart[item], idStart[item + 1]));
    const before = texts.at(-1);
    if (before !== undefined && before >= text) {
      throw new ModelFormatError(
        `Got id ${JSON.stringify(text)} after ${JSON.stringify(before)} when expected ascending ids`,
      );
    }
    texts.push(text);
  }
  return texts;
}
