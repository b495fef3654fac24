/** The gate in front of every id, every write and every event. */
import type { Consent } from "../wire/collect.ts";
import { readLocal, writeLocal } from "./local-storage.ts";
import type { Settings } from "./options.ts";
import { previewToken } from "./preview.ts";

declare global {
  interface Navigator {
    /** Global Privacy Control (w3.org/TR/gpc). */
    readonly globalPrivacyControl?: boolean;
  }
}

export interface ConsentGate {
  /** The answer with Global Privacy Control applied, or `undefined` while the visitor has not been asked. */
  answer(): Consent | undefined;
  /** May an id be kept and events be stored and sent? */
  open(): boolean;
  /** Records an answer; what it leaves out stays as it was. */
  set(answer: Partial<Consent>): void;
}

/** A record is two digits, analytics then personalization: nothing in it can be malformed but its absence. */
const YES = "11";

/**
 * The answer is kept in `localStorage["sv.consent.<key>"]` only where it differs from what the site assumes: a yes
 * where one is required, a no where none is. So before a yes nothing is stored, and a no is remembered.
 *
 * @param changed Called after the answer changed, here or in another tab.
 */
export function createConsentGate({ key, consent }: Settings, changed: () => void): ConsentGate {
  // Whoever looks at a draft is no shopper: nothing is asked, kept, sent or erased.
  if (previewToken()) return { answer: () => undefined, open: () => false, set: () => undefined };
  const place = `sv.consent.${key}`;
  const granted = consent === "granted";
  const read = (): string => readLocal(place) ?? (granted ? YES : "");
  let record = read();

  function become(next: string): void {
    const before = record;
    record = next;
    if (next !== before) changed();
  }

  const denied = (): boolean => navigator.globalPrivacyControl === true;

  addEventListener("storage", (event) => {
    // A null key is localStorage.clear() by the page in another tab.
    if (event.key === place || event.key === null) become(read());
  });

  return {
    answer: () =>
      record || denied()
        ? { analytics: record[0] === "1", personalization: record[1] === "1" && !denied() }
        : undefined,
    open: () => record === YES && !denied(),
    set({ analytics = record[0] === "1", personalization = record[1] === "1" }) {
      const next = `${+analytics}${+personalization}`;
      writeLocal(place, (next === YES) === granted ? undefined : next);
      become(next);
    },
  };
}
