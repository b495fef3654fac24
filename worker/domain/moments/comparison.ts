/** Comparison ([MO-3]): choosing among several of a kind. */
import type { Moment } from "../../../wire/console.ts";
import type { TrailStep } from "../profile/trail.ts";

const MINUTE_MS = 60_000;
/** Looks within this time are one comparison. */
export const COMPARISON_WITHIN_MS = 15 * MINUTE_MS;
/** Different products of one category from which they are being compared: two may be chance. */
export const COMPARED = 3;
/** It is over when no further product of the kind has been looked at for so long. */
export const COMPARISON_LASTS_MS = 10 * MINUTE_MS;

/** The newest comparison; deciding for something of the category ends it. @param steps newest first */
export function comparison(steps: readonly TrailStep[], now: number): Moment | undefined {
  const decided = new Set<string>();
  let found: Moment | undefined;
  const byCategory = new Map<string, { at: number; id: string }[]>();
  for (const { at, kind, items } of steps) {
    if (at > now) continue;
    if (kind === "compare") return later(found, { name: "comparison", since: at, until: at + COMPARISON_LASTS_MS });
    for (const [id, category] of items ?? []) {
      if (category === "") continue;
      if (kind === "add" || kind === "buy") decided.add(category);
      if (kind !== "look" || decided.has(category)) continue;
      const looks = byCategory.get(category) ?? [];
      if (looks.length > 0 && looks[0]!.at - at > COMPARISON_WITHIN_MS) continue;
      looks.push({ at, id });
      byCategory.set(category, looks);
    }
  }
  for (const looks of byCategory.values()) {
    if (new Set(looks.map(({ id }) => id)).size < COMPARED) continue;
    const since = looks.at(-1)!.at;
    found = later(found, { name: "comparison", since, until: looks[0]!.at + COMPARISON_LASTS_MS });
  }
  return found;
}

function later(one: Moment | undefined, other: Moment): Moment {
  return one !== undefined && one.until >= other.until ? one : other;
}
