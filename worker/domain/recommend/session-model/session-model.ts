/** What all visitors' sessions taught: the sessions themselves, indexed, and a ranker that learnt to read them. */
import { indexSessions } from "./session-index.ts";
import type { SessionIndex } from "./session-index.ts";
import type { ItemVectors } from "./item-vectors.ts";
import type { Ranker } from "./ranker.ts";

/** Immutable. Items are named by their index in `itemIds`. */
export interface SessionModel {
  /** Of the site's published models. */
  readonly version: number;
  /** Epoch milliseconds. */
  readonly builtAt: number;
  /** Ascending by UTF-16 code unit, each once. */
  readonly itemIds: readonly string[];
  readonly index: SessionIndex;
  /** By item: clicks in all sessions, those of one click too. */
  readonly clicksOf: Uint32Array;
  /** By item: clicks in the latest tenth of the sessions. */
  readonly recentClicksOf: Uint32Array;
  /** Item numbers, the most clicked lately first. */
  readonly byPopularity: Uint32Array;
  /** What the ranker weighs features with; or why there is none, and the nearest neighbours' order stands. */
  readonly ranker: Ranker | Untrained;
  readonly vectors: ItemVectors | Untrained;
}

/** Why something was not learnt. */
export interface Untrained {
  readonly untrained: "TOO_FEW_SESSIONS" | "SWITCHED_OFF";
}

/** What is stored of a model; the rest follows from it. */
export type StoredModel = Pick<SessionModel, "version" | "builtAt" | "itemIds" | "clicksOf" | "ranker" | "vectors"> &
  Pick<SessionIndex, "sessionStart" | "clicks">;

/** The model with everything that follows from what is stored. Linear in the clicks. */
export function completeModel(stored: StoredModel): SessionModel {
  const { version, builtAt, itemIds, clicksOf, ranker, vectors, sessionStart, clicks } = stored;
  const index = indexSessions(itemIds.length, sessionStart, clicks);
  const recentClicksOf = recentClicks(index);
  return {
    version,
    builtAt,
    itemIds,
    index,
    clicksOf,
    recentClicksOf,
    byPopularity: mostPopularFirst(clicksOf, recentClicksOf),
    ranker,
    vectors,
  };
}

/** Share of the sessions, the latest, whose clicks make an item popular now. */
const RECENT_SHARE = 0.1;

/** By item: its clicks in the latest share of the sessions before `before`. */
export function recentClicks(index: SessionIndex, before = index.sessionStart.length - 1): Uint32Array {
  const recent = new Uint32Array(index.items);
  const first = Math.floor(before * (1 - RECENT_SHARE));
  for (let c = index.sessionStart[first]!; c < index.sessionStart[before]!; c++) recent[index.clicks[c]!]!++;
  return recent;
}

/** By recent clicks, then by all clicks, then by number. */
function mostPopularFirst(clicksOf: Uint32Array, recentClicksOf: Uint32Array): Uint32Array {
  const order = Uint32Array.from(clicksOf.keys());
  return order.sort((a, b) => recentClicksOf[b]! - recentClicksOf[a]! || clicksOf[b]! - clicksOf[a]! || a - b);
}

/** The item's number in the model, or −1. */
export function itemNumberOf({ itemIds }: SessionModel, itemId: string): number {
  let low = 0;
  let high = itemIds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemIds[middle]! < itemId) low = middle + 1;
    else high = middle;
  }
  return itemIds[low] === itemId ? low : -1;
}
