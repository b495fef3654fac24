/**
 * What survives the tab: events not yet answered for, and a copy of the visitor id, in IndexedDB.
 * Every call settles. Before `open`, after `erase` and where the device keeps nothing, reads find nothing and writes
 * say `false`.
 */
import { createStore, promisifyRequest } from "idb-keyval";
import type { QueuedEvent } from "./queue.ts";

/** Milliseconds to wait for the database. It takes some 10; one that hangs must not hold up what waits for it. */
const TIMEOUT_MS = 2_000;

/** Milliseconds to wait for the visitor id: the shopper waits for a decision meanwhile. */
const VISITOR_TIMEOUT_MS = 500;

const STORE = "queue";

/** No event id is this. */
const VISITOR_KEY = "visitor";

export interface DurableStore {
  /** Starts opening, so that nothing has to be opened when the page goes away: that would be too late. */
  open(): void;
  /** Events, and the id as text. `false` where they could not be read, which is not the same as none. */
  readAll(): Promise<(QueuedEvent | string)[] | false>;
  /** Whether they are committed. */
  writeEvents(rows: QueuedEvent[]): Promise<boolean>;
  removeEvents(ids: string[]): Promise<unknown>;
  readVisitor(): Promise<string | undefined>;
  writeVisitor(visitor: string): void;
  /** Empties and deletes the database. */
  erase(): Promise<unknown>;
}

type Work<Result> = (store: IDBObjectStore) => IDBRequest<Result> | void;

/** @param failed Called at most once, with why this device keeps nothing. */
export function createDurableStore(name: string, failed: (why: string) => void): DurableStore {
  /** Consent opens it; nothing may create a database before. */
  let opened = false;
  let reported = false;
  let connection: Promise<IDBDatabase> | undefined;

  /** idb-keyval opens; the transactions are ours, since its own know no durability. */
  function connect(): Promise<IDBDatabase> {
    return (connection ??= createStore(name, STORE)("readonly", ({ transaction: { db } }) => {
      // Another tab erases: hold nothing open that it waits for.
      db.onversionchange = () => db.close();
      return db;
    }).catch((error: unknown) => {
      // What did not open now may open the next time.
      connection = undefined;
      throw error;
    }));
  }

  async function transact<Result>(mode: IDBTransactionMode, work: Work<Result>): Promise<Result> {
    // Relaxed durability: a process that dies keeps its writes, at an eighth of the cost of waiting for the disk.
    const transaction = (await connect()).transaction(STORE, mode, { durability: "relaxed" });
    const request = work(transaction.objectStore(STORE));
    // Everything has been asked for: a page going away may never get the answers it would wait for.
    if (!request) transaction.commit();
    return promisifyRequest((request ?? transaction) as IDBRequest<Result>);
  }

  /** Resolves to `false` where it failed. */
  async function attempt<Result>(
    mode: IDBTransactionMode,
    work: Work<Result>,
    timeoutMs = TIMEOUT_MS,
  ): Promise<Result | false> {
    if (!opened) return false;
    try {
      return await Promise.race([
        // Browsers close connections on their own (Safari), as other tabs do that erase: once more with a new one.
        transact(mode, work).catch((error: DOMException) => {
          if (error.name !== "InvalidStateError") throw error;
          connection = undefined;
          return transact(mode, work);
        }),
        new Promise<never>((_, reject) => setTimeout(reject, timeoutMs, "IndexedDB does not answer")),
      ]);
    } catch (error) {
      if (!reported) failed(String(error));
      reported = true;
      return false;
    }
  }

  return {
    open() {
      opened = true;
      void attempt("readonly", () => undefined);
    },
    readAll: () => attempt<(QueuedEvent | string)[]>("readonly", (store) => store.getAll()),
    writeEvents: async (rows) =>
      (await attempt("readwrite", (store) => {
        for (const row of rows) store.put(row, row.event.id);
      })) !== false,
    removeEvents: (ids) =>
      attempt("readwrite", (store) => {
        for (const id of ids) store.delete(id);
      }),
    readVisitor: async () =>
      (await attempt<string>("readonly", (store) => store.get(VISITOR_KEY), VISITOR_TIMEOUT_MS)) || undefined,
    writeVisitor: (visitor) =>
      void attempt("readwrite", (store) => {
        store.put(visitor, VISITOR_KEY);
      }),
    async erase() {
      // Emptied first: deleting waits for other tabs to let go, and the data must not wait with it.
      const emptied = attempt("readwrite", (store) => {
        store.clear();
      });
      opened = false;
      if ((await emptied) === false) return;
      (await connection)?.close();
      connection = undefined;
      indexedDB.deleteDatabase(name);
    },
  };
}
