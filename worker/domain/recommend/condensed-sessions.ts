/** Sessions as flat arrays: each product once a session, in order, with its strength, and the way back from product to sessions. */
import type { BuildOptions } from "./build-options.ts";
import type { SessionItem } from "./session-fragment.ts";

/**
 * Distinct products looked at of one session, the latest ones. People stay below it; what goes above is a crawler
 * or a comparison engine, and work grows with the square.
 */
export const CONDENSED_ITEMS = 30;

/** Different product ids told apart, first come. More than a catalogue has; keeps a flood of invented ids off the memory. */
const DISTINCT_IDS = 100_000;

/** A session to learn from. */
export interface LearntSession {
  /** In any order. */
  readonly items: readonly SessionItem[];
}

/** One entry is one product in one session. */
export interface CondensedSessions {
  /** Sessions with at least one known product. */
  readonly count: number;
  /** Ascending by UTF-16 code unit. */
  readonly itemIds: readonly string[];
  readonly popularity: Float32Array;
  readonly seenIn: Uint32Array;
  /** By item: Σ a(s)·w(s,i)². */
  readonly norm: Float64Array;
  /** By session, 0–1: a(s). */
  readonly sessionWeight: Float64Array;
  /** By session, and one more: its first entry. */
  readonly sessionStart: Uint32Array;
  /** By entry, in the order the products were last touched. */
  readonly entryItem: Uint32Array;
  readonly entryStrength: Float32Array;
  readonly sessionOf: Uint32Array;
  /** By item, and one more: its first posting. */
  readonly postingStart: Uint32Array;
  /** Entries of an item, in session order. */
  readonly posting: Uint32Array;
}

/** Reads the sessions once. What is too much is left out: products beyond `options.maxItems`, the least popular first. */
export function condense(sessions: Iterable<LearntSession>, now: number, options: BuildOptions): CondensedSessions {
  const raw = readAll(sessions, now, options);
  const { itemIds, itemOf } = chooseItems(raw, options.maxItems);
  const items = itemIds.length;
  const popularity = new Float32Array(items);
  const norm = new Float64Array(items);
  for (const [id, item] of itemOf.entries()) {
    if (item === LEFT_OUT) continue;
    popularity[item] = raw.popularity[id] ?? 0;
    norm[item] = raw.norm[id] ?? 0;
  }

  const entryItem: number[] = [];
  const entryStrength: number[] = [];
  const sessionOf: number[] = [];
  const sessionStart = [0];
  const sessionWeight: number[] = [];
  const seenIn = new Uint32Array(items);
  for (const [session, weight] of raw.sessionWeight.entries()) {
    const end = raw.sessionStart[session + 1] ?? 0;
    for (let entry = raw.sessionStart[session] ?? 0; entry < end; entry++) {
      const item = itemOf[raw.entryId[entry] ?? 0] ?? LEFT_OUT;
      if (item === LEFT_OUT) continue;
      entryItem.push(item);
      entryStrength.push(raw.entryStrength[entry] ?? 0);
      sessionOf.push(sessionWeight.length);
      seenIn[item] = (seenIn[item] ?? 0) + 1;
    }
    if (entryItem.length === sessionStart.at(-1)) continue;
    sessionStart.push(entryItem.length);
    sessionWeight.push(weight);
  }
  return {
    count: sessionWeight.length,
    itemIds,
    popularity,
    seenIn,
    norm,
    sessionWeight: Float64Array.from(sessionWeight),
    sessionStart: Uint32Array.from(sessionStart),
    entryItem: Uint32Array.from(entryItem),
    entryStrength: Float32Array.from(entryStrength),
    sessionOf: Uint32Array.from(sessionOf),
    ...postings(entryItem, seenIn),
  };
}

/** In `itemOf`: the id is not among the items kept. */
const LEFT_OUT = -1;

/** Sessions by the order in which their ids were first met. */
interface RawSessions {
  ids: string[];
  popularity: number[];
  norm: number[];
  sessionWeight: number[];
  sessionStart: number[];
  entryId: number[];
  entryStrength: number[];
}

function readAll(sessions: Iterable<LearntSession>, now: number, { halfLifeMs, strength }: BuildOptions): RawSessions {
  const raw: RawSessions = {
    ids: [],
    popularity: [],
    norm: [],
    sessionWeight: [],
    sessionStart: [0],
    entryId: [],
    entryStrength: [],
  };
  const known = new Map<string, number>();
  for (const { items } of sessions) {
    const strengths = distinctLatest(items, strength);
    // A clock ahead of ours makes a session new, not worth more than one of this instant.
    const age = Math.max(0, now - items.reduce((latest, item) => Math.max(latest, item.at), -Infinity));
    const weight = 2 ** (-age / halfLifeMs);
    for (const [itemId, itemStrength] of strengths) {
      let id = known.get(itemId);
      if (id === undefined) {
        if (raw.ids.length === DISTINCT_IDS) continue;
        id = raw.ids.push(itemId) - 1;
        known.set(itemId, id);
      }
      raw.popularity[id] = (raw.popularity[id] ?? 0) + weight * itemStrength;
      raw.norm[id] = (raw.norm[id] ?? 0) + weight * itemStrength * itemStrength;
      raw.entryId.push(id);
      raw.entryStrength.push(itemStrength);
    }
    raw.sessionStart.push(raw.entryId.length);
    raw.sessionWeight.push(weight);
  }
  return raw;
}

/** The latest `CONDENSED_ITEMS` distinct products, in the order they were last touched, each with its greatest strength. */
function distinctLatest(
  items: readonly SessionItem[],
  strength: BuildOptions["strength"],
): [itemId: string, strength: number][] {
  const latestFirst = [...items].sort(
    (a, b) => b.at - a.at || (a.itemId < b.itemId ? 1 : a.itemId > b.itemId ? -1 : 0),
  );
  const greatest = new Map<string, number>();
  for (const { itemId, kind } of latestFirst) {
    const before = greatest.get(itemId);
    if (before === undefined && greatest.size === CONDENSED_ITEMS) continue;
    greatest.set(itemId, Math.max(before ?? 0, strength[kind]));
  }
  return [...greatest].reverse();
}

function chooseItems({ ids, popularity }: RawSessions, maxItems: number): { itemIds: string[]; itemOf: Int32Array } {
  const byId = (a: number, b: number): number => ((ids[a] ?? "") < (ids[b] ?? "") ? -1 : 1);
  const kept = [...ids.keys()]
    .sort((a, b) => (popularity[b] ?? 0) - (popularity[a] ?? 0) || byId(a, b))
    .slice(0, maxItems)
    .sort(byId);
  const itemOf = new Int32Array(ids.length).fill(LEFT_OUT);
  for (const [item, id] of kept.entries()) itemOf[id] = item;
  return { itemIds: kept.map((id) => ids[id] ?? ""), itemOf };
}

/** Counting sort of the entries by item. */
function postings(
  entryItem: readonly number[],
  seenIn: Uint32Array,
): Pick<CondensedSessions, "postingStart" | "posting"> {
  const postingStart = new Uint32Array(seenIn.length + 1);
  for (const [item, sessions] of seenIn.entries()) postingStart[item + 1] = (postingStart[item] ?? 0) + sessions;
  const next = postingStart.slice();
  const posting = new Uint32Array(entryItem.length);
  for (const [entry, item] of entryItem.entries()) {
    const place = next[item] ?? 0;
    posting[place] = entry;
    next[item] = place + 1;
  }
  return { postingStart, posting };
}
