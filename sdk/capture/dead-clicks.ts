/** A click on something that looks alive, after which nothing moves. */
import { elementPath, innermost } from "./element-path.ts";
import { createListening } from "./module-client.ts";
import type { ModuleClient, Stop } from "./module-client.ts";

/** Milliseconds in which a living thing shows something: past this the shopper thinks it broken (Nielsen's one second, doubled). */
const SIGN_MS = 2_000;

/** What looks as if it did something. A link with an address does. */
const ALIVE = `button,summary,a[href="#"],a:not([href]),[role=button],[role=link],[role=tab],[role=menuitem],[onclick]`;

/** Signs of life that are no change of the document. */
const SIGNS = ["scroll", "focusin", "input", "change", "submit", "hashchange", "popstate", "pagehide", "blur"] as const;

/** Event: `dead_click` with `element`. */
export function captureDeadClicks(client: ModuleClient): Stop {
  const { listen, onStop, stop } = createListening();
  let waiting: { element: string; timer: ReturnType<typeof setTimeout> } | undefined;
  const observer = new MutationObserver(alive);

  function alive(): void {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    observer.disconnect();
    waiting = undefined;
  }

  listen("click", (event) => {
    const target = innermost(event)?.closest(ALIVE);
    // A second click starts the wait anew: the first one is counted by `rage_click` if it comes to that.
    alive();
    if (!target || event.detail === 0 || target.closest(":disabled,[aria-disabled=true]")) return;
    const element = elementPath(target);
    // After the page's own handlers and the focus that the click itself moves.
    setTimeout(() => {
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    waiting = {
      element,
      timer: setTimeout(() => {
        alive();
        // Opening a file chooser or another tab takes the view away.
        if (document.visibilityState === "visible" && document.hasFocus()) client.track("dead_click", { element });
      }, SIGN_MS),
    };
  });
  for (const sign of SIGNS) listen(sign, alive);
  onStop(alive);
  return stop;
}
