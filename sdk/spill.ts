/**
 * The last resort when a page goes away: events that no database transaction has committed yet are written to
 * `localStorage`, the one storage that is synchronous. The next page reads them back.
 */
import { localKeys, readLocal, writeLocal } from "./local-storage.ts";
import type { QueuedEvent } from "./queue.ts";

/** UTF-16 code units spilled at most: a fiftieth of the usual 5 MB that the site shares with us. */
const MAX_LENGTH = 50_000;

export interface Spill {
  /** Replaces what this tab has spilled. */
  put(rows: QueuedEvent[]): void;
  /** This tab's events are on disk: its spill is no longer needed. */
  clear(): void;
  /** Reads and removes what every tab has spilled. */
  take(): QueuedEvent[];
  /** Removes what every tab has spilled. */
  erase(): void;
}

/** @param tab Different for each page, so that two tabs closed together do not overwrite each other. */
export function createSpill(key: string, tab: string): Spill {
  const prefix = `sv.spill.${key}.`;
  const own = prefix + tab;
  let filled = false;

  function clear(): void {
    if (filled) writeLocal(own, undefined);
    filled = false;
  }

  return {
    put(rows) {
      if (rows.length === 0) return clear();
      let length = 0;
      const fitting = rows.filter((row) => (length += row.bytes) <= MAX_LENGTH);
      filled = writeLocal(own, JSON.stringify(fitting)) || filled;
    },
    clear,
    take() {
      return localKeys(prefix).flatMap((place) => {
        const text = readLocal(place);
        writeLocal(place, undefined);
        try {
          const rows: unknown = JSON.parse(text ?? "[]");
          return Array.isArray(rows) ? rows.filter(isQueuedEvent) : [];
        } catch {
          return [];
        }
      });
    },
    erase() {
      filled = false;
      for (const place of localKeys(prefix)) writeLocal(place, undefined);
    },
  };
}

/** Anybody's script can write to `localStorage`; what does not look like ours is not sent. */
function isQueuedEvent(row: unknown): row is QueuedEvent {
  return typeof (row as QueuedEvent | null)?.event?.id === "string" && typeof (row as QueuedEvent).bytes === "number";
}
