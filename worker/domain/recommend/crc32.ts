/** CRC-32 of ISO 3309, the one of gzip and PNG (RFC 1952 §8). Finds every single burst of up to 32 wrong bits. */

/** The polynomial 0x04C11DB7, bits reversed. */
const POLYNOMIAL = 0xedb88320;

/** Bytes taken at a time. */
const STEP = 8;

/** What one byte, 0–7 bytes before the end of a step, leaves of itself: by distance to the end, then by the byte. */
const TABLES = tables();

function tables(): readonly Uint32Array[] {
  const last = Uint32Array.from({ length: 256 }, (_, byte) => {
    let remainder = byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
    return remainder;
  });
  const all = [last];
  while (all.length < STEP) {
    all.push(all.at(-1)!.map((remainder) => last[remainder & 0xff]! ^ (remainder >>> 8)));
  }
  return all;
}

/**
 * The checksum, 0–2³²−1. Eight bytes at a time (Kounavis, Berry: "A systematic approach to building high performance
 * software-based CRC generators", ISCC 2005), read as little-endian words: a model has megabytes, and a load waits for
 * this.
 */
export function crc32(bytes: Uint8Array): number {
  const [first, second, third, fourth, fifth, sixth, seventh, eighth] = TABLES as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  // Words begin at multiples of 4 only.
  const { buffer, byteOffset, length } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const steps = Math.floor(length / STEP);
  const words = new Uint32Array(buffer, byteOffset, 2 * steps);
  let remainder = 0xffffffff;
  for (let i = 0; i < words.length; i += 2) {
    const near = remainder ^ words[i]!;
    const far = words[i + 1]!;
    remainder =
      eighth[near & 0xff]! ^
      seventh[(near >>> 8) & 0xff]! ^
      sixth[(near >>> 16) & 0xff]! ^
      fifth[near >>> 24]! ^
      fourth[far & 0xff]! ^
      third[(far >>> 8) & 0xff]! ^
      second[(far >>> 16) & 0xff]! ^
      first[far >>> 24]!;
  }
  for (let i = STEP * steps; i < length; i++) remainder = first[(remainder ^ bytes[i]!) & 0xff]! ^ (remainder >>> 8);
  return (remainder ^ 0xffffffff) >>> 0;
}
