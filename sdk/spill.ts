/**
 * The last resort when a page goes away: events that no database transaction has committed yet are written to
 * `localStorage`, the one storage that is synchronous. The next page reads them back (`recovery.ts`).
 */
import { localKeys, writeLocal } from "./local-storage.ts";
import { stringify } from "./pristine.ts";
import type { QueuedEvent } from "./queue.ts";

/** Bytes spilled at most: a hundredth of the usual 5 MB that the site shares with us. */
const MAX_BYTES = 50_000;

export interface Spill {
  /** Replaces what this tab has spilled. */
  put(rows: QueuedEvent[]): void;
  /** Where tabs have spilled something, this one included. */
  places(): string[];
}

/** @param tab Different for each page, so that two tabs closed together do not overwrite each other. */
export function createSpill(key: string, tab: string): Spill {
  const prefix = `sv.spill.${key}.`;
  let filled = false;

  return {
    put(rows) {
      let room = MAX_BYTES;
      const fitting = rows.filter(({ bytes }) => (room -= bytes) >= 0);
      if (fitting.length > 0 || filled) writeLocal(prefix + tab, fitting.length > 0 ? stringify(fitting) : undefined);
      filled = fitting.length > 0;
    },
    places: () => localKeys(prefix),
  };
}
