/** JSON in the browser's storage. A full or forbidden one is no error: the shop then forgets. */
export function load<T>(store: () => Storage, key: string, fallback: T): T {
  try {
    const text = store().getItem(key);
    return text === null ? fallback : (JSON.parse(text) as T);
  } catch {
    // Storage is forbidden, or holds what is no JSON.
    return fallback;
  }
}

export function save(store: () => Storage, key: string, value: unknown): void {
  try {
    store().setItem(key, JSON.stringify(value));
  } catch {
    // Storage is forbidden or full.
  }
}
