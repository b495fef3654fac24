/**
 * What survives the tab: events not yet answered for, and a copy of the visitor id, in IndexedDB.
 * Every call settles. Before `open`, after `erase` and where the device keeps nothing, reads find nothing and writes
 * say `false`.
 */
import { clear, delMany, get, set, setMany, values, type UseStore } from "idb-keyval";
import type { QueuedEvent } from "./queue.ts";

/**
 * Milliseconds to wait for the database to open. It takes some 10; a browser whose storage hangs must not keep the
 * shopper from a decision.
 */
const OPEN_TIMEOUT_MS = 500;

const STORE = "queue";

/** No event id is this. */
const VISITOR_KEY = "visitor";

export interface DurableStore {
  /** Starts opening, so that nothing has to be opened when the page goes away: that would be too late. */
  open(): void;
  /** `undefined` where they could not be read, which is not the same as none. */
  readEvents(): Promise<QueuedEvent[] | undefined>;
  /** Whether they are committed. */
  writeEvents(rows: QueuedEvent[]): Promise<boolean>;
  removeEvents(ids: string[]): Promise<void>;
  readVisitor(): Promise<string | undefined>;
  writeVisitor(visitor: string): Promise<void>;
  /** Empties and deletes the database. */
  erase(): Promise<void>;
}

/** @param failed Called at most once, with why this device keeps nothing. */
export function createDurableStore(name: string, failed: (why: string) => void): DurableStore {
  let connection: Promise<IDBDatabase> | undefined;
  /** It did not open: not asked again on this page. A single write that fails, such as for want of quota, is no reason. */
  let broken = false;
  /** Consent opens it; nothing may create a database before. */
  let opened = false;
  let reported = false;

  function connect(): Promise<IDBDatabase> {
    return (connection ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      const timer = setTimeout(() => reject(new Error("IndexedDB did not open in time")), OPEN_TIMEOUT_MS);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB did not open"));
      request.onsuccess = () => {
        clearTimeout(timer);
        const database = request.result;
        // Browsers close connections on their own (Safari) or when another tab erases: the next call opens anew.
        database.onclose = () => (connection = undefined);
        database.onversionchange = () => {
          database.close();
          connection = undefined;
        };
        resolve(database);
      };
    }).catch((error: unknown) => {
      broken = true;
      throw error;
    }));
  }

  /** For idb-keyval, whose own stores know no durability and open lazily. */
  const useStore: UseStore = async (mode, callback) => {
    // Relaxed durability: a process that dies keeps its writes, at an eighth of the cost of waiting for the disk.
    const transaction = (await connect()).transaction(STORE, mode, { durability: "relaxed" });
    const result = callback(transaction.objectStore(STORE));
    // Everything has been asked for: a page going away may never get the answers it would wait for.
    if (mode === "readwrite") transaction.commit();
    return result;
  };

  async function attempt<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
    if (broken || !opened) return otherwise;
    try {
      return await work().catch((error: unknown) => {
        // The connection was closed under the call: one more try with a new one.
        if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
        connection = undefined;
        return work();
      });
    } catch (error) {
      if (!reported) failed(String(error));
      reported = true;
      return otherwise;
    }
  }

  return {
    open() {
      opened = true;
      void attempt<IDBDatabase | undefined>(connect, undefined);
    },
    readEvents: () =>
      attempt(async () => {
        const found = await values<QueuedEvent | string>(useStore);
        return found.filter((row) => typeof row !== "string");
      }, undefined),
    writeEvents: (rows) =>
      attempt(async () => {
        await setMany(
          rows.map((row) => [row.event.id, row]),
          useStore,
        );
        return true;
      }, false),
    removeEvents: (ids) => attempt(() => delMany(ids, useStore), undefined),
    readVisitor: () => attempt(() => get<string>(VISITOR_KEY, useStore), undefined),
    writeVisitor: (visitor) => attempt(() => set(VISITOR_KEY, visitor, useStore), undefined),
    async erase() {
      const erased = attempt(async () => {
        // Emptied first: deleting waits for other tabs to let go, and the data must not wait with it.
        await clear(useStore);
        const database = await connect();
        connection = undefined;
        database.close();
        indexedDB.deleteDatabase(name);
      }, undefined);
      opened = false;
      await erased;
    },
  };
}
