/** `localStorage` that never throws: private modes, full quotas and sandboxed frames make every call of it risky. */

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** The value, or `undefined` where there is none or no storage. */
export function readLocal(key: string): string | undefined {
  return attempt(() => localStorage.getItem(key)) ?? undefined;
}

/** Writes, or removes where there is no value. */
export function writeLocal(key: string, value?: string): void {
  attempt(() => (value === undefined ? localStorage.removeItem(key) : localStorage.setItem(key, value)));
}

/** Keys that begin so. */
export function localKeys(prefix: string): string[] {
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix))) ?? [];
}
