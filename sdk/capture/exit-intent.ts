/** The pointer leaves through the top of the window, where the tabs and the address are. */
import { onPage } from "./on-page.ts";
import { createListening } from "./module-client.ts";
import type { ModuleClient, Stop } from "./module-client.ts";

/** Milliseconds a page has to have been there: before, the pointer is still coming from the tab bar. */
const SETTLED_MS = 3_000;

/**
 * Event: `exit_intent` with `seconds` on the page, once a page. Devices without a mouse never show it, and a guess
 * would be wrong more often than right.
 */
export function captureExitIntent(client: ModuleClient): Stop {
  const { listen, onStop, stop } = createListening();
  let since = performance.now();
  let told = false;

  listen("mouseout", (event) => {
    const stayed = performance.now() - since;
    if (told || stayed < SETTLED_MS || event.relatedTarget || event.clientY > 0) return;
    told = true;
    client.track("exit_intent", { seconds: Math.round(stayed / 1_000) });
  });
  onStop(
    onPage(client, () => {
      since = performance.now();
      told = false;
    }),
  );
  return stop;
}
