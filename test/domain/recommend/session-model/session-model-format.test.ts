import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../../../worker/domain/recommend/crc32.ts";
import { buildSessionModel } from "../../../../worker/domain/recommend/session-model/build-session-model.ts";
import {
  SessionModelFormatError,
  decodeSessionModel,
  encodeSessionModel,
} from "../../../../worker/domain/recommend/session-model/session-model-format.ts";
import { RANKER_TRAINING } from "../../../../worker/domain/recommend/session-model/train-ranker.ts";

const SESSIONS = [
  ["帽子", "10", "9"],
  ["9", "äpfel", "9"],
  ["10", "🎁"],
  ["9", "10", "帽子", "10"],
];

function modelOf(sessions: string[][], trained: boolean) {
  const ranker = { ...RANKER_TRAINING, share: 0.5, leastSessions: 1, epochs: 1 } as const;
  return buildSessionModel({
    sessions: sessions.map((items) => ({ items })),
    now: 1_760_000_000_000,
    seed: 3,
    version: 7,
    options: { ranker: trained ? ranker : false },
  });
}

/** The bytes with one changed, the checksum made right again: what a bug writes, not a broken cable. */
function forged(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  change(view);
  view.setUint32(8, crc32(copy.subarray(12)), true);
  return copy;
}

describe("a session model as bytes", () => {
  it("comes back as it went, trained or not, and also from within a larger buffer", () => {
    for (const model of [modelOf(SESSIONS, true), modelOf(SESSIONS, false), modelOf([], false)]) {
      const bytes = encodeSessionModel(model);
      expect(decodeSessionModel(bytes)).toEqual(model);
      const shifted = new Uint8Array(bytes.length + 3);
      shifted.set(bytes, 1);
      expect(decodeSessionModel(shifted.subarray(1, bytes.length + 1))).toEqual(model);
    }
  });

  it("comes back from any sessions", () => {
    const id = fc.string({ minLength: 1, maxLength: 6, unit: "binary" });
    fc.assert(
      fc.property(fc.array(fc.array(id, { maxLength: 6 }), { maxLength: 12 }), (sessions) => {
        const model = modelOf(sessions, false);
        expect(decodeSessionModel(encodeSessionModel(model))).toEqual(model);
      }),
      { numRuns: 40 },
    );
  });
});

describe("bytes that are no session model are refused by name", () => {
  const bytes = encodeSessionModel(modelOf(SESSIONS, true));
  const refusal = (given: Uint8Array): string => {
    try {
      decodeSessionModel(given);
    } catch (error) {
      expect(error).toBeInstanceOf(SessionModelFormatError);
      return String(error);
    }
    throw new Error("they were taken");
  };

  it("cut off anywhere, or with bytes added", () => {
    for (let length = 0; length < bytes.length; length++) expect(refusal(bytes.subarray(0, length))).toMatch(/bytes/);
    expect(refusal(Uint8Array.of(...bytes, 0, 0, 0, 0))).toMatch(/bytes/);
  });

  it("with any one byte changed", () => {
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 0x41;
      refusal(changed);
    }
  });

  it("of another kind or format", () => {
    expect(refusal(forged(bytes, (view) => view.setUint8(3, 0x21)))).toMatch(/Got magic "SVS!" when expected "SVSM"/);
    expect(refusal(forged(bytes, (view) => view.setUint32(4, 9, true)))).toMatch(/Got format v9 when expected v3/);
  });

  it("with a sound checksum over impossible contents", () => {
    expect(refusal(forged(bytes, (view) => view.setFloat64(16, Number.NaN, true)))).toMatch(/build time NaN/);
    expect(refusal(forged(bytes, (view) => view.setUint32(24, 0xffff_fff0, true)))).toMatch(/bytes/);
    const items = new DataView(bytes.buffer).getUint32(24, true);
    const firstScale = 56 + 4 * items;
    const firstWeight = firstScale + 2 * 4 * items;
    expect(refusal(forged(bytes, (view) => view.setFloat32(firstWeight, Number.NaN, true)))).toMatch(/weight NaN/);
    expect(refusal(forged(bytes, (view) => view.setFloat32(firstScale, Number.NaN, true)))).toMatch(/scale NaN/);
    expect(refusal(forged(bytes, (view) => view.setUint32(52, 4, true)))).toMatch(/bytes/);
  });

  it("refuses to write what its bytes cannot hold", () => {
    expect(() => encodeSessionModel(modelOf([["x".repeat(256), "y"]], false))).toThrow(
      /id length 256 is more than 255/,
    );
  });
});
