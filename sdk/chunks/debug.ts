/** For whoever builds the site: mistakes in the console, and the panel. */
import { createPanel } from "../debug/panel.ts";
import type { Module } from "../module.ts";
import { validate } from "../validate/index.ts";

const debugPage: Module = (core) => {
  validate(core);
  core.openPanel = createPanel(core);
};
export default debugPage;
