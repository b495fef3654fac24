/** Intent to leave ([MO-5]): on the way out. */
import type { Moment } from "../../../wire/console.ts";
import type { TrailStep } from "../profile/trail.ts";

/** The pointer that left for the browser's own controls is back within so many ms, or the visitor is gone. */
export const LEAVING_LASTS_MS = 60_000;

/** An exit sign that nothing else has followed: going on takes it back. @param steps newest first */
export function leaving(steps: readonly TrailStep[], now: number): Moment | undefined {
  for (const { at, kind } of steps) {
    if (at > now || kind === "dwell") continue;
    return kind === "exit" ? { name: "leaving", since: at, until: at + LEAVING_LASTS_MS } : undefined;
  }
  return undefined;
}
