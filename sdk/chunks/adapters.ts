/** The adapters, by the names that `data-adapters` takes. Consent comes first: what the others find must already meet it. */
import { readConsentMode } from "../adapters/consent-mode.ts";
import { readDataLayer } from "../adapters/data-layer.ts";
import { readJsonLd } from "../adapters/json-ld.ts";
import { readTcf } from "../adapters/tcf.ts";
import type { Core, Module } from "../module.ts";
import { startNamed } from "../start-named.ts";

const ADAPTERS: Record<string, (core: Core) => void> = {
  "consent-mode": readConsentMode,
  tcf: readTcf,
  datalayer: readDataLayer,
  "json-ld": readJsonLd,
};

const startAdapters: Module = (core) => startNamed(core, ADAPTERS, core.settings.adapters);
export default startAdapters;
