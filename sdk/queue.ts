/** Events on their way: each stays, here and on disk, until the Worker has answered for it. */
import type { BehaviourEvent } from "../wire/event.ts";
import type { DurableStore } from "./durable-store.ts";
import { writeLocal } from "./local-storage.ts";
import type { Spill } from "./spill.ts";

export interface QueuedEvent {
  event: BehaviourEvent;
  /** Bytes as JSON in UTF-8. */
  bytes: number;
  /** Whose event it is. Missing: tracked before the id was known, so the current visitor's. */
  visitor?: string | undefined;
}

export interface EventQueue {
  /** Everything that waits, by the event's id, oldest first. */
  rows: Map<string, QueuedEvent>;
  /** Those that this page knows to be on disk, by id. */
  committed: Set<string>;
  /** Puts them in, and on disk. */
  add(rows: QueuedEvent[]): Promise<void>;
  /** The Worker answered for these. Resolves once they are off the disk too. */
  remove(ids: string[]): Promise<unknown>;
  /** They are no longer this page's to send: answered for, or let go. */
  forget(ids: Iterable<string>): void;
  /** Of each, until it has been written: a write that failed for want of room may find some the next time. */
  uncommitted(): QueuedEvent[];
  /** The page may be going away: puts everything not yet on disk in a safe place, synchronously. */
  leave(): void;
  /** Removes everything, here and on the device. */
  erase(): void;
}

export function createQueue(store: DurableStore, spill: Spill): EventQueue {
  const rows = new Map<string, QueuedEvent>();
  const committed = new Set<string>();

  const uncommitted = (): QueuedEvent[] => [...rows.values()].filter(({ event }) => !committed.has(event.id));

  async function add(more: QueuedEvent[]): Promise<void> {
    for (const row of more) rows.set(row.event.id, row);
    if (!(await store.write(more.map((row) => [row.event.id, row])))) return;
    for (const { event } of more) if (rows.has(event.id)) committed.add(event.id);
    unspill();
  }

  function forget(ids: Iterable<string>): void {
    for (const id of ids) {
      rows.delete(id);
      committed.delete(id);
    }
    unspill();
  }

  /** Everything is on disk or answered for: it need not be in `localStorage` too. */
  function unspill(): void {
    if (committed.size === rows.size) spill.put([]);
  }

  return {
    rows,
    committed,
    add,
    remove(ids) {
      forget(ids);
      return store.write(ids.map((id) => [id]));
    },
    forget,
    uncommitted,
    leave() {
      const unsafe = uncommitted();
      void add(unsafe);
      spill.put(unsafe);
    },
    erase() {
      rows.clear();
      committed.clear();
      for (const place of spill.places()) writeLocal(place);
      void store.erase();
    },
  };
}
