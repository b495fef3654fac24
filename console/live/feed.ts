/** The stream's entries: what is shown, what waits while the reader reads, and counts that lose nothing. Pure. */
import type { LiveEntry } from "../../wire/console.ts";

/** Entries kept in memory, so that a filter finds something further back than the screen shows: about 3 MB. */
export const KEPT_ENTRIES = 600;

/**
 * A jump in `seq` beyond this is no loss but a new count: a site that slept goes on from its clock, in milliseconds.
 * No tap leaves out so many at once.
 */
const LARGEST_LOSS = 1_000;

export interface Feed {
  /** Newest first, at most `KEPT_ENTRIES`. */
  shown: readonly LiveEntry[];
  /** Came while paused; newest first, at most `KEPT_ENTRIES`. */
  held: readonly LiveEntry[];
  /** How many came while paused, also those `held` had no room for. */
  heldCount: number;
  /** How many came since the page was opened. */
  received: number;
  /** How many the Worker left out under load, by the gaps in `seq`. */
  leftOut: number;
  /** Newest `seq` seen; -1 before the first. */
  lastSeq: number;
}

export const EMPTY_FEED: Feed = { shown: [], held: [], heldCount: 0, received: 0, leftOut: 0, lastSeq: -1 };

/**
 * Takes a batch, oldest first. Entries seen before are dropped: a reconnected socket repeats the last ones.
 *
 * @param paused Whether the reader is reading; then the batch waits in `held`.
 */
export function receive(feed: Feed, batch: readonly LiveEntry[], paused: boolean): Feed {
  const fresh: LiveEntry[] = [];
  let { lastSeq, leftOut } = feed;
  for (const entry of batch) {
    if (entry.seq <= lastSeq) continue;
    const missing = entry.seq - lastSeq - 1;
    if (lastSeq >= 0 && missing <= LARGEST_LOSS) leftOut += missing;
    lastSeq = entry.seq;
    fresh.push(entry);
  }
  if (fresh.length === 0) return feed;
  const newest = fresh.toReversed();
  const counted = { ...feed, lastSeq, leftOut, received: feed.received + fresh.length };
  return paused
    ? { ...counted, held: [...newest, ...feed.held].slice(0, KEPT_ENTRIES), heldCount: feed.heldCount + fresh.length }
    : { ...counted, shown: [...newest, ...feed.shown].slice(0, KEPT_ENTRIES) };
}

/**
 * Takes the greeting's last entries, oldest first. A site that counts from the start again, as after a reset, begins
 * a new feed; a gap since the last connection is not load and is not counted as left out.
 */
export function greet(feed: Feed, recent: readonly LiveEntry[], paused: boolean): Feed {
  const newest = recent.at(-1);
  if (newest === undefined) return feed;
  if (newest.seq < feed.lastSeq) return receive(EMPTY_FEED, recent, false);
  return { ...receive(feed, recent, paused), leftOut: feed.leftOut };
}

/** Shows what waited. */
export function release(feed: Feed): Feed {
  if (feed.heldCount === 0) return feed;
  return { ...feed, shown: [...feed.held, ...feed.shown].slice(0, KEPT_ENTRIES), held: [], heldCount: 0 };
}
