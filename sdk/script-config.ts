/** Configuration on the script tag: as `data-` attributes, or in its address, because tag managers strip attributes. */
import type { SameviewOptions } from "./api.ts";

/** `/sdk.js`, `/sdk-0.1.0.js`, with or without a query. */
export const OWN_ADDRESS = /\/sdk(-[\w.-]+)?\.js(\?|$)/;

/** Our own tag. `document.currentScript` is null in modules and where a tag manager evaluates the text. */
function ownScript(): HTMLScriptElement | undefined {
  const current = document.currentScript as HTMLScriptElement | null;
  if (current?.src) return current;
  return [...document.scripts].filter(({ src }) => OWN_ADDRESS.test(src)).at(-1);
}

/**
 * What the tag says, unchecked and as text: `init` checks and understands both. An attribute wins over the query.
 * Without a key the page is expected to call `sameview("init", …)` itself.
 */
export function readScriptConfig(): Partial<SameviewOptions> {
  const script = ownScript();
  if (!script) return {};
  const [address, query] = script.src.split("?");
  // Most tags have none, and making `URLSearchParams` is what a page's start can do without.
  // Any address of a host says which host it is.
  return Object.assign({ host: address! }, query && Object.fromEntries(new URLSearchParams(query)), script.dataset);
}
