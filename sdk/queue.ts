/** Events on their way: each stays, here and on disk, until the Worker has answered for it. */
import { IDENTIFY_EVENT } from "../wire/event.ts";
import type { BehaviourEvent } from "../wire/event.ts";
import type { DurableStore } from "./durable-store.ts";
import type { Spill } from "./spill.ts";

/** At most so many events wait. Offline for a day, a shopper makes a few hundred. */
const MAX_EVENTS = 1_000;

/** Bytes that wait at most. The site's own storage quota is not ours to fill. */
const MAX_BYTES = 1_000_000;

/**
 * Milliseconds for which only the tab that tracked an event sends it: longer than it waits for company and the usual
 * answer takes. Older ones another tab may deliver, since the tab that tracked them may be gone.
 */
export const OWN_MS = 3_000;

/** Let go last when the queue is full: what a shop cannot do without. */
const PRECIOUS = new Set(["purchase", "refund", "add_to_cart", "begin_checkout", IDENTIFY_EVENT]);

export interface QueuedEvent {
  event: BehaviourEvent;
  /** Bytes as JSON in UTF-8. */
  bytes: number;
  /** Whose event it is. Missing: tracked before the id was known, so the current visitor's. */
  visitor?: string;
}

export interface EventQueue {
  add(row: QueuedEvent): void;
  /** The oldest that may be sent together: of one visitor, within the limits, not in `except`. */
  batch(limits: { events: number; bytes: number }, except?: ReadonlySet<string>): QueuedEvent[];
  /** The Worker answered for these. Resolves once they are off the disk too. */
  remove(ids: string[]): Promise<void>;
  /**
   * Takes over what ended tabs left on disk, and drops what another tab has delivered. Call it under the lock.
   *
   * @returns Whether some were too young to tell whether their tab has ended: look again after `OWN_MS`.
   */
  meetDisk(): Promise<boolean>;
  /** The page may be going away: everything not yet on disk is put in a safe place, synchronously. */
  leave(): void;
  /** Removes everything, here and on the device. */
  erase(): Promise<void>;
  size(): number;
  /** Everything that waits, oldest first. */
  all(): QueuedEvent[];
}

/** @param dropped Called for each event that had to go because the queue is full. */
export function createQueue(store: DurableStore, spill: Spill, dropped: (event: BehaviourEvent) => void): EventQueue {
  const rows = new Map<string, QueuedEvent>();
  const committed = new Set<string>();
  let unwritten: QueuedEvent[] = [];
  let bytes = 0;

  function put(row: QueuedEvent): void {
    if (rows.has(row.event.id)) return;
    rows.set(row.event.id, row);
    bytes += row.bytes;
    while (rows.size > MAX_EVENTS || bytes > MAX_BYTES) {
      const oldest = [...rows.values()].sort(byAge);
      const victim = oldest.find(({ event }) => !PRECIOUS.has(event.name)) ?? oldest[0]!;
      void remove([victim.event.id]);
      dropped(victim.event);
    }
  }

  function write(): void {
    const batch = unwritten.filter(({ event }) => rows.has(event.id));
    unwritten = [];
    if (batch.length === 0) return;
    void store.writeEvents(batch).then((done) => {
      if (!done) return;
      for (const { event } of batch) if (rows.has(event.id)) committed.add(event.id);
      if (committed.size === rows.size) spill.clear();
    });
  }

  function add(row: QueuedEvent): void {
    put(row);
    unwritten.push(row);
    // One transaction for everything tracked in one go.
    if (unwritten.length === 1) queueMicrotask(write);
  }

  function forget(ids: string[]): void {
    for (const id of ids) {
      bytes -= rows.get(id)?.bytes ?? 0;
      rows.delete(id);
      committed.delete(id);
    }
    if (committed.size === rows.size) spill.clear();
  }

  function remove(ids: string[]): Promise<void> {
    forget(ids);
    return store.removeEvents(ids);
  }

  return {
    add,
    batch(limits, except) {
      const chosen: QueuedEvent[] = [];
      let room = limits.bytes;
      for (const row of [...rows.values()].sort(byAge)) {
        if (except?.has(row.event.id)) continue;
        room -= row.bytes + 1;
        if (chosen.length === limits.events || room < 0) break;
        if (chosen.length > 0 && row.visitor !== chosen[0]!.visitor) break;
        chosen.push(row);
      }
      return chosen;
    },
    remove,
    async meetDisk() {
      for (const row of spill.take()) add(row);
      const onDisk = committed.size > 0 ? new Set(committed) : undefined;
      const found = await store.readEvents();
      if (!found) return false;
      const oldEnough = Date.now() - OWN_MS;
      let young = false;
      for (const row of found) {
        onDisk?.delete(row.event.id);
        if (rows.has(row.event.id)) continue;
        if (row.event.at > oldEnough) {
          young = true;
          continue;
        }
        committed.add(row.event.id);
        put(row);
      }
      if (onDisk) forget([...onDisk]);
      return young;
    },
    leave() {
      write();
      spill.put([...rows.values()].filter(({ event }) => !committed.has(event.id)));
    },
    async erase() {
      rows.clear();
      committed.clear();
      unwritten = [];
      bytes = 0;
      spill.erase();
      await store.erase();
    },
    size: () => rows.size,
    all: () => [...rows.values()].sort(byAge),
  };
}

/** Event ids sort by the time they were made. */
function byAge(a: QueuedEvent, b: QueuedEvent): number {
  return a.event.id < b.event.id ? -1 : 1;
}
