/**
 * What survives the tab: events not yet answered for, and a copy of the visitor id, in IndexedDB. Before `open`, after
 * `erase` and where the device keeps nothing, reads find nothing and writes say `false`. Nothing here rejects.
 */
import { createStore, promisifyRequest } from "idb-keyval";
import type { UseStore } from "idb-keyval";
import type { QueuedEvent } from "./queue.ts";

const STORE = "queue";

/** Of the visitor id. No event id is this. */
export const VISITOR_KEY = "visitor";

/** Events, and the id as text. */
export type StoredRow = QueuedEvent | string;

/** A row to write by its key, or to remove where there is none. */
export type Change = [key: string, row?: StoredRow];

/** `undefined` where it could not be read, which is not the same as none. */
type Rows = Promise<StoredRow[] | undefined>;

export interface DurableStore {
  /** Opens, so that nothing has to be opened when the page goes away: that would be too late. Says what was there then. */
  open(): Rows;
  /** What is there now. */
  read(): Rows;
  /** What is asked for within one microtask is one transaction. Resolves to whether it is committed. */
  write(changes: Change[]): Promise<boolean>;
  /** Goes along with the next transaction, so that it costs none. */
  writeLater(change: Change): void;
  /** Empties and deletes the database. */
  erase(): Promise<unknown>;
}

/** @param failed Called with why this device has kept nothing this time. */
export function createDurableStore(name: string, failed: (why: string) => void): DurableStore {
  /** Missing until consent opens it: nothing may create a database before. */
  let access: UseStore | undefined;
  let start: Rows | undefined;
  let changes: Change[] = [];
  let writing: Promise<boolean> | undefined;

  /** Durability is relaxed, browsers' own default: a process that dies keeps its writes, and no shopper waits for the disk. */
  async function transact<Result>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Result | PromiseLike<Result>,
  ): Promise<Result | undefined> {
    try {
      return await access?.(mode, work);
    } catch (error) {
      // Browsers close connections on their own (Safari): the next time goes by a new one.
      if ((error as DOMException).name === "InvalidStateError") access &&= createStore(name, STORE);
      failed(String(error));
      return undefined;
    }
  }

  const read = (): Rows => transact("readonly", (store) => promisifyRequest<StoredRow[]>(store.getAll()));

  async function commit(): Promise<boolean> {
    // All that is asked for until then goes together. Not `Promise.resolve()`: the page may have put its own in place.
    await (undefined as unknown);
    const batch = changes;
    changes = [];
    writing = undefined;
    const done = await transact("readwrite", ({ transaction }) => {
      const store = transaction.objectStore(STORE);
      for (const [key, row] of batch) {
        if (row) store.put(row, key);
        else store.delete(key);
      }
      // Everything has been asked for: a page going away may never get the answers it would wait for.
      transaction.commit();
      return promisifyRequest(transaction).then(() => true);
    });
    return done === true;
  }

  return {
    open() {
      access ??= createStore(name, STORE);
      return (start ??= read());
    },
    read,
    write(more) {
      changes.push(...more);
      return (writing ??= commit());
    },
    writeLater: (change) => void changes.push(change),
    async erase() {
      changes = [];
      // Emptied first: deleting waits for other tabs to let go, and the data must not wait with it.
      const emptied = transact("readwrite", (store) => {
        store.clear();
        return promisifyRequest(store.transaction).then(() => store.transaction.db);
      });
      access = start = undefined;
      (await emptied)?.close();
      indexedDB.deleteDatabase(name);
    },
  };
}

/** The other rows are the visitor's id. */
export function isEvent(row: StoredRow): row is QueuedEvent {
  return typeof row !== "string";
}
