/** What all visitors' sessions taught: the sessions themselves, indexed, and a ranker that learnt to read them. */
import { pastBefore } from "./past.ts";
import type { Past } from "./past.ts";
import type { Ranker } from "./ranker.ts";
import { indexSessions } from "./session-index.ts";
import type { SessionLog } from "./session-log.ts";

/** Immutable. Items are named by their index in `itemIds`. */
export interface SessionModel extends Past {
  /** Of the site's published models. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly builtAt: number;
  /** Ascending by UTF-16 code unit, each once. */
  readonly itemIds: readonly string[];
  /** By item: clicks in all sessions, those of one click too, which teach nothing else. */
  readonly popularity: Uint32Array;
  /** Item numbers, the most clicked lately first. */
  readonly byPopularity: Uint32Array;
  /** What weighs the features of candidates; or why there is none, and the order of the shortlist stands. */
  readonly ranker: Ranker | Untrained;
}

/** Why nothing was learnt. */
export interface Untrained {
  readonly untrained: "TOO_FEW_SESSIONS" | "SWITCHED_OFF";
}

/** What is stored of a model; the rest follows from it. */
export type StoredModel = SessionLog & Pick<SessionModel, "version" | "builtAt" | "ranker" | "related" | "embeddings">;

/** The model with everything that follows from what is stored: indexed and counted in time linear in the clicks. */
export function completeModel({ version, builtAt, ranker, related, embeddings, ...log }: StoredModel): SessionModel {
  const { itemIds, sessionStart, clicks, popularity } = log;
  const index = indexSessions(itemIds.length, sessionStart, clicks);
  const past = pastBefore(index, sessionStart.length - 1, { related, embeddings });
  const byPopularity = mostPopularFirst(popularity, past.recentClicksOf);
  return { ...past, version, builtAt, itemIds, popularity, byPopularity, ranker };
}

/** By recent clicks, then by all clicks, then by number. */
function mostPopularFirst(popularity: Uint32Array, recentClicksOf: Uint32Array): Uint32Array {
  // A loop, since `from` with a function walks an iterator: most of what this would take.
  const byNumber = new Uint32Array(popularity.length);
  for (let item = 0; item < byNumber.length; item++) byNumber[item] = item;
  return greatestFirst(greatestFirst(byNumber, popularity), recentClicksOf);
}

/** Counts told apart: more clicks than these make no difference to an order of the popular. */
const MOST_COUNTED = 65_535;

/** The items by their counts; of equals, in the order they come. A counting sort, ten times as quick as comparing. */
function greatestFirst(items: Uint32Array, counts: Uint32Array): Uint32Array {
  let greatest = 0;
  for (let item = 0; item < counts.length; item++) greatest = Math.max(greatest, counts[item]!);
  greatest = Math.min(MOST_COUNTED, greatest);
  const rankOf = (item: number): number => greatest - Math.min(counts[item]!, greatest);
  const placeOf = new Uint32Array(greatest + 2);
  for (let i = 0; i < items.length; i++) placeOf[rankOf(items[i]!) + 1]!++;
  for (let rank = 0; rank <= greatest; rank++) placeOf[rank + 1]! += placeOf[rank]!;
  const sorted = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i++) sorted[placeOf[rankOf(items[i]!)]!++] = items[i]!;
  return sorted;
}

/** The item's number in the model, or −1. */
export function itemNumberOf({ itemIds }: Pick<SessionModel, "itemIds">, itemId: string): number {
  let low = 0;
  let high = itemIds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemIds[middle]! < itemId) low = middle + 1;
    else high = middle;
  }
  return itemIds[low] === itemId ? low : -1;
}
