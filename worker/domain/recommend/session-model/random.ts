/** Reproducible chance for training: the same seed makes the same model. */

/** Uniform in [0, 1), from Marsaglia's xorshift (Journal of Statistical Software 8(14), 2003), 32 bits of state. */
export function randomFrom(seed: number): () => number {
  // Zero is the one state xorshift never leaves; the product spreads neighbouring seeds apart.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 8; warmUp++) next();
  return next;
}
