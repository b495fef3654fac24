/** CRC-32 of ISO 3309, the one of gzip and PNG (RFC 1952 §8). Finds every single burst of up to 32 wrong bits. */

/** The polynomial 0x04C11DB7, bits reversed. */
const POLYNOMIAL = 0xedb88320;

/** What one byte, 0–3 bytes before the end of a word, leaves of itself: by distance to the end, then by the byte. */
const TABLES = tables();

function tables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const last = Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
    return remainder;
  });
  const further = (table: Uint32Array): Uint32Array =>
    table.map((remainder) => last[remainder & 0xff]! ^ (remainder >>> 8));
  const second = further(last);
  const third = further(second);
  return [last, second, third, further(third)];
}

/**
 * The checksum, 0–2³²−1. Four bytes at a time (Kounavis, Berry: "A systematic approach to building high performance
 * software-based CRC generators", ISCC 2005): a model has megabytes, and a load waits for this.
 */
export function crc32(bytes: Uint8Array): number {
  const [first, second, third, fourth] = TABLES;
  const whole = bytes.length & ~3;
  let remainder = 0xffffffff;
  let i = 0;
  for (; i < whole; i += 4) {
    remainder ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    remainder =
      fourth[remainder & 0xff]! ^
      third[(remainder >>> 8) & 0xff]! ^
      second[(remainder >>> 16) & 0xff]! ^
      first[remainder >>> 24]!;
  }
  for (; i < bytes.length; i++) remainder = first[(remainder ^ bytes[i]!) & 0xff]! ^ (remainder >>> 8);
  return (remainder ^ 0xffffffff) >>> 0;
}
