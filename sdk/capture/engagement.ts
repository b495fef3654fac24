/** How long somebody was really there: the page visible, and touched, scrolled or typed in a short while ago. */
import type { EventPage } from "../../wire/event.ts";
import type { Core } from "../module.ts";
import { readEventPage } from "./page-context.ts";

/** Milliseconds for which one sign of life counts: half a minute is a long paragraph. */
const ACTIVE_MS = 30_000;

/** Milliseconds below which a stay is not worth an event. */
const LEAST_MS = 1_000;

const SIGNS = ["visibilitychange", "pointermove", "pointerdown", "keydown", "scroll"];

/** Event: GA4's `user_engagement` with `engagement_time_msec`, when a page is left or hidden: their sum is the page's. */
export function engagedTime(core: Core): void {
  let engaged = 0;
  /** Counted so far, and counts on until: milliseconds on the page's own clock. */
  let since = 0;
  let until = 0;
  let page: EventPage;

  function count(): void {
    const now = performance.now();
    engaged += Math.max(0, Math.min(now, until) - since);
    since = now;
  }

  function alive(): void {
    count();
    if (document.visibilityState === "visible") until = since + ACTIVE_MS;
  }

  function leave(): void {
    count();
    until = 0;
    if (engaged < LEAST_MS) return;
    core.record("user_engagement", { engagement_time_msec: Math.round(engaged) }, page);
    engaged = 0;
  }

  core.on("leave", leave);
  core.on("page", () => {
    leave();
    engaged = 0;
    page = readEventPage(core.referrer);
    alive();
  });
  for (const sign of SIGNS) document.addEventListener(sign, alive, { capture: true, passive: true });
}
