/** Starts the modules that a site's options name. */
import type { Core, Module } from "./module.ts";

/** In the order of `modules`; `all` starts every one. A name that is none of them is an `error` event that lists them. */
export function startNamed(core: Core, modules: Record<string, Module>, names: readonly string[]): void {
  const known = Object.keys(modules);
  for (const name of known) if (names.includes(name) || names.includes("all")) modules[name]!(core);
  for (const name of names)
    if (name !== "all" && !known.includes(name))
      core.emit("error", { code: "module", detail: `"${name}" is none of ${String(known)}` });
}
