/** Chance for learning: the same seed gives the same stream, so a card can be learnt again to the last digit. */

/**
 * Uniform numbers in [0, 1) from a 32-bit seed, by a counter through the mixing function of MurmurHash3 (Appleby,
 * public domain): every step visits another of 2³² states.
 */
export function seededRandom(seed: number): () => number {
  let counter = seed >>> 0;
  return () => {
    counter = (counter + GOLDEN_STEP) >>> 0;
    let mixed = counter;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** 2³² divided by the golden ratio, made odd: consecutive states lie far apart. */
const GOLDEN_STEP = 0x9e3779b9;

/** Shuffles in place: Fisher and Yates. */
export function shuffle(list: Int32Array | number[], random: () => number): void {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = list[last]!;
    list[last] = list[other]!;
    list[other] = kept;
  }
}
