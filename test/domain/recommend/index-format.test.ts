import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildModel } from "../../../worker/domain/recommend/build-model.ts";
import { crc32 } from "../../../worker/domain/recommend/crc32.ts";
import { decodeModel, encodeModel } from "../../../worker/domain/recommend/index-format.ts";
import { ModelFormatError } from "../../../worker/domain/recommend/model-format-error.ts";
import { EMPTY_MODEL } from "../../../worker/domain/recommend/recommend-model.ts";
import type { RecommendModel } from "../../../worker/domain/recommend/recommend-model.ts";
import type { SessionItem } from "../../../worker/domain/recommend/session-fragment.ts";

const NOW = 1_800_000_000_000;

/** Models built from any sessions, with ids of any UTF-16, lone surrogates included. */
const models: fc.Arbitrary<RecommendModel> = fc
  .uniqueArray(
    fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      minLength: 1,
      maxLength: 50,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .chain((ids) =>
    fc.array(
      fc.array(
        fc.record({
          itemId: fc.constantFrom(...ids),
          at: fc.integer({ min: NOW - 1_000_000, max: NOW }),
          kind: fc.constantFrom<SessionItem["kind"][]>("view", "cart", "purchase", "purchase"),
          againDays: fc.integer({ min: 0, max: 400 }),
        }),
        { maxLength: 6 },
      ),
      { maxLength: 10 },
    ),
  )
  .map((sessions) => buildModel({ sessions: sessions.map((items) => ({ items })), now: NOW, version: 3 }));

/** Two products looked at and bought together. */
const PAIR = buildModel({
  sessions: [
    {
      items: (["view", "purchase"] as const).flatMap((kind, i) => [
        { itemId: "a", at: NOW + 10 * i, kind },
        { itemId: "bc", at: NOW + 10 * i + 1, kind },
      ]),
    },
  ],
  now: NOW,
  version: 7,
});

/** Changes bytes of a snapshot and makes its checksum right again, so that the check behind it is what refuses. */
function forged(change: (bytes: DataView) => void): Uint8Array {
  const bytes = encodeModel(PAIR);
  const view = new DataView(bytes.buffer);
  change(view);
  view.setUint32(8, crc32(bytes.subarray(12)), true);
  return bytes;
}

/** Where PAIR's complements begin: after the header's 40 bytes and the session model. */
function complementsAt(bytes: DataView): number {
  return 40 + 4 * Math.ceil(bytes.getUint32(28, true) / 4);
}

describe("the model's snapshot", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(models, (model) => {
        expect(decodeModel(encodeModel(model))).toEqual(model);
      }),
      { numRuns: 60 },
    );
  });

  it("comes back from bytes that lie anywhere in a buffer", () => {
    const bytes = encodeModel(PAIR);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeModel(shifted.subarray(3))).toEqual(PAIR);
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

  // In the complements' part, by the table in complement-format.ts, with two items and two pairs: five counts, 2·3
  // words by item, neighbours start at word 11, neighbour 14, proximity 16.
  it.each<[string, string, (bytes: DataView) => void]>([
    ["other magic", 'Got magic "XVRM" when expected "SVRM"', (bytes) => bytes.setUint8(0, 0x58)],
    ["the format of co-visited pairs", "Got format v1 when expected v2", (bytes) => bytes.setUint32(4, 1, true)],
    ["parts beyond the bytes", "bytes when expected", (bytes) => bytes.setUint32(36, 0xffff_fff0, true)],
    [
      "no build time",
      "Got build time NaN when expected epoch milliseconds",
      (bytes) => bytes.setFloat64(16, NaN, true),
    ],
    ["a session model that is none", "what is looked at next: ", (bytes) => bytes.setUint8(40, 0x58)],
    [
      "complements with other weights",
      "Got 3 weights of complements when expected 8",
      (bytes) => bytes.setUint32(complementsAt(bytes) + 16, 3, true),
    ],
    [
      "complement offsets that start late",
      "Got complement offsets from 1 to 2 when expected 0 to 2",
      (bytes) => bytes.setUint32(complementsAt(bytes) + 44, 1, true),
    ],
    [
      "a complement that is no item",
      "Got complement 2 when expected below 2",
      (bytes) => bytes.setUint32(complementsAt(bytes) + 56, 2, true),
    ],
    [
      "a nearness above 1",
      "Got proximity 1.5 when expected 0 to 1",
      (bytes) => bytes.setFloat32(complementsAt(bytes) + 64, 1.5, true),
    ],
  ])("%s", (_, message, change) => {
    const bytes = forged(change);
    expect(() => decodeModel(bytes)).toThrow(ModelFormatError);
    expect(() => decodeModel(bytes)).toThrow(message);
  });
});
