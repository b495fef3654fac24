/** The script tag's chunk of capture modules, by the names that `data-capture` takes. */
import { captureDeadClicks } from "./dead-clicks.ts";
import { captureErrors } from "./errors.ts";
import { captureExitIntent } from "./exit-intent.ts";
import { captureForms } from "./forms.ts";
import { captureLinks } from "./links.ts";
import type { Capture, ModuleClient } from "./module-client.ts";
import { captureRageClicks } from "./rage-clicks.ts";
import { captureScrollDepth } from "./scroll-depth.ts";
import { captureSearches } from "./searches.ts";
import { captureWebVitals } from "./web-vitals.ts";

const EXTRAS: Record<string, Capture> = {
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

/**
 * Starts those named; `all` starts everything.
 *
 * @returns Names that are none.
 */
export function startExtras(client: ModuleClient, names: readonly string[]): string[] {
  const wanted = names.includes("all") ? Object.keys(EXTRAS) : names;
  for (const name of new Set(wanted)) if (Object.hasOwn(EXTRAS, name)) EXTRAS[name]!(client);
  return wanted.filter((name) => !Object.hasOwn(EXTRAS, name));
}
