/** Who this is on this device: nobody, as long as the consent gate is closed. */
import type { ConsentGate } from "./consent.ts";
import { VISITOR_KEY } from "./durable-store.ts";
import type { DurableStore } from "./durable-store.ts";
import { randomId } from "./event-id.ts";
import { readLocal, writeLocal } from "./local-storage.ts";
import type { Settings } from "./options.ts";

/** What the Worker takes as a visitor id (wire/collect.ts): made here, or with the signature that the Worker adds. */
const VISITOR_PATTERN = /^[\w-]{16,64}(\.\w+)?$/;

/** Seconds a cookie lives: 400 days are the most that browsers keep (RFC 6265bis, 5.5). */
const COOKIE_SECONDS = 34_560_000;

/** Milliseconds to wait for the copy in the store: the shopper waits for a decision meanwhile. */
const COPY_MS = 500;

export interface Identity {
  /** The id, or `undefined` before `ensure` has settled for the first time and without consent. */
  current(): string | undefined;
  /** Finds the id or makes one. */
  ensure(): Promise<void>;
  /** Takes this id from now on; without one, a new one. */
  become(visitor?: string): void;
  /** Removes every trace. The store is erased by its owner. */
  erase(): void;
}

/**
 * The id lives in `localStorage["sv.visitor.<key>"]`, where every tab reads the same, with a copy in the store,
 * because many a shop clears `localStorage` when a customer logs out. Where the site names a cookie's domain, a cookie
 * of that name comes first: all subdomains read the same.
 */
export function createIdentity({ key, cookieDomain }: Settings, store: DurableStore, gate: ConsentGate): Identity {
  const place = `sv.visitor.${key}`;
  let remembered: string | undefined;

  function keep(visitor?: string): void {
    remembered = visitor;
    writeLocal(place, visitor);
    if (!cookieDomain) return;
    const seconds = visitor ? COOKIE_SECONDS : 0;
    document.cookie = `${place}=${visitor};domain=${cookieDomain};path=/;max-age=${seconds};samesite=lax`;
  }

  function current(): string | undefined {
    if (!gate.open()) return undefined;
    const shared = cookieDomain && document.cookie.split(`${place}=`)[1]?.split(";")[0];
    const stored = shared || readLocal(place);
    // Another tab may have become someone else by `identify` or `reset`; the shared id wins over the remembered one.
    if (VISITOR_PATTERN.test(stored!)) remembered = stored;
    return remembered;
  }

  function become(visitor = randomId()): void {
    // Consent may have gone while the id was looked for or the answer came.
    if (!gate.open() || !VISITOR_PATTERN.test(visitor)) return;
    keep(visitor);
    store.writeLater([VISITOR_KEY, visitor]);
  }

  return {
    current,
    async ensure() {
      // Put back what the page's own localStorage.clear() took while this page stayed.
      if (!gate.open() || (current() && readLocal(place))) return;
      const rows = current() ? undefined : await Promise.race([store.open(), later()]);
      // Another tab may have made one meanwhile.
      become(current() ?? rows?.find((row) => typeof row === "string"));
    },
    become,
    erase: () => keep(),
  };
}

function later(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, COPY_MS));
}
