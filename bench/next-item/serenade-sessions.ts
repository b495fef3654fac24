/** Sessions in Serenade's files, `SessionId ItemId Time` by tabs, as Serenade reads them. */
import { indexSessions } from "../../worker/domain/recommend/session-model/session-index.ts";
import type { SessionIndex } from "../../worker/domain/recommend/session-model/session-index.ts";

interface TimedSession {
  /** Oldest first. */
  items: string[];
  /** Seconds, of the newest item. */
  time: number;
}

/** Sessions longer than all but this share of them are crawlers' and left out of the index. */
const LENGTH_QUANTILE = 0.995;

/** Sessions by id, their clicks by whole seconds, those of one second in the order of the file. */
export function readSerenade(text: string): TimedSession[] {
  const byId = new Map<string, { item: string; time: number }[]>();
  for (const line of text.split("\n").slice(1)) {
    const [id = "", item = "", time = ""] = line.split("\t");
    if (item === "") continue;
    const clicks = byId.get(id) ?? [];
    byId.set(id, clicks);
    clicks.push({ item, time: Math.round(Number(time)) });
  }
  return [...byId]
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, clicks]) => {
      clicks.sort((a, b) => a.time - b.time);
      return { items: clicks.map(({ item }) => item), time: clicks.at(-1)?.time ?? 0 };
    });
}

/** Serenade's index: each item once a session, sessions by time and then by id, the longest left out. */
export function indexSerenade(sessions: readonly TimedSession[]): {
  index: SessionIndex;
  numberOf: Map<string, number>;
} {
  const distinct = sessions.map(({ items, time }) => ({ items: [...new Set(items)], time }));
  const lengths = distinct.map(({ items }) => items.length).sort((a, b) => a - b);
  const longest = lengths[Math.floor(lengths.length * LENGTH_QUANTILE)] ?? 0;
  const kept = distinct.filter(({ items }) => items.length <= longest).sort((a, b) => a.time - b.time);
  const numberOf = new Map<string, number>();
  const starts = [0];
  const clicks: number[] = [];
  for (const { items } of kept) {
    for (const item of items) {
      const number = numberOf.get(item) ?? numberOf.size;
      numberOf.set(item, number);
      clicks.push(number);
    }
    starts.push(clicks.length);
  }
  return { index: indexSessions(numberOf.size, Uint32Array.from(starts), Uint32Array.from(clicks)), numberOf };
}
