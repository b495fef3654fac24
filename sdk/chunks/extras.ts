/** The capture modules, by the names that `data-capture` takes. */
import { captureDeadClicks } from "../capture/dead-clicks.ts";
import { captureErrors } from "../capture/errors.ts";
import { captureExitIntent } from "../capture/exit-intent.ts";
import { captureForms } from "../capture/forms.ts";
import { captureLinks } from "../capture/links.ts";
import type { Capture } from "../capture/module-client.ts";
import { captureRageClicks } from "../capture/rage-clicks.ts";
import { captureScrollDepth } from "../capture/scroll-depth.ts";
import { captureSearches } from "../capture/searches.ts";
import { captureWebVitals } from "../capture/web-vitals.ts";
import type { Module } from "../module.ts";
import { startNamed } from "../start-named.ts";

const CAPTURES: Record<string, Capture> = {
  scroll: captureScrollDepth,
  links: captureLinks,
  rage: captureRageClicks,
  dead: captureDeadClicks,
  forms: captureForms,
  search: captureSearches,
  errors: captureErrors,
  exit: captureExitIntent,
  vitals: captureWebVitals,
};

const startCaptures: Module = (core) => startNamed(core, CAPTURES, core.settings.capture);
export default startCaptures;
