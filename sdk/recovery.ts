/**
 * What does not go straight: events that ended tabs have left, or that failed; a queue that is full; a Worker that
 * refuses. Fetched when one of them happens.
 *
 * What is older or was tried before leaves only under a lock that one tab holds at a time, after a look at the disk:
 * another tab may have delivered it, or have ended and left its own.
 */
import { IDENTIFY_EVENT } from "../wire/event.ts";
import { isEvent } from "./durable-store.ts";
import { readLocal, writeLocal } from "./local-storage.ts";
import type { Core } from "./module.ts";
import { parse } from "./pristine.ts";
import type { QueuedEvent } from "./queue.ts";
import type { Batch } from "./sender.ts";
import type { Outcome } from "./transport.ts";

/** At most so many events wait. Offline for a day, a shopper makes a few hundred. */
const MAX_EVENTS = 1_000;

/** Bytes that wait at most. The site's own storage quota is not ours to fill. */
const MAX_BYTES = 1_000_000;

/** Let go last when the queue is full: what a shop cannot do without. */
const PRECIOUS = new Set(["purchase", "refund", "add_to_cart", "begin_checkout", IDENTIFY_EVENT]);

/**
 * Milliseconds for which only the tab that tracked an event sends it: longer than it waits for company and the usual
 * answer takes. Older ones another tab may deliver, since the tab that tracked them may be gone.
 */
const OWN_MS = 3_000;

/** Milliseconds until the lock is asked for again while another tab delivers. */
const LOCK_RETRY_MS = 1_000;

/** Milliseconds to wait for the database. It takes some 10; one that hangs must not hold up what waits for it. */
const READ_MS = 2_000;

const TOO_LARGE = 413;

/** What the core asks for, once it is here. */
export interface Recovery {
  /**
   * Delivers what ended tabs have left, and what has failed.
   *
   * @returns Milliseconds after which to look again; 0 where nothing is left to look for.
   */
  recover(): Promise<number>;
  /** The Worker will never take this request: makes it smaller, or lets go of what is in it. */
  refused(outcome: Outcome, batch: Batch): void;
}

/** The module: it gives the client its `recovery`. */
export function recoverDelivery(core: Core): void {
  const { emit } = core;
  const { queue, store, spill, sender } = core.delivery;
  const { rows, committed } = queue;
  let dropped = 0;

  /**
   * Takes over what ended tabs left, and drops what another tab has delivered.
   *
   * @returns Whether some were too young to tell whether their tab has ended.
   */
  async function meetDisk(): Promise<boolean> {
    adopt(takeSpilled());
    const gone = new Set(committed);
    const found = await Promise.race([store.read(), later()]);
    if (!found) return false;
    // Not even the id is there: nobody has delivered anything, the browser has thrown it all away.
    if (found.length === 0) committed.clear();
    // Written once more, for want of room or of a database the last time.
    void queue.add(queue.uncommitted());
    if (found.length === 0) return false;
    const strangers = found.filter(isEvent).filter(({ event: { id } }) => !gone.delete(id) && !rows.has(id));
    // Its size alone, for where the clock was set back: then nothing would be old enough for a long time.
    const left = strangers.filter(({ event }) => Math.abs(Date.now() - event.at) >= OWN_MS);
    adopt(left);
    for (const { event } of left) committed.add(event.id);
    queue.forget(gone);
    return left.length < strangers.length;
  }

  function takeSpilled(): QueuedEvent[] {
    return spill.places().flatMap((place) => {
      const text = readLocal(place) ?? "";
      writeLocal(place);
      try {
        return (parse(text) as unknown[]).filter(isQueuedEvent);
      } catch {
        return [];
      }
    });
  }

  /** Event ids sort by the time they were made. */
  function adopt(strangers: QueuedEvent[]): void {
    const all = [...rows.values(), ...strangers.filter(({ event }) => !rows.has(event.id))];
    rows.clear();
    for (const row of all.sort((a, b) => (a.event.id < b.event.id ? -1 : 1))) rows.set(row.event.id, row);
  }

  /** A full queue lets the oldest of its least valuable events go. */
  function trim(): void {
    const oldest = [...rows.values()];
    let bytes = oldest.reduce((sum, row) => sum + row.bytes, 0);
    const removed: string[] = [];
    for (const { event, bytes: its } of oldest.sort((a, b) => +isPrecious(a) - +isPrecious(b))) {
      if (oldest.length - removed.length <= MAX_EVENTS && bytes <= MAX_BYTES) break;
      removed.push(event.id);
      bytes -= its;
      emit("rejected", { ...event, reason: "queue_full", detail: `${++dropped} let go on this page` });
    }
    if (removed.length > 0) void queue.remove(removed);
  }

  async function deliver(lock: unknown): Promise<number> {
    if (!lock) {
      // Another tab delivers; who waits for decisions does not wait for it.
      if (core.asks?.waiting[0]) await sender.sendAll();
      return LOCK_RETRY_MS * (1 + Math.random());
    }
    const more = await meetDisk();
    trim();
    await sender.sendAll();
    return more ? OWN_MS : 0;
  }

  core.recovery = {
    recover() {
      // Whoever has not said yes has left nothing here.
      if (!core.consented()) return sender.sendAll().then(() => 0);
      // Absent in old browsers and where the page is not secure: two tabs may then send the same, which counts once.
      const locks = navigator.locks as LockManager | undefined;
      return locks ? locks.request(`sv.${core.settings.key}`, { ifAvailable: true }, deliver) : deliver(true);
    },
    refused({ status, body }, { request: { events }, rider }) {
      if (status === TOO_LARGE && events.length > 1) {
        sender.batchEvents = Math.ceil(events.length / 2);
        rider?.settle();
        return;
      }
      rider?.settle({ decisions: [] });
      void queue.remove(events.map(({ id }) => id));
      const { reason = `status_${status}`, detail = `status ${status}` } = body ?? {};
      for (const event of events) emit("rejected", { ...event, reason, detail });
      if (events.length === 0) emit("error", { code: "network", detail: `${reason}: ${detail}` });
    },
  };
}

function later(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, READ_MS));
}

function isPrecious({ event }: QueuedEvent): boolean {
  return PRECIOUS.has(event.name);
}

/** Anybody's script can write to `localStorage`; what does not look like ours is not sent. */
function isQueuedEvent(row: unknown): row is QueuedEvent {
  const { event, bytes } = (row ?? {}) as Partial<QueuedEvent>;
  return typeof event?.id === "string" && bytes! > 0;
}
