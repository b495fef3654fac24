import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../worker/domain/recommend/crc32.ts";
import { ModelFormatError, decodeModel, encodeModel } from "../../../worker/domain/recommend/index-format.ts";
import { EMPTY_MODEL } from "../../../worker/domain/recommend/recommend-model.ts";
import type { RecommendModel } from "../../../worker/domain/recommend/recommend-model.ts";

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

/** Any sound model: ids of any UTF-16, lone surrogates included, ascending and distinct. */
const models: fc.Arbitrary<RecommendModel> = fc
  .uniqueArray(
    fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      minLength: 1,
      maxLength: 50,
    }),
    { maxLength: 12 },
  )
  .chain((ids) => {
    const items = ids.length;
    const row = fc.array(
      fc.record({
        neighbour: fc.integer({ min: 0, max: Math.max(0, items - 1) }),
        score: fc.float({ min: 0, max: 1, noNaN: true }),
        support: uint32,
      }),
      { maxLength: items === 0 ? 0 : 6 },
    );
    const perItem = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.array(arbitrary, { minLength: items, maxLength: items });
    return fc.record({
      version: uint32,
      builtAt: fc.double({ noNaN: true, noDefaultInfinity: true }),
      sessions: uint32,
      itemIds: fc.constant(ids.toSorted((a, b) => (a < b ? -1 : 1))),
      popularity: perItem(fc.float({ min: 0, noNaN: true, noDefaultInfinity: true })),
      seenIn: perItem(uint32),
      rows: perItem(row),
    });
  })
  .map(({ rows, popularity, seenIn, ...rest }) => {
    const flat = rows.flat();
    const starts = [0];
    for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
    return {
      ...rest,
      popularity: Float32Array.from(popularity),
      seenIn: Uint32Array.from(seenIn),
      neighbourStart: Uint32Array.from(starts),
      neighbour: Uint32Array.from(flat, ({ neighbour }) => neighbour),
      score: Float32Array.from(flat, ({ score }) => score),
      support: Uint32Array.from(flat, ({ support }) => support),
    };
  });

/** Two items, each the other's neighbour. */
const PAIR: RecommendModel = {
  version: 7,
  builtAt: 1_800_000_000_000,
  sessions: 3,
  itemIds: ["a", "bc"],
  popularity: Float32Array.of(2, 1),
  seenIn: Uint32Array.of(3, 2),
  neighbourStart: Uint32Array.of(0, 1, 2),
  neighbour: Uint32Array.of(1, 0),
  score: Float32Array.of(0.5, 0.5),
  support: Uint32Array.of(2, 2),
};

/** Changes bytes of a snapshot and makes its checksum right again, so that the check behind it is what refuses. */
function forged(change: (bytes: DataView) => void): Uint8Array {
  const bytes = encodeModel(PAIR);
  const view = new DataView(bytes.buffer);
  change(view);
  view.setUint32(8, crc32(bytes.subarray(12)), true);
  return bytes;
}

describe("the model's snapshot", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(models, (model) => {
        expect(decodeModel(encodeModel(model))).toEqual(model);
      }),
    );
  });

  it("comes back from bytes that lie anywhere in a buffer", () => {
    const bytes = encodeModel(PAIR);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeModel(shifted.subarray(3))).toEqual(PAIR);
    const aligned = new Uint8Array(bytes.length + 8);
    aligned.set(bytes, 8);
    expect(decodeModel(aligned.subarray(8))).toEqual(PAIR);
  });

  it("is as long as its table says: 40 + 4·(2·3 + 2·2 + 3·2) + 8 bytes for two items, two neighbours, three code units", () => {
    expect(encodeModel(PAIR)).toHaveLength(40 + 64 + 8);
  });

  it("of the empty model knows nothing", () => {
    expect(decodeModel(encodeModel(EMPTY_MODEL))).toEqual(EMPTY_MODEL);
    expect(EMPTY_MODEL.version).toBe(0);
  });
});

describe("decodeModel refuses by name", () => {
  it("any bytes that are no snapshot", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => decodeModel(bytes)).toThrow(ModelFormatError);
      }),
    );
  });

  it("every truncation and every lengthening", () => {
    const bytes = encodeModel(PAIR);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeModel(bytes.subarray(0, length))).toThrow(ModelFormatError);
    }
    const longer = new Uint8Array(bytes.length + 4);
    longer.set(bytes);
    expect(() => decodeModel(longer)).toThrow(`Got ${bytes.length + 4} bytes when expected ${bytes.length}`);
  });

  it("any single flipped bit", () => {
    const bytes = encodeModel(PAIR);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => decodeModel(flipped)).toThrow(ModelFormatError);
    }
  });

  // Offsets of the arrays in PAIR's snapshot, by the table in index-format.ts: ids start at 40, popularity 52,
  // seen in 60, neighbours start 68, neighbour 80, score 88, support 96, code units 104.
  it.each<[string, string, (bytes: DataView) => void]>([
    ["other magic", 'Got magic "XVRM" when expected "SVRM"', (bytes) => bytes.setUint8(0, 0x58)],
    ["another format", "Got format v2 when expected v1", (bytes) => bytes.setUint32(4, 2, true)],
    ["counts that do not fit", "Got 112 bytes when expected 128", (bytes) => bytes.setUint32(28, 3, true)],
    ["counts beyond any memory", "Got 112 bytes when expected", (bytes) => bytes.setUint32(32, 0xffffffff, true)],
    [
      "no build time",
      "Got build time NaN when expected epoch milliseconds",
      (bytes) => bytes.setFloat64(16, NaN, true),
    ],
    [
      "id offsets that fall",
      "Got id offsets falling from 9 to 3 when expected ascending",
      (bytes) => bytes.setUint32(44, 9, true),
    ],
    [
      "id offsets that end early",
      "Got id offsets from 0 to 2 when expected 0 to 3",
      (bytes) => bytes.setUint32(48, 2, true),
    ],
    [
      "neighbour offsets that start late",
      "Got neighbour offsets from 1 to 2 when expected 0 to 2",
      (bytes) => bytes.setUint32(68, 1, true),
    ],
    ["a neighbour that is no item", "Got neighbour 2 when expected below 2", (bytes) => bytes.setUint32(80, 2, true)],
    ["a score above 1", "Got score 1.5 when expected 0 to 1", (bytes) => bytes.setFloat32(88, 1.5, true)],
    [
      "popularity without end",
      "Got popularity Infinity when expected 0 to a finite number",
      (bytes) => bytes.setFloat32(52, Infinity, true),
    ],
    ["ids out of order", 'Got id "ac" after "b" when expected ascending ids', swapFirstLetters],
  ])("%s", (_, message, change) => {
    expect(() => decodeModel(forged(change))).toThrow(message);
  });
});

/** "a", "bc" become "b", "ac". */
function swapFirstLetters(bytes: DataView): void {
  bytes.setUint16(104, "b".charCodeAt(0), true);
  bytes.setUint16(106, "a".charCodeAt(0), true);
}

describe("crc32", () => {
  it("gives the check value of the CRC catalogue (CRC-32/ISO-HDLC): 0xCBF43926 of the digits 1 to 9", () => {
    expect(crc32(Uint8Array.from("123456789", (digit) => digit.charCodeAt(0)))).toBe(0xcbf43926);
  });
});
