/** Chance in any amount from one seed: the same seed gives the same numbers for ever. */

/** The next number, uniform in [0, 1). */
export type RandomStream = () => number;

const TWO_TO_32 = 2 ** 32;
const TWO_TO_53 = 2 ** 53;

/**
 * xoshiro128** (Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021), its state
 * spread from the seed by SplitMix32; two draws make the 53 bits of a double. Not for secrets.
 *
 * @param seed any whole number; its lower 32 bits count
 */
export function randomStream(seed: number): RandomStream {
  let mixer = seed | 0;
  const spread = (): number => {
    mixer = (mixer + 0x9e3779b9) | 0;
    let mixed = Math.imul(mixer ^ (mixer >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [s0, s1, s2, s3] = [spread(), spread(), spread(), spread()];
  const next32 = (): number => {
    const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
    return result >>> 0;
  };
  return () => ((next32() >>> 11) * TWO_TO_32 + next32()) / TWO_TO_53;
}

function rotate(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}
