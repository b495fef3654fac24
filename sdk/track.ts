/**
 * `import { init } from "sameview/track"`: events that arrive, and nothing else. No page is counted, no placement filled,
 * nothing fetched; what else is wanted is plugged in by `use`.
 */
import type { SameviewOptions, Tracker } from "./api.ts";
import { serverSide } from "./server-side.ts";
import { startOnce } from "./start-once.ts";

/**
 * Starts it on this page. On a server it does nothing.
 *
 * @throws {TypeError} An option is wrong; the message says what, why and how to put it right.
 */
export function init(options: Omit<SameviewOptions, "auto" | "capture" | "adapters">): Tracker {
  return typeof document === "undefined" ? serverSide : startOnce(options, () => import("./chunks/recovery.ts"), []);
}
