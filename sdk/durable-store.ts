/**
 * What survives the tab: events not yet answered for, and a copy of the visitor id, in IndexedDB.
 * Every call settles. Before `open`, after `erase` and where the device keeps nothing, reads find nothing and writes
 * say `false`.
 */
import { promisifyRequest } from "idb-keyval";
import type { QueuedEvent } from "./queue.ts";

/** Milliseconds to wait for the database. It takes some 10; one that hangs must not hold up what waits for it. */
const TIMEOUT_MS = 2_000;

const STORE = "queue";

/** Of the visitor id. No event id is this. */
export const VISITOR_KEY = "visitor";

/** Events, and the id as text. */
export type StoredRow = QueuedEvent | string;

export interface DurableStore {
  /** Starts opening, so that nothing has to be opened when the page goes away: that would be too late. */
  open(): void;
  /** What was there when it was opened. `false` where it could not be read, which is not the same as none. */
  atStart(): Promise<StoredRow[] | false>;
  /** What is there now, likewise. */
  readAll(): Promise<StoredRow[] | false>;
  /**
   * Writes by key, or removes where there is no row. What is asked for within one microtask is one transaction.
   *
   * @returns Whether it is committed.
   */
  write(changes: [key: string, row?: StoredRow][]): Promise<boolean>;
  /** Empties and deletes the database. */
  erase(): Promise<unknown>;
}

type Ask<Result> = (store: IDBObjectStore) => IDBRequest<Result> | void;

/** @param failed Called at most once, with why this device keeps nothing. */
export function createDurableStore(name: string, failed: (why: string) => void): DurableStore {
  let reported = false;
  let connection: Promise<IDBDatabase> | undefined;
  /** What was there. Missing until consent opens it: nothing may create a database before. */
  let start: Promise<StoredRow[] | false> | undefined;
  let changes: [string, StoredRow?][] = [];
  let writing: Promise<boolean> | undefined;

  async function connect(): Promise<IDBDatabase> {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const db = await promisifyRequest(opening);
    // Another tab erases: hold nothing open that it waits for.
    db.onversionchange = () => db.close();
    return db;
  }

  async function work<Result>(mode: IDBTransactionMode, ask: Ask<Result>): Promise<Result> {
    connection ??= connect().catch((error: unknown) => {
      // What did not open now may open the next time.
      connection = undefined;
      throw error;
    });
    // Relaxed durability: a process that dies keeps its writes, at an eighth of the cost of waiting for the disk.
    const transaction = (await connection).transaction(STORE, mode, { durability: "relaxed" });
    const request = ask(transaction.objectStore(STORE));
    // Everything has been asked for: a page going away may never get the answers it would wait for.
    if (!request) transaction.commit();
    return promisifyRequest((request ?? transaction) as IDBRequest<Result>);
  }

  /** Resolves to `false` where it failed. */
  async function transact<Result>(mode: IDBTransactionMode, ask: Ask<Result>): Promise<Result | false> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      return await Promise.race([
        // Browsers close connections on their own (Safari), as other tabs do that erase: once more with a new one.
        work(mode, ask).catch((error: DOMException) => {
          if (error.name !== "InvalidStateError") throw error;
          connection = undefined;
          return work(mode, ask);
        }),
        new Promise<never>((_, reject) => (timer = setTimeout(reject, TIMEOUT_MS, "IndexedDB does not answer"))),
      ]);
    } catch (error) {
      if (!reported) failed(String(error));
      reported = true;
      return false;
    } finally {
      clearTimeout(timer);
    }
  }

  const readAll = (): Promise<StoredRow[] | false> => transact("readonly", (store) => store.getAll());

  async function commit(): Promise<boolean> {
    // All that is asked for until then goes together. Not `Promise.resolve()`: the page may have put its own in place.
    await (undefined as unknown);
    writing = undefined;
    const batch = changes;
    changes = [];
    if (!start) return false;
    const written = await transact("readwrite", (store) => {
      for (const [key, row] of batch) {
        if (row) store.put(row, key);
        else store.delete(key);
      }
    });
    return written !== false;
  }

  return {
    open() {
      start ??= readAll();
    },
    atStart: async () => start ?? false,
    readAll: async () => (start ? readAll() : false),
    write(more) {
      changes.push(...more);
      return (writing ??= commit());
    },
    async erase() {
      if (!start) return;
      start = undefined;
      // Emptied first: deleting waits for other tabs to let go, and the data must not wait with it.
      if ((await transact("readwrite", (store) => void store.clear())) === false) return;
      (await connection)?.close();
      connection = undefined;
      indexedDB.deleteDatabase(name);
    },
  };
}
