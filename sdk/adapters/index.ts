/** `import { readDataLayer } from "sameview/adapters"`: what a site already says, to others or to no one, taken as ours. */
export { readConsentMode } from "./consent-mode.ts";
export type { ConsentModeOptions } from "./consent-mode.ts";
export { readDataLayer } from "./data-layer.ts";
export type { DataLayerOptions } from "./data-layer.ts";
export { readJsonLd } from "./json-ld.ts";
export { readTcf } from "./tcf.ts";
export type { TcfOptions } from "./tcf.ts";
