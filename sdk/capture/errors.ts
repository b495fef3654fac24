/** Errors a visitor meets: GA4's `exception`, with neither stack nor anything personal. */
import { listen } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/** Different errors of a document, at most: one that fails in a loop must not be all there is to send. */
const MOST = 5;

/** UTF-16 code units of a description. */
const MAX_LENGTH = 150;

/** Addresses of mail, numbers as long as a phone's or a card's, quoted text, and the query of an address. */
const PERSONAL = /[^\s@"'<>]+@[^\s@"'<>]+|\d[\d\s-]{5,}\d|(["'`]).*?\1|\?[^\s)]+/g;

/** Event: `exception` with `description`, `fatal: false` and, where the browser says it, `source`: a script's path and line. */
export const captureErrors: Capture = (client, signal) => {
  const met = new Set<string>();

  function report(error: unknown, source?: string): void {
    const description = String(error).replace(PERSONAL, "…").slice(0, MAX_LENGTH);
    if (met.has(description) || met.size >= MOST) return;
    met.add(description);
    client.track("exception", { description, fatal: false, source });
  }

  listen("error", signal, ({ error, message, filename, lineno }) => {
    // An image that fails is an `error` too, without a message; of another site's script it says no more than that.
    if (message && filename) report(error ?? message, `${filename.split("?")[0]}:${lineno}`);
  });
  listen("unhandledrejection", signal, ({ reason }) => report(reason));
};
