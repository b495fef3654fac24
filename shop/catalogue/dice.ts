/** Seeded chance: everything in the demo that looks random can be had again from its seed. */
export interface Dice {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number in [from, to], both included. */
  whole(from: number, to: number): number;
  /** True with this probability, 0–1. */
  chance(probability: number): boolean;
  /**
   * One entry of a list, all equally likely.
   * @throws RangeError on an empty list.
   */
  pick<T>(list: readonly T[]): T;
  /**
   * One entry, with odds in proportion to its weight. Weights ≥ 0; where all are 0, all are equally likely.
   * @throws RangeError on an empty list.
   */
  weighted<T>(list: readonly T[], weight: (entry: T) => number): T;
  /** A new list in another order. */
  shuffle<T>(list: readonly T[]): T[];
}

/** Hashes a text to a 32-bit seed (FNV-1a), so that streams can be named: `seedOf(seed, "visitor", 7)`. */
export function seedOf(...parts: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of parts.join("/")) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** Dice from a 32-bit seed: mulberry32, whose period of 2³² is plenty for one visitor or one catalogue. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => {
    const entry = list[Math.floor(next() * list.length)];
    if (entry === undefined) throw new RangeError("nothing to pick from");
    return entry;
  };
  return {
    next,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted(list, weight) {
      const total = list.reduce((sum, entry) => sum + weight(entry), 0);
      if (total <= 0) return pick(list);
      let left = next() * total;
      for (const entry of list) {
        left -= weight(entry);
        if (left < 0) return entry;
      }
      return pick(list);
    },
    shuffle(list) {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = Math.floor(next() * (last + 1));
        const [a, b] = [shuffled[last], shuffled[other]];
        if (a !== undefined && b !== undefined) [shuffled[last], shuffled[other]] = [b, a];
      }
      return shuffled;
    },
  };
}
