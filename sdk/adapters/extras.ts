/** The script tag's chunk of adapters, by the names that `data-read` takes. */
import type { Sameview } from "../api.ts";
import { readConsentMode } from "./consent-mode.ts";
import { readDataLayer } from "./data-layer.ts";
import { readJsonLd } from "./json-ld.ts";
import { readTcf } from "./tcf.ts";

/** Consent comes first: what the others find must already meet it. */
const ADAPTERS: Record<string, (client: Sameview) => void> = {
  "consent-mode": readConsentMode,
  tcf: readTcf,
  datalayer: readDataLayer,
  "json-ld": readJsonLd,
};

/**
 * Starts those named.
 *
 * @returns Names that are none.
 */
export function startAdapters(client: Sameview, names: readonly string[]): string[] {
  for (const [name, start] of Object.entries(ADAPTERS)) if (names.includes(name)) start(client);
  return names.filter((name) => !Object.hasOwn(ADAPTERS, name));
}
