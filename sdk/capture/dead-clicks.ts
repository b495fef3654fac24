/** A click on something that looks alive, after which nothing moves. */
import { elementPath, innermost } from "./element-path.ts";
import { listen } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/** Milliseconds in which a living thing shows something: twice Nielsen's second, after which a train of thought breaks. */
const SIGN_MS = 2_000;

/** What looks as if it did something. A link with an address does. */
const LIVELY = `button,a[href="#"],a:not([href]),[role=button],[role=tab],[onclick]`;

/** Signs of life that are no change of the document; `blur` of the window is another tab or a file chooser. */
const SIGNS = ["scroll", "focusin", "input", "submit", "pagehide", "blur"] as const;

/** Event: `dead_click` with `element`. */
export const captureDeadClicks: Capture = (client, signal) => {
  let timer: ReturnType<typeof setTimeout>;
  const observer = new MutationObserver(alive);

  function alive(): void {
    clearTimeout(timer);
    observer.disconnect();
  }

  listen("click", signal, (event) => {
    const target = innermost(event)?.closest(LIVELY);
    // A second click starts the wait anew: `rage_click` counts the first if it comes to that.
    alive();
    if (!target || !event.detail || target.matches(":disabled,[aria-disabled=true]")) return;
    const element = elementPath(target);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    timer = setTimeout(() => {
      alive();
      client.track("dead_click", { element });
    }, SIGN_MS);
  });
  for (const sign of SIGNS) listen(sign, signal, alive);
};
