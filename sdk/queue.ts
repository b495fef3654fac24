/** Events on their way: each stays, here and on disk, until the Worker has answered for it. */
import { IDENTIFY_EVENT } from "../wire/event.ts";
import type { BehaviourEvent } from "../wire/event.ts";
import type { DurableStore, StoredRow } from "./durable-store.ts";
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
  /** Everything that waits, oldest first. */
  all(): QueuedEvent[];
  /** The Worker answered for these. Resolves once they are off the disk too. */
  remove(ids: string[]): Promise<unknown>;
  /** Whether there may be something that ended tabs have left. */
  hasLeftovers(): Promise<boolean>;
  /**
   * Takes over what ended tabs left on disk, and drops what another tab has delivered. Call it under the lock.
   *
   * @returns Whether some were too young to tell whether their tab has ended: look again after `OWN_MS`.
   */
  meetDisk(): Promise<boolean>;
  /** The page may be going away: puts everything not yet on disk in a safe place, synchronously. Whether there was one. */
  leave(): boolean;
  /** Removes everything, here and on the device. */
  erase(): void;
}

/** @param dropped Called for each event that had to go because the queue is full. */
export function createQueue(store: DurableStore, spill: Spill, dropped: (event: BehaviourEvent) => void): EventQueue {
  const rows = new Map<string, QueuedEvent>();
  const committed = new Set<string>();
  let writing = false;
  let bytes = 0;

  /** Event ids sort by the time they were made. */
  function all(): QueuedEvent[] {
    return [...rows.values()].sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
  }

  function put(row: QueuedEvent): void {
    if (rows.has(row.event.id)) return;
    rows.set(row.event.id, row);
    bytes += row.bytes;
    while (rows.size > MAX_EVENTS || bytes > MAX_BYTES) {
      const oldest = all();
      const { event } = oldest.find((one) => !PRECIOUS.has(one.event.name)) ?? oldest[0]!;
      void remove([event.id]);
      dropped(event);
    }
  }

  /** Of each, until it has been written: a write that failed for want of room may find some the next time. */
  function uncommitted(): QueuedEvent[] {
    return all().filter(({ event }) => !committed.has(event.id));
  }

  function write(): void {
    writing = false;
    const batch = uncommitted();
    if (batch.length > 0) {
      void store.write(batch.map((row) => [row.event.id, row])).then((done) => {
        if (done) commit(batch);
      });
    }
  }

  function commit(batch: QueuedEvent[]): void {
    for (const { event } of batch) if (rows.has(event.id)) committed.add(event.id);
    if (committed.size === rows.size) spill.put([]);
  }

  function add(row: QueuedEvent): void {
    put(row);
    // One transaction for everything tracked in one go.
    if (!writing) queueMicrotask(write);
    writing = true;
  }

  function forget(ids: Iterable<string>): void {
    for (const id of ids) {
      bytes -= rows.get(id)?.bytes ?? 0;
      rows.delete(id);
      committed.delete(id);
    }
    commit([]);
  }

  function remove(ids: string[]): Promise<unknown> {
    forget(ids);
    return store.write(ids.map((id) => [id]));
  }

  return {
    add,
    all,
    remove,
    async hasLeftovers() {
      const found = !spill.filled() && (await store.atStart());
      return !found || found.some(isEvent);
    },
    async meetDisk() {
      spill.take().forEach(add);
      const gone = new Set(committed);
      const found = await store.readAll();
      if (!found) return false;
      if (found.length === 0) {
        // Not even the id is there: nobody has delivered anything, the browser has thrown it all away.
        committed.clear();
        write();
        return false;
      }
      const strangers = found.filter(isEvent).filter(({ event: { id } }) => !gone.delete(id) && !rows.has(id));
      // Its size alone, for where the clock was set back: then nothing would be old enough for a long time.
      const left = strangers.filter(({ event }) => Math.abs(Date.now() - event.at) >= OWN_MS);
      left.forEach(put);
      commit(left);
      forget(gone);
      return left.length < strangers.length;
    },
    leave() {
      write();
      return spill.put(uncommitted());
    },
    erase() {
      forget([...rows.keys()]);
      spill.take();
      void store.erase();
    },
  };
}

/** The other rows are the visitor's id. */
function isEvent(row: StoredRow): row is QueuedEvent {
  return typeof row !== "string";
}
