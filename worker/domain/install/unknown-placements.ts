/** Placements that pages ask for and nobody has published: misspelt on the page, or forgotten in the console. Pure. */
import type { DoorSighting } from "../../../wire/install.ts";
import { RECENT_MS } from "./recent.ts";

export interface UnknownPlacement {
  /** As the pages have it. */
  placement: string;
  /** Of the pages; empty for servers and apps. */
  origin: string;
  /** Epoch ms when it was last asked for. */
  at: number;
}

/** Told at once at most: anybody who has the site's key can ask for whatever they like. */
export const MOST_TOLD = 5;

/**
 * @param published ids of the placements that are published now
 * @returns each once, latest first
 */
export function unknownPlacements(
  sightings: readonly DoorSighting[],
  published: ReadonlySet<string>,
  now: number,
): UnknownPlacement[] {
  const latest = new Map<string, UnknownPlacement>();
  for (const { outcome, detail = "", origin, lastAt: at } of sightings) {
    if (outcome !== "unknown_placement" || published.has(detail) || now - at >= RECENT_MS) continue;
    if (at > (latest.get(detail)?.at ?? 0)) latest.set(detail, { placement: detail, origin, at });
  }
  return [...latest.values()].toSorted((a, b) => b.at - a.at);
}
