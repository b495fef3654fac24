/** Single-page navigation where there is no Navigation API: Firefox before 147, Safari before 26.2. */
import type { Core } from "../module.ts";

export function watchHistory({ navigated }: Core): void {
  patch("pushState", () => navigated("push"));
  patch("replaceState", () => navigated("replace"));
  addEventListener("popstate", () => navigated("traverse"));
  // Where the page has gone while this was fetched.
  navigated("push");
}

function patch(method: "pushState" | "replaceState", after: () => void): void {
  const original = history[method];
  history[method] = function (this: History, ...state: Parameters<History["pushState"]>) {
    original.apply(this, state);
    after();
  };
}
