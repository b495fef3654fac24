/** Whether what came back is what was sent. Pure. */
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Profile } from "../../worker/domain/profile/profile.ts";

/** Decayed sums are sums of floating-point numbers: in another order they differ in the last digits, and only there. */
const RELATIVE_TOLERANCE = 1e-9;
/** Fields of a profile whose `sums` are such. Everything else must be the same exactly. */
const DECAYED = new Set([
  "engagement",
  "categories",
  "brands",
  "price",
  "settled.categories",
  "settled.brands",
  "settled.price",
]);

export interface EventsFound {
  /** Ids sent and not kept. */
  lost: string[];
  /** Ids kept more than once. */
  duplicated: string[];
  /** Names of which the profile counts another number than was sent, with both. */
  miscounted: string[];
}

/** Compares the events sent with those kept, by id, and with the profile's counts, by name. */
export function compareEvents(
  sent: readonly BehaviourEvent[],
  kept: readonly BehaviourEvent[],
  counts: Record<string, number>,
): EventsFound {
  const times = new Map<string, number>();
  for (const { id } of kept) times.set(id, (times.get(id) ?? 0) + 1);
  const expected: Record<string, number> = {};
  for (const { name } of sent) expected[name] = (expected[name] ?? 0) + 1;
  const names = [...new Set([...Object.keys(expected), ...Object.keys(counts)])];
  return {
    lost: sent.filter(({ id }) => !times.has(id)).map(({ id }) => id),
    duplicated: [...times].filter(([, count]) => count > 1).map(([id]) => id),
    miscounted: names
      .filter((name) => expected[name] !== counts[name])
      .map((name) => `${name}: ${expected[name] ?? 0} sent, ${counts[name] ?? 0} counted`),
  };
}

/** Paths at which two profiles differ, with both values; empty where they are equal. */
export function profileDifferences(expected: Profile, actual: Profile): string[] {
  const differences: string[] = [];
  // As stored: what JSON does not carry is no difference.
  compare(plain(expected), plain(actual), "profile", false, differences);
  return differences;
}

function plain(profile: Profile): unknown {
  return JSON.parse(JSON.stringify(profile)) as unknown;
}

function compare(expected: unknown, actual: unknown, path: string, decayed: boolean, differences: string[]): void {
  if (isObject(expected) && isObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const inSums = decayed || (DECAYED.has(path.slice("profile.".length)) && key === "sums");
      compare(expected[key], actual[key], `${path}.${key}`, inSums, differences);
    }
    return;
  }
  if (decayed ? isClose(expected, actual) : expected === actual) return;
  differences.push(`${path}: ${JSON.stringify(expected)} expected, ${JSON.stringify(actual)} found`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A sum that is missing is 0. */
function isClose(expected: unknown, actual: unknown): boolean {
  const a = Number(expected ?? 0);
  const b = Number(actual ?? 0);
  return Math.abs(a - b) <= RELATIVE_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}
