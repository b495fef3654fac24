/** Chance that is always the same for the same cause, so that a visitor keeps their draw and a replay repeats it. */

/** cyrb53 (bryc, public domain): 53 bits, well mixed, and far quicker than a cryptographic hash. */
export function hash53(text: string, seed = 0): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** A number in [0, 1) that depends on `cause` only. */
export function chanceOf(cause: string): number {
  return hash53(cause) / 2 ** 53;
}
