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
  /** Under way: a link that is pointed at and then clicked is fetched once. */
  const coming = new Map<string, Promise<string | undefined>>();
  const keyOf = (url: URL): string => url.pathname;
  return {
    get: (url) => pages.get(keyOf(url)),
    async fetch(url) {
      const key = keyOf(url);
      const known = pages.get(key);
      if (known !== undefined) return known;
      const fetched = coming.get(key) ?? fetchPage(key);
      coming.set(key, fetched);
      const text = await fetched;
      coming.delete(key);
      if (text === undefined) return undefined;
      pages.set(key, text);
      const [oldest] = pages.keys();
      if (pages.size > PAGES && oldest !== undefined) pages.delete(oldest);
      return text;
    },
  };
}

/** `undefined` where it is offline, too slow or no page: the caller leaves it to the browser. */
async function fetchPage(path: string): Promise<string | undefined> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS), headers: { accept: "text/html" } });
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
