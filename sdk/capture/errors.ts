/** Errors a visitor meets: GA4's `exception`, with neither stack nor anything personal. */
import { createListening } from "./module-client.ts";
import type { ModuleClient, Stop } from "./module-client.ts";

/** Different errors a page, at most: one that fails in a loop must not be all there is to send. */
const MOST = 5;

/** UTF-16 code units of a description. */
const MAX_LENGTH = 150;

/** Addresses of mail, numbers as long as a phone's or a card's, quoted text, and what follows a `?` in an address. */
const PERSONAL = /[^\s@"'<>]+@[^\s@"'<>]+|\+?\d[\d\s-]{5,}\d|(["'`]).*?\1|\?[^\s)]+/g;

/** Event: `exception` with `description`, `fatal: false`, and `source` (a path and a line of the site's own scripts). */
export function captureErrors(client: ModuleClient): Stop {
  const { listen, stop } = createListening();
  const met = new Set<string>();

  function report(error: unknown, fallback: string, source?: string): void {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : fallback;
    const description = text.replace(PERSONAL, "…").slice(0, MAX_LENGTH);
    if (met.has(description) || met.size >= MOST) return;
    met.add(description);
    client.track("exception", { description, fatal: false, ...(source && { source }) });
  }

  listen("error", (event) => {
    // An image that fails is an `error` too, without a message; another origin's script says only "Script error.".
    if (!event.message || !event.filename) return;
    const { origin, pathname } = new URL(event.filename, document.baseURI);
    report(event.error, event.message, `${origin === location.origin ? "" : origin}${pathname}:${event.lineno}`);
  });
  listen("unhandledrejection", ({ reason }) => report(reason, "Unhandled rejection"));
  return stop;
}
