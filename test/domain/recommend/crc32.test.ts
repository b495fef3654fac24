import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { crc32 } from "../../../worker/domain/recommend/crc32.ts";

it("gives the published check value", () => {
  // Of "123456789", in the catalogue of parametrised CRC algorithms under CRC-32/ISO-HDLC.
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array(0))).toBe(0);
});

it("agrees with zlib's, wherever the bytes begin and end", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(8), (bytes, from) => {
      const part = bytes.subarray(from);
      expect(crc32(part)).toBe(zlibCrc32(part));
    }),
  );
});
