/** Who this is on this device. Touched only behind the open consent gate. */
import type { ConsentGate } from "./consent.ts";
import type { DurableStore } from "./durable-store.ts";
import { newVisitorId } from "./event-id.ts";
import { readLocal, writeLocal } from "./local-storage.ts";

/** What the Worker takes as a visitor id (wire/collect.ts). */
const VISITOR_PATTERN = /^[\w-]{16,64}$/;

export interface Identity {
  /** The id, or `undefined` before `ensure` has settled for the first time. */
  current(): string | undefined;
  /** Finds the id or makes one, unless consent goes away meanwhile. */
  ensure(): Promise<void>;
  /** Takes this id from now on. */
  become(visitor: string): void;
  /** Forgets the id and makes a new one. */
  reset(): void;
  /** Removes every trace. The store is erased by its owner. */
  erase(): void;
}

/**
 * The id lives in `localStorage["sv.visitor.<key>"]`, where every tab reads the same, with a copy in the store,
 * because many a shop clears `localStorage` when a customer logs out.
 */
export function createIdentity(key: string, store: DurableStore, gate: ConsentGate): Identity {
  const visitorKey = `sv.visitor.${key}`;
  let remembered: string | undefined;

  function current(): string | undefined {
    const stored = readLocal(visitorKey);
    // Another tab may have become someone else by `identify` or `reset`; the shared id wins over the remembered one.
    if (stored !== null && VISITOR_PATTERN.test(stored)) remembered = stored;
    return remembered;
  }

  function become(visitor: string): void {
    if (!VISITOR_PATTERN.test(visitor) || visitor === current()) return;
    remembered = visitor;
    writeLocal(visitorKey, visitor);
    void store.writeVisitor(visitor);
  }

  return {
    current,
    async ensure() {
      const known = current();
      if (known) {
        // Put back what the page's own localStorage.clear() took while this page stayed.
        if (readLocal(visitorKey) === null) writeLocal(visitorKey, known);
        return;
      }
      const copy = await store.readVisitor();
      // Another tab may have made one meanwhile.
      if (gate.open() && !current()) become(copy !== undefined && VISITOR_PATTERN.test(copy) ? copy : newVisitorId());
    },
    become,
    reset: () => become(newVisitorId()),
    erase() {
      remembered = undefined;
      writeLocal(visitorKey, undefined);
    },
  };
}
