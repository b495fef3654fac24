/** CRC-32 of ISO 3309, the one of gzip and PNG (RFC 1952 §8). Finds every single burst of up to 32 wrong bits. */

/** The polynomial 0x04C11DB7, bits reversed. */
const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
  return remainder;
});

/** The checksum, 0–2³²−1. */
export function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  // An indexed loop: iterating a typed array costs several times as much, and a model has megabytes.
  for (let i = 0; i < bytes.length; i++) {
    remainder = (TABLE[(remainder ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (remainder >>> 8);
  }
  return (remainder ^ 0xffffffff) >>> 0;
}
