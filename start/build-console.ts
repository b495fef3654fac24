/** Builds the console and the demo page. */
import { BUILD } from "./paths.ts";
import type { BuildStep } from "./stale.ts";

export const consoleStep: BuildStep = {
  name: "console",
  inputs: ["console", "wire"],
  outputs: ["build/assets/console/index.html", "build/assets/demo/index.html", "build/parts/console.headers"],
  run: async () => {
    // Loaded only when it is needed: a start with nothing to build waits for no bundler.
    const { buildConsole } = await import("../console/build-console.ts");
    await buildConsole({ outDir: BUILD });
  },
};
