/** What was searched for, and that nothing was found: the page says it in attributes. */
import { onPage } from "./on-page.ts";
import type { ModuleClient, Stop } from "./module-client.ts";

/**
 * Reads `<main data-sv-search="red shoes" data-sv-results="0">`, on this page and on every one that follows.
 *
 * Event: `view_search_results` with `search_term` and `results`, once for each term and page.
 */
export function captureSearches(client: ModuleClient): Stop {
  let last = "";

  function read(): void {
    const found = document.querySelector<HTMLElement>("[data-sv-search]");
    const term = found?.dataset["svSearch"];
    const results = Number(found?.dataset["svResults"] || Number.NaN);
    const key = `${term} ${results}`;
    if (!term || key === last) return;
    last = key;
    client.track("view_search_results", { search_term: term, ...(results >= 0 && { results }) });
  }

  // Results that come later, as in a shop that searches while one types.
  const observer = new MutationObserver(read);
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-sv-search", "data-sv-results"],
  });
  const stopPages = onPage(client, () => {
    last = "";
    read();
  });
  read();
  return () => {
    observer.disconnect();
    stopPages();
  };
}
