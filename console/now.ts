/** The time, as a signal: what says "12 seconds ago" reads it and stays true. */
import { signal } from "@preact/signals";

/** Whole seconds are the finest thing the console says of the past. */
const TICK_MS = 1_000;

/** Epoch milliseconds, renewed every second while the page is visible. */
export const now = signal(Date.now());

export function startClock(): void {
  setInterval(() => {
    if (!document.hidden) now.value = Date.now();
  }, TICK_MS);
  document.addEventListener("visibilitychange", () => {
    now.value = Date.now();
  });
}
