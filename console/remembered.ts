/** What the console remembers on this machine, between visits and across its frames. */

/** Storage may be forbidden (private mode, blocked site data): then nothing is remembered and nothing breaks. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Remembers `value`, or forgets the key when it is null. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to do: the choice holds until the page is left.
  }
}

/** Calls back when another frame or tab of this host changes `key`; a null value means forgotten. */
export function onRemembered(key: string, changed: (value: string | null) => void): void {
  addEventListener("storage", (event) => {
    // A null key means everything was cleared.
    if (event.key === key || event.key === null) changed(event.key === null ? null : event.newValue);
  });
}
