/**
 * Sums in which recent things count more: each addition is worth half as much after every half-life.
 *
 * Kept by *forward decay* (Cormode, Shkapenyuk, Srivastava, Xu: "Forward Decay", ICDE 2009): a thing of weight `w` at
 * time `t` adds `w · 2^(t/h − period)`, where `period` is a whole number of half-lives. Nothing needs touching as time
 * passes; reading multiplies once. And because additions commute, events may arrive in any order, and two profiles
 * merge by adding. Moving to a later period multiplies by a power of two, which is exact.
 */
export interface DecayedSums {
  /** Whole half-lives since the epoch that the stored sums refer to: that of the newest addition. */
  period: number;
  /** By key, worth at the start of `period`. */
  sums: Record<string, number>;
}

export function noSums(): DecayedSums {
  return { period: 0, sums: {} };
}

export function copySums(from: DecayedSums): DecayedSums {
  return { period: from.period, sums: { ...from.sums } };
}

/** Adds `weight` to `key` for a thing that happened at `at` (epoch ms). Changes `into`. */
export function addDecayed(into: DecayedSums, key: string, weight: number, at: number, halfLifeMs: number): void {
  moveTo(into, Math.floor(at / halfLifeMs));
  into.sums[key] = valueOf(into, key) + weight * 2 ** (at / halfLifeMs - into.period);
}

/** What `key` is worth at `now` (epoch ms). Things that happen after `now` count more than their weight. */
export function decayedSum(sums: DecayedSums, key: string, now: number, halfLifeMs: number): number {
  return valueOf(sums, key) * 2 ** (sums.period - now / halfLifeMs);
}

/** Adds all of `from` to `into`. Changes `into`. */
export function mergeSums(into: DecayedSums, from: DecayedSums): void {
  moveTo(into, from.period);
  const scale = 2 ** (from.period - into.period);
  for (const [key, sum] of Object.entries(from.sums)) into.sums[key] = valueOf(into, key) + sum * scale;
}

/** Keeps the `most` greatest keys, so that a profile stays small. Of equals the alphabetically last goes first. */
export function keepGreatest(sums: DecayedSums, most: number): void {
  const keys = Object.keys(sums.sums);
  const surplus = keys.length - most;
  if (surplus <= 0) return;
  const worth = (key: string) => sums.sums[key] ?? 0;
  const isLess = (a: string, b: string) => worth(a) < worth(b) || (worth(a) === worth(b) && a > b);
  if (surplus === 1) {
    // The usual case, and much quicker than sorting.
    delete sums.sums[keys.reduce((least, key) => (isLess(key, least) ? key : least))];
    return;
  }
  for (const key of keys.sort((a, b) => (isLess(a, b) ? -1 : 1)).slice(0, surplus)) delete sums.sums[key];
}

/** Each key's share of the total, greatest first; independent of the time of reading. */
export function shares(sums: DecayedSums): { name: string; share: number }[] {
  let total = 0;
  for (const key in sums.sums) total += sums.sums[key] ?? 0;
  if (total <= 0) return [];
  return Object.entries(sums.sums)
    .map(([name, sum]) => ({ name, share: sum / total }))
    .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}

/** Own keys only: a category may be called "constructor", and an object has one of those from birth. */
function valueOf({ sums }: DecayedSums, key: string): number {
  return Object.hasOwn(sums, key) ? (sums[key] ?? 0) : 0;
}

function moveTo(sums: DecayedSums, period: number): void {
  if (period <= sums.period) return;
  const scale = 2 ** (sums.period - period);
  // However small, nothing is dropped here: what is left would depend on the order of arrival.
  for (const key in sums.sums) sums.sums[key] = (sums.sums[key] ?? 0) * scale;
  sums.period = period;
}
