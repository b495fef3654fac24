/** The shop's pages as text: those seen lately, so that going back shows them at once. */

/** Milliseconds after which a slow page is left to the browser, which shows that it is loading. */
const PATIENCE_MS = 5_000;
/** Pages kept: further back than this people search anew. At 40 kB a page, under a megabyte. */
const PAGES = 20;

export interface PageMemory {
  get(url: URL): string | undefined;
  /** Fetches unless known. `undefined` where it cannot be had in time, or is no page. */
  fetch(url: URL): Promise<string | undefined>;
}

export function createPageMemory(): PageMemory {
  const pages = new Map<string, string>();
  const keyOf = (url: URL): string => url.pathname;
  return {
    get: (url) => pages.get(keyOf(url)),
    async fetch(url) {
      const known = pages.get(keyOf(url));
      if (known !== undefined) return known;
      try {
        const response = await fetch(url.pathname, {
          signal: AbortSignal.timeout(PATIENCE_MS),
          headers: { accept: "text/html" },
        });
        if (!response.ok) return undefined;
        const text = await response.text();
        pages.set(keyOf(url), text);
        const [oldest] = pages.keys();
        if (pages.size > PAGES && oldest !== undefined) pages.delete(oldest);
        return text;
      } catch {
        // Offline or too slow: the caller leaves it to the browser.
        return undefined;
      }
    },
  };
}
