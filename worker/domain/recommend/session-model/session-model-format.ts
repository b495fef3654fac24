/**
 * The session model as bytes: one versioned snapshot that is refused by name rather than half-read. Only what was
 * learnt is stored; postings and popularity follow from the sessions and are counted again at loading, which is quicker
 * than reading them. Little-endian, as every platform this runs on is.
 *
 * | offset | type | what |
 * |---|---|---|
 * | 0 | 4 bytes | magic, `SVSM` |
 * | 4 | u32 | format version |
 * | 8 | u32 | CRC-32 of everything after it |
 * | 12 | u32 | model version |
 * | 16 | f64 | built at, epoch milliseconds |
 * | 24 | u32 | items, n |
 * | 28 | u32 | sessions, s |
 * | 32 | u32 | clicks, c |
 * | 36 | u32 | UTF-16 code units of all ids, u |
 * | 40 | u32 | the ranker's inputs; 0 where untrained |
 * | 44 | u32 | the ranker's units; where untrained, why |
 * | 48 | u32 | relations of all items, r |
 * | 52 | u32 | numbers of an embedding, d; 0 where there are none |
 * | 56 | u32 × n | popularity |
 * | | f32 × n, f32 × n | scales and biases of the embeddings; none where d is 0 |
 * | | f32 × units × (inputs + 1), f32 × units | the ranker's hidden and output weights |
 * | | u16 or u32 × c | clicks; u16 where n ≤ 65,536 |
 * | | u16 or u32 × r | related items, likewise |
 * | | u16 × u | the ids, end to end |
 * | | u8 × n | length of each id |
 * | | u8 × s | clicks of each session |
 * | | u8 × n | relations of each item |
 * | | u8 × r | their weights |
 * | | i8 × n × d | embeddings |
 *
 * Each section is padded with zeros to a multiple of 4 bytes.
 */
import { crc32 } from "../crc32.ts";
import { FEATURES } from "./features.ts";
import { DIMENSIONS } from "./item-embeddings.ts";
import type { Ranker } from "./ranker.ts";
import { completeModel } from "./session-model.ts";
import type { SessionModel, Untrained } from "./session-model.ts";

/** Bytes that are no model this code can read: the message says what it got and what it expected. */
export class SessionModelFormatError extends Error {
  override name = "SessionModelFormatError";
}

/** Raised whenever the table above changes, or what a ranker's inputs mean. */
const FORMAT_VERSION = 3;
const MAGIC = "SVSM";
const HEADER_BYTES = 56;
/** Where the checksum ends and what it covers begins. */
const CHECKED_FROM = 12;
const MOST_SHORT_ITEMS = 65_536;
const MOST_BYTE = 255;
/** Characters made at a time: more arguments overflow the stack. */
const CHUNK = 8192;

const UNTRAINED: readonly Untrained["untrained"][] = ["TOO_FEW_SESSIONS", "SWITCHED_OFF"];

/** The counts that fix every offset. */
interface Counts {
  items: number;
  sessions: number;
  clicks: number;
  idUnits: number;
  inputs: number;
  units: number;
  relations: number;
  dimensions: number;
}

/** Views of one buffer, in the order they lie in it. */
interface Sections {
  popularity: Uint32Array;
  scale: Float32Array;
  bias: Float32Array;
  hidden: Float32Array;
  output: Float32Array;
  clicks: Uint32Array | Uint16Array;
  related: Uint32Array | Uint16Array;
  ids: Uint16Array;
  idLength: Uint8Array;
  sessionLength: Uint8Array;
  relatedLength: Uint8Array;
  relatedWeight: Uint8Array;
  embeddings: Int8Array;
  end: number;
}

/**
 * The snapshot of a model. Its length is exact: `bytes.buffer` holds nothing else.
 *
 * @throws RangeError for an id of more than 255 UTF-16 code units or a session of more than 255 clicks
 */
export function encodeSessionModel(model: SessionModel): Uint8Array<ArrayBuffer> {
  const { index, itemIds, ranker, related, embeddings } = model;
  const trained = "untrained" in ranker ? undefined : ranker;
  const counts: Counts = {
    items: itemIds.length,
    sessions: index.sessionStart.length - 1,
    clicks: index.clicks.length,
    idUnits: itemIds.reduce((sum, id) => sum + id.length, 0),
    inputs: trained?.inputs ?? 0,
    units: trained?.units ?? 0,
    relations: related.item.length,
    dimensions: embeddings === undefined ? 0 : DIMENSIONS,
  };
  const bytes = new Uint8Array(sectionsOf(NOWHERE, 0, counts).end);
  const sections = sectionsOf(bytes.buffer, 0, counts);
  let unit = 0;
  for (const [item, id] of itemIds.entries()) {
    sections.idLength[item] = requireByte("id length", id.length);
    for (let i = 0; i < id.length; i++) sections.ids[unit++] = id.charCodeAt(i);
  }
  setLengths(sections.sessionLength, index.sessionStart, "clicks of a session");
  setLengths(sections.relatedLength, related.start, "relations of an item");
  sections.related.set(related.item);
  sections.relatedWeight.set(related.weight);
  sections.popularity.set(model.popularity);
  sections.clicks.set(index.clicks);
  if (trained !== undefined) {
    sections.hidden.set(trained.hidden);
    sections.output.set(trained.output);
  }

  if (embeddings !== undefined) {
    sections.scale.set(embeddings.scale);
    sections.bias.set(embeddings.bias);
    sections.embeddings.set(embeddings.vector);
  }

  const header = new DataView(bytes.buffer);
  for (let i = 0; i < MAGIC.length; i++) header.setUint8(i, MAGIC.charCodeAt(i));
  header.setUint32(4, FORMAT_VERSION, true);
  header.setUint32(12, model.version, true);
  header.setFloat64(16, model.builtAt, true);
  header.setUint32(24, counts.items, true);
  header.setUint32(28, counts.sessions, true);
  header.setUint32(32, counts.clicks, true);
  header.setUint32(36, counts.idUnits, true);
  header.setUint32(40, counts.inputs, true);
  header.setUint32(44, "untrained" in ranker ? UNTRAINED.indexOf(ranker.untrained) : counts.units, true);
  header.setUint32(48, counts.relations, true);
  header.setUint32(52, counts.dimensions, true);
  header.setUint32(8, crc32(bytes.subarray(CHECKED_FROM)), true);
  return bytes;
}

/**
 * The model in a snapshot. It keeps views of `bytes` where those are aligned to 4, so leave them unchanged.
 *
 * @param checksum `VERIFIED` where another one over these bytes has been compared already
 * @throws SessionModelFormatError for anything but a whole, sound snapshot of this format version.
 */
export function decodeSessionModel(bytes: Uint8Array, checksum: "VERIFY" | "VERIFIED" = "VERIFY"): SessionModel {
  if (bytes.length < HEADER_BYTES) fail(`${bytes.length} bytes`, `at least ${HEADER_BYTES}`);
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC) fail(`magic ${JSON.stringify(magic)}`, `"${MAGIC}"`);
  const format = header.getUint32(4, true);
  if (format !== FORMAT_VERSION) fail(`format v${format}`, `v${FORMAT_VERSION}`);

  const inputs = header.getUint32(40, true);
  const unitsOrReason = header.getUint32(44, true);
  const counts: Counts = {
    items: header.getUint32(24, true),
    sessions: header.getUint32(28, true),
    clicks: header.getUint32(32, true),
    idUnits: header.getUint32(36, true),
    inputs,
    units: inputs === 0 ? 0 : unitsOrReason,
    relations: header.getUint32(48, true),
    dimensions: header.getUint32(52, true),
  };
  const expected = sectionsOf(NOWHERE, 0, counts).end;
  if (bytes.length !== expected) fail(`${bytes.length} bytes`, String(expected));
  if (checksum === "VERIFY") {
    const computed = crc32(bytes.subarray(CHECKED_FROM));
    const stored = header.getUint32(8, true);
    if (computed !== stored) fail(`checksum ${computed.toString(16)}`, stored.toString(16));
  }
  if (inputs !== 0 && inputs !== FEATURES) fail(`a ranker of ${inputs} features`, String(FEATURES));
  if (counts.dimensions !== 0 && counts.dimensions !== DIMENSIONS) {
    fail(`embeddings of ${counts.dimensions} numbers`, String(DIMENSIONS));
  }
  const builtAt = header.getFloat64(16, true);
  if (!Number.isFinite(builtAt)) fail(`build time ${builtAt}`, "epoch milliseconds");

  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const sections = sectionsOf(aligned.buffer, aligned.byteOffset, counts);
  requireFinite("a ranker's weight", sections.hidden);
  requireFinite("a ranker's weight", sections.output);
  requireFinite("an embedding's scale", sections.scale);
  requireFinite("an embedding's bias", sections.bias);
  const clicks = itemsOf("a click on", sections.clicks, counts.items);
  const related = itemsOf("a relation to", sections.related, counts.items);
  const ranker: Ranker | Untrained =
    inputs === 0
      ? { untrained: reasonOf(unitsOrReason) }
      : {
          inputs,
          units: counts.units,
          hidden: Float64Array.from(sections.hidden),
          output: Float64Array.from(sections.output),
        };
  return completeModel({
    version: header.getUint32(12, true),
    builtAt,
    itemIds: readIds(sections),
    popularity: sections.popularity,
    sessionStart: startsOf("sessions", sections.sessionLength, counts.clicks),
    clicks,
    related: {
      start: startsOf("relations", sections.relatedLength, counts.relations),
      item: related,
      weight: sections.relatedWeight,
    },
    embeddings:
      counts.dimensions === 0 ? undefined : { vector: sections.embeddings, scale: sections.scale, bias: sections.bias },
    ranker,
  });
}

function fail(got: string, expected: string): never {
  throw new SessionModelFormatError(`Got ${got} when expected ${expected}`);
}

function requireByte(what: string, value: number): number {
  if (value > MOST_BYTE) throw new RangeError(`${what} ${value} is more than ${MOST_BYTE}`);
  return value;
}

function requireFinite(what: string, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) fail(`${what} ${values[i]}`, "a number");
}

/** Item numbers, wide and sound. Widened first: a loop over one kind of array is several times as quick as over two. */
function itemsOf(what: string, numbers: Uint32Array | Uint16Array, count: number): Uint32Array {
  const items = new Uint32Array(numbers);
  for (let i = 0; i < items.length; i++) if (items[i]! >= count) fail(`${what} item ${items[i]}`, `below ${count}`);
  return items;
}

function reasonOf(code: number): Untrained["untrained"] {
  return UNTRAINED[code] ?? fail(`reason ${code}`, `below ${UNTRAINED.length}`);
}

/** A buffer for sections that are only measured. */
const NOWHERE = new ArrayBuffer(0);

function sectionsOf(buffer: ArrayBufferLike, offset: number, counts: Counts): Sections {
  const { items, sessions, clicks, idUnits, inputs, units, relations, dimensions } = counts;
  let at = offset + HEADER_BYTES;
  const measuring = buffer === NOWHERE;
  const take = <View>(
    View: { new (buffer: ArrayBufferLike, offset: number, length: number): View; BYTES_PER_ELEMENT: number },
    length: number,
  ): View => {
    const start = at;
    at += 4 * Math.ceil((length * View.BYTES_PER_ELEMENT) / 4);
    return measuring ? new View(buffer, 0, 0) : new View(buffer, start, length);
  };
  const takeItems = (length: number): Uint32Array | Uint16Array =>
    items <= MOST_SHORT_ITEMS ? take(Uint16Array, length) : take(Uint32Array, length);
  return {
    popularity: take(Uint32Array, items),
    scale: take(Float32Array, dimensions === 0 ? 0 : items),
    bias: take(Float32Array, dimensions === 0 ? 0 : items),
    hidden: take(Float32Array, units * (inputs + 1)),
    output: take(Float32Array, units),
    clicks: takeItems(clicks),
    related: takeItems(relations),
    ids: take(Uint16Array, idUnits),
    idLength: take(Uint8Array, items),
    sessionLength: take(Uint8Array, sessions),
    relatedLength: take(Uint8Array, items),
    relatedWeight: take(Uint8Array, relations),
    embeddings: take(Int8Array, items * dimensions),
    end: at,
  };
}

function setLengths(lengths: Uint8Array, starts: Uint32Array, what: string): void {
  for (let i = 0; i < lengths.length; i++) lengths[i] = requireByte(what, starts[i + 1]! - starts[i]!);
}

function startsOf(what: string, lengths: Uint8Array, expected: number): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i]! + lengths[i]!;
  const end = starts[lengths.length]!;
  if (end !== expected) fail(`${what} ending at ${end}`, String(expected));
  return starts;
}

/** The ids, ascending; one text is made and cut up, which is several times quicker than making each. */
function readIds({ ids, idLength }: Sections): string[] {
  let text = "";
  for (let at = 0; at < ids.length; at += CHUNK) {
    // Applied rather than spread, which walks an iterator and takes twenty times as long.
    text += Reflect.apply(String.fromCharCode, undefined, ids.subarray(at, at + CHUNK));
  }
  const texts: string[] = [];
  let at = 0;
  let before: string | undefined;
  for (let item = 0; item < idLength.length; item++) {
    const id = text.slice(at, (at += idLength[item]!));
    if (before !== undefined && before >= id) {
      fail(`id ${JSON.stringify(id)} after ${JSON.stringify(before)}`, "ascending ids");
    }
    texts.push(id);
    before = id;
  }
  if (at !== ids.length) fail(`ids of ${at} code units`, String(ids.length));
  return texts;
}
