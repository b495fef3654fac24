/** How far down a page was read: GA4's `scroll`, at more depths than its one. */
import { listen, onPage } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/** Percent of the page's height whose passing is an event, each once a page. 90 is GA4's own. */
const DEPTHS = [25, 50, 75, 90];

/** Milliseconds between two looks: reading a page's height may cost a layout, so not with every frame. */
const LOOK_MS = 250;

/** Events: `scroll` with `percent_scrolled`. A page that fits the window is never scrolled, and so never counted. */
export const captureScrollDepth: Capture = (client, signal) => {
  let reached = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    timer = undefined;
    const percent = ((scrollY + innerHeight) / document.documentElement.scrollHeight) * 100;
    for (const depth of DEPTHS) {
      if (depth <= reached || depth > percent) continue;
      reached = depth;
      client.track("scroll", { percent_scrolled: depth });
    }
  }

  listen("scroll", signal, ({ target }) => {
    // Boxes that scroll within the page are not the page.
    if (target === document) timer ??= setTimeout(look, LOOK_MS);
  });
  onPage(client, signal, () => (reached = 0));
};
