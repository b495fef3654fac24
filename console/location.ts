/** The address is the state: which screen, which visitor, which filters. Links can be shared and Back works. */
import { signal } from "@preact/signals";

const BASE = "/console/";

export interface Place {
  /** Path below `/console/`, without slashes at its ends: "" or `visitors/<id>`. */
  path: string;
  /** Query as sent, without `?`. */
  query: string;
}

/** Where the console is. */
export const place = signal<Place>(read());

/** Embedded in the demo page: no frame of its own. */
export const embedded = new URLSearchParams(location.search).has("embed");

/** Goes to `path`, keeping the query, so that filters survive opening a visitor. */
export function go(path: string): void {
  history.pushState(null, "", href(path));
  place.value = read();
}

/** Replaces the query without a new step in the history: one Back leaves the screen, not one per keystroke. */
export function setQuery(change: (query: URLSearchParams) => void): void {
  const query = new URLSearchParams(place.value.query);
  change(query);
  const text = query.toString();
  history.replaceState(null, "", BASE + place.value.path + (text === "" ? "" : `?${text}`));
  place.value = read();
}

/** Address of `path` with the present query. */
export function href(path: string): string {
  const { query } = place.value;
  return BASE + path + (query === "" ? "" : `?${query}`);
}

/** Follows Back and Forward, and turns plain clicks on the console's own links into steps without a reload. */
export function startRouting(): void {
  addEventListener("popstate", () => {
    place.value = read();
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("a[data-route]") : null;
    if (!(target instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(target.dataset["route"] ?? "");
  });
}

function read(): Place {
  const path = location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : "";
  return { path: path.replace(/\/+$/, ""), query: location.search.replace(/^\?/, "") };
}
