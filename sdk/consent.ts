/** The gate in front of every id, every write and every event. */
import type { Consent } from "../wire/collect.ts";
import { readLocal, writeLocal } from "./local-storage.ts";

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
  /** Not answered yet, and the answer may still open the gate. */
  waiting(): boolean;
  /** Records an answer; what it leaves out stays as it was. */
  set(answer: Partial<Consent>): void;
}

/**
 * The answer is kept in `localStorage["sv.consent.<key>"]` only where it differs from what the site assumes: a yes
 * where one is required, a no where none is. So before a yes nothing is stored, and a no is remembered.
 *
 * @param changed Called after the answer changed, here or in another tab.
 */
export function createConsentGate(key: string, assumed: "granted" | "required", changed: () => void): ConsentGate {
  const recordKey = `sv.consent.${key}`;
  const granted = assumed === "granted";
  let current = read();

  function read(): Consent | undefined {
    const record = readLocal(recordKey);
    // Two digits, analytics then personalization: nothing in it can be malformed but its absence.
    if (record) return { analytics: record[0] === "1", personalization: record[1] === "1" };
    return granted ? { analytics: true, personalization: true } : undefined;
  }

  function answer(): Consent | undefined {
    if (navigator.globalPrivacyControl !== true) return current;
    return { analytics: current?.analytics ?? false, personalization: false };
  }

  function open(): boolean {
    const given = answer();
    return given !== undefined && given.analytics && given.personalization;
  }

  addEventListener("storage", (event) => {
    // A null key is localStorage.clear() by the page in another tab.
    if (event.key !== recordKey && event.key !== null) return;
    const before = JSON.stringify(current);
    current = read();
    if (JSON.stringify(current) !== before) changed();
  });

  return {
    answer,
    open,
    waiting: () => answer() === undefined,
    set(given) {
      const next = {
        analytics: given.analytics ?? current?.analytics ?? false,
        personalization: given.personalization ?? current?.personalization ?? false,
      };
      const same = current?.analytics === next.analytics && current.personalization === next.personalization;
      current = next;
      const yes = next.analytics && next.personalization;
      writeLocal(recordKey, yes === granted ? undefined : `${Number(next.analytics)}${Number(next.personalization)}`);
      if (!same) changed();
    },
  };
}
