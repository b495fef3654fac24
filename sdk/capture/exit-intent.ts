/** The pointer leaves through the top of the window, where the tabs and the address are. */
import { listen, onPage } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/** Milliseconds a page has to have been there: before, the pointer is still coming from the tab bar. */
const SETTLED_MS = 3_000;

/**
 * Event: `exit_intent` with `seconds` on the page, once a page. Devices without a mouse never show it: a guess would be
 * wrong more often than right.
 */
export const captureExitIntent: Capture = (client, signal) => {
  let since = performance.now();

  listen("mouseout", signal, (event) => {
    const stayed = performance.now() - since;
    if (stayed < SETTLED_MS || event.relatedTarget || event.clientY > 0) return;
    since = Infinity;
    client.track("exit_intent", { seconds: Math.round(stayed / 1_000) });
  });
  onPage(client, signal, () => (since = performance.now()));
};
