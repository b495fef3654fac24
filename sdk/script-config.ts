/** Configuration on the script tag: as `data-` attributes, or in its address, because tag managers strip attributes. */
import type { SameviewOptions } from "./api.ts";

/** `/sdk.js`, `/sdk-0.1.0.js`, with or without a query. */
const OWN_PATH = /\/sdk(-[\w.-]+)?\.js$/;

/** Our own tag. `document.currentScript` is null in modules and where a tag manager evaluates the text. */
function ownScript(): HTMLScriptElement | undefined {
  const { currentScript } = document;
  if (currentScript instanceof HTMLScriptElement && currentScript.src) return currentScript;
  return [...document.scripts].filter(({ src }) => src && OWN_PATH.test(new URL(src).pathname)).at(-1);
}

/**
 * What the tag says, unchecked: `init` checks. An attribute wins over the query. Without a key the page is expected
 * to call `sameview("init", …)` itself.
 */
export function readScriptConfig(): Partial<SameviewOptions> {
  const script = ownScript();
  if (!script) return {};
  const source = new URL(script.src);
  const read = (name: string): string | undefined => script.dataset[name] ?? source.searchParams.get(name) ?? undefined;
  const list = (name: string): string[] => read(name)?.match(/[\w-]+/g) ?? [];
  const key = read("key");
  const consent = read("consent");
  const debug = read("debug");
  return {
    ...(key !== undefined && { key }),
    ...(consent !== undefined && { consent: consent as "granted" | "required" }),
    host: read("host") ?? source.origin,
    auto: read("auto") !== "off",
    capture: list("capture"),
    adapters: list("adapters"),
    debug: debug !== undefined && debug !== "false" && debug !== "0",
  };
}
