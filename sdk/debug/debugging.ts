/** The verb `debug`, and the option: what they show and say is fetched for them. */
import type { Core } from "../module.ts";

export function debugging(core: Core): void {
  core.debug = () => core.run(() => core.load("debug").then(() => core.openPanel?.()));
  if (core.settings.debug) core.run(() => core.load("debug"));
  // `CHECK_PARAMETER` of `wire/install.ts`.
  if (location.search.includes("sv_check=")) core.run(() => core.load("check"));
}
