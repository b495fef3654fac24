/** The address is the state: which screen, which visitor, which filters. Links can be shared and Back works. */
import { signal } from "@preact/signals";

const BASE = "/console/";
/** Paths of the first screen, and of the stream. */
export const HOME = "";
export const LIVE = "live";
/** Of the settings, opened where the hold-out is set. */
export const HOLDOUT_PATH = "settings/holdout";
/** What the query says of the stream alone. With any of them the first screen's address is an old one, of the stream. */
const STREAM_PARAMETERS = ["own", "simulated", "event", "text", "visitor"];

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

/** Address of `path` with the present query. The first screen's goes without the stream's filters. */
export function href(path: string): string {
  const query = new URLSearchParams(place.value.query);
  if (path === HOME) for (const name of STREAM_PARAMETERS) query.delete(name);
  const text = query.toString();
  return BASE + path + (text === "" ? "" : `?${text}`);
}

/** Follows Back and Forward, and turns plain clicks on the console's own links into steps without a reload. */
export function startRouting(): void {
  leaveOldAddress();
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

/** The stream was the first screen once: links of then, and what is embedded without a path, still lead to it. */
function leaveOldAddress(): void {
  const query = new URLSearchParams(place.value.query);
  if (place.value.path !== HOME || !(embedded || STREAM_PARAMETERS.some((name) => query.has(name)))) return;
  history.replaceState(null, "", `${BASE}${LIVE}${location.search}`);
  place.value = read();
}

function read(): Place {
  const path = location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : "";
  return { path: path.replace(/\/+$/, ""), query: location.search.replace(/^\?/, "") };
}
