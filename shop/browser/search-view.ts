/** The search page: results for `?q=`, found in the browser. */
import { find, make } from "./elements.ts";
import { showFailure } from "./failure.ts";
import { say } from "./messages.ts";
import { productCard } from "./product-card.ts";
import { listedItem, loadProducts } from "./products.ts";
import { track } from "./sameview.ts";
import { searchProducts } from "./search-products.ts";

/** Items one event names. */
const ITEMS_NAMED = 20;
/** Results shown: further down nobody looks. */
const MOST_RESULTS = 60;

export async function startSearch(main: HTMLElement): Promise<void> {
  const place = find("[data-results]", main);
  const input = find<HTMLInputElement>("#q", main);
  if (!place || !input) return;
  const term = (new URLSearchParams(location.search).get("q") ?? "").trim();
  input.value = term;
  if (term === "") {
    place.replaceChildren(make("p", { class: "lead" }, say("typeToSearch")));
    return;
  }
  track("search", { search_term: term });
  try {
    const results = searchProducts(await loadProducts(), term).slice(0, MOST_RESULTS);
    track("view_search_results", {
      search_term: term,
      item_list_id: "search",
      items: results.slice(0, ITEMS_NAMED).map((product, index) => ({ ...listedItem(product), index })),
    });
    if (results.length === 0) {
      place.replaceChildren(
        make(
          "div",
          { class: "nothing" },
          make("h2", {}, say("nothingFor", { term })),
          make("p", {}, say("nothingHint")),
        ),
      );
      return;
    }
    const heading =
      results.length === 1 ? say("resultFor", { term }) : say("resultsFor", { count: String(results.length), term });
    place.replaceChildren(
      make("p", { class: "lead" }, heading),
      make(
        "ul",
        { class: "cards", "data-list-id": "search", "data-list-name": "Search results" },
        ...results.map(productCard),
      ),
    );
  } catch {
    showFailure(place, () => void startSearch(main));
  }
}
