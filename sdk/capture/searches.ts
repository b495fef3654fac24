/** What was searched for, and that nothing was found: the page says it in attributes. */
import { onPage } from "./module-client.ts";
import type { Capture } from "./module-client.ts";

/**
 * Reads `<main data-sv-search="red shoes" data-sv-results="0">`, on this page and on every one that follows.
 *
 * Event: `view_search_results` with `search_term` and `results`, once for each term and page.
 */
export const captureSearches: Capture = (client, signal) => {
  let last = "";

  function read(): void {
    const { svSearch: search_term, svResults } = document.querySelector<HTMLElement>("[data-sv-search]")?.dataset ?? {};
    const key = `${search_term} ${svResults}`;
    if (!search_term || key === last) return;
    last = key;
    client.track("view_search_results", { search_term, ...(svResults && { results: Number(svResults) }) });
  }

  // Results that come later, as in a shop that searches while one types.
  const observer = new MutationObserver(read);
  const attributeFilter = ["data-sv-search", "data-sv-results"];
  observer.observe(document, { subtree: true, childList: true, attributeFilter });
  signal?.addEventListener("abort", () => observer.disconnect());
  onPage(client, signal, () => {
    last = "";
    read();
  });
  read();
};
