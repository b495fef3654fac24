/**
 * The last resort when a page goes away: events that no database transaction has committed yet are written to
 * `localStorage`, the one storage that is synchronous. The next page reads them back.
 */
import { localKeys, readLocal, writeLocal } from "./local-storage.ts";
import { parse, stringify } from "./pristine.ts";
import type { QueuedEvent } from "./queue.ts";

/** UTF-16 code units spilled at most: a fiftieth of the usual 5 MB that the site shares with us. */
const MAX_LENGTH = 50_000;

export interface Spill {
  /** Replaces what this tab has spilled. Whether all of it is there now. */
  put(rows: QueuedEvent[]): boolean;
  /** Has some tab spilled something? */
  filled(): boolean;
  /** Reads and removes what every tab has spilled. */
  take(): QueuedEvent[];
}

/** @param tab Different for each page, so that two tabs closed together do not overwrite each other. */
export function createSpill(key: string, tab: string): Spill {
  const prefix = `sv.spill.${key}.`;
  let filled = false;

  return {
    put(rows) {
      let length = 0;
      const fitting = rows.filter((row) => (length += row.bytes) <= MAX_LENGTH);
      const text = fitting.length > 0 ? stringify(fitting) : undefined;
      if (text || filled) filled = writeLocal(prefix + tab, text) && !!text;
      return filled ? fitting.length === rows.length : rows.length === 0;
    },
    filled: () => localKeys(prefix).length > 0,
    take: () =>
      localKeys(prefix).flatMap((place) => {
        const text = readLocal(place) ?? "";
        writeLocal(place);
        try {
          return (parse(text) as unknown[]).filter(isQueuedEvent);
        } catch {
          return [];
        }
      }),
  };
}

/** Anybody's script can write to `localStorage`; what does not look like ours is not sent. */
function isQueuedEvent(row: unknown): row is QueuedEvent {
  const { event, bytes } = (row ?? {}) as Partial<QueuedEvent>;
  return typeof event?.id === "string" && bytes! > 0;
}
