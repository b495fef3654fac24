/** Sessions as two flat arrays, read once from whatever holds them. */
import { finish } from "../../in-steps.ts";
import type { InSteps } from "../../in-steps.ts";
import type { SessionItem } from "../session-fragment.ts";

/** A session to learn from: item ids oldest first, or what the learner keeps of one, in any order. */
export interface SessionRecord {
  readonly items: readonly (string | SessionItem)[];
}

/** Sessions oldest first, their clicks in order. Items are named by their index in `itemIds`. */
export interface SessionLog {
  /** Ascending by UTF-16 code unit, each once. */
  readonly itemIds: readonly string[];
  /** By session, and one more: where its clicks start. */
  readonly sessionStart: Uint32Array;
  /** Item numbers. */
  readonly clicks: Uint32Array;
  /** By item: clicks in all sessions, those of one click too. */
  readonly popularity: Uint32Array;
}

export interface LogLimits {
  /** Clicks kept of one session, the latest. */
  readonly clicksPerSession: number;
  /** Clicks kept in all, those of the latest sessions. */
  readonly clicks: number;
  /** Items kept, the most clicked. */
  readonly items: number;
}

/** Different ids told apart for each item kept, first come: keeps a flood of invented ids off the memory. */
const IDS_PER_ITEM = 4;

/** Clicks read in one step: with what it takes to get the sessions from storage, some 20 ms. */
const STEP_CLICKS = 4_096;

/** Reads the sessions, oldest first. Sessions of one click teach nothing of order and only count for their item. */
export function readSessions(sessions: Iterable<SessionRecord>, limits: LogLimits): SessionLog {
  return finish(readSessionsInSteps(sessions, limits));
}

/** The same in steps. The sessions are asked for as they are read, so what holds them must last until then. */
export function* readSessionsInSteps(sessions: Iterable<SessionRecord>, limits: LogLimits): InSteps<SessionLog> {
  const raw = new RawLog(limits.clicks);
  const numbers = new Map<string, number>();
  const popularity: number[] = [];
  let sinceStep = 0;
  for (const { items } of sessions) {
    const ids = inOrder(items);
    // One click more for the session itself, which has to be fetched also where it holds none.
    sinceStep += ids.length + 1;
    if (sinceStep >= STEP_CLICKS) {
      sinceStep = 0;
      yield;
    }
    for (let i = Math.max(0, ids.length - limits.clicksPerSession); i < ids.length; i++) {
      const id = ids[i]!;
      let item = numbers.get(id);
      if (item === undefined) {
        if (numbers.size === limits.items * IDS_PER_ITEM) continue;
        item = numbers.size;
        numbers.set(id, item);
        popularity.push(0);
      }
      popularity[item]!++;
      raw.push(item);
    }
    raw.endSession();
  }
  return renumbered(raw, [...numbers.keys()], popularity, limits.items);
}

/** Ids oldest first. Of several things done with one product on end (viewed, put in the cart) the first stands for all. */
function inOrder(items: SessionRecord["items"]): string[] {
  const ids: string[] = [];
  const records: SessionItem[] = [];
  for (const item of items) {
    if (typeof item === "string") ids.push(item);
    else records.push(item);
  }
  if (records.length > 0) {
    records.sort((a, b) => a.at - b.at || (a.itemId < b.itemId ? -1 : a.itemId > b.itemId ? 1 : 0));
    for (const [i, { itemId, kind }] of records.entries()) {
      const before = records[i - 1];
      if (before?.itemId !== itemId || before.kind === kind) ids.push(itemId);
    }
  }
  return ids;
}

/** Item numbers by first appearance. Keeps at most twice the bound in memory, and at the end the bound. */
class RawLog {
  clicks = new Uint32Array(1 << 12);
  sessionStart = new Uint32Array(1 << 10);
  sessions = 0;
  #end = 0;
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  push(item: number): void {
    if (this.#end === this.clicks.length) this.clicks = grown(this.clicks);
    this.clicks[this.#end++] = item;
  }

  endSession(): void {
    const start = this.sessionStart[this.sessions]!;
    if (this.#end - start < 2) {
      this.#end = start;
      return;
    }
    this.sessions++;
    if (this.sessions === this.sessionStart.length) this.sessionStart = grown(this.sessionStart);
    this.sessionStart[this.sessions] = this.#end;
    if (this.#end > 2 * this.#most) this.forgetOldest();
  }

  /** Drops whole sessions from the front until the bound holds. */
  forgetOldest(): void {
    let first = 0;
    while (first < this.sessions && this.#end - this.sessionStart[first]! > this.#most) first++;
    if (first === 0) return;
    const from = this.sessionStart[first]!;
    this.clicks.copyWithin(0, from, this.#end);
    for (let s = first; s <= this.sessions; s++) this.sessionStart[s - first] = this.sessionStart[s]! - from;
    this.sessions -= first;
    this.#end -= from;
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length);
  larger.set(array);
  return larger;
}

/** In `numberOf`: the item is not kept. */
const LEFT_OUT = 0xffff_ffff;

function renumbered(
  raw: RawLog,
  ids: readonly string[],
  rawPopularity: readonly number[],
  maxItems: number,
): SessionLog {
  raw.forgetOldest();
  const kept = [...ids.keys()]
    .sort((a, b) => rawPopularity[b]! - rawPopularity[a]! || b - a)
    .slice(0, maxItems)
    .sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const numberOf = new Uint32Array(ids.length).fill(LEFT_OUT);
  const popularity = new Uint32Array(kept.length);
  for (const [item, old] of kept.entries()) {
    numberOf[old] = item;
    popularity[item] = rawPopularity[old]!;
  }
  const clicks = new Uint32Array(raw.sessionStart[raw.sessions]!);
  const sessionStart = new Uint32Array(raw.sessions + 1);
  let end = 0;
  let sessions = 0;
  for (let s = 0; s < raw.sessions; s++) {
    for (let c = raw.sessionStart[s]!; c < raw.sessionStart[s + 1]!; c++) {
      const item = numberOf[raw.clicks[c]!]!;
      if (item !== LEFT_OUT) clicks[end++] = item;
    }
    if (end - sessionStart[sessions]! < 2) end = sessionStart[sessions]!;
    else sessionStart[++sessions] = end;
  }
  return {
    itemIds: kept.map((old) => ids[old]!),
    sessionStart: sessionStart.slice(0, sessions + 1),
    clicks: clicks.slice(0, end),
    popularity,
  };
}
