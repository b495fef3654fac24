/** How Vite builds the console (`/console/`) and the demo page (`/demo/`): two entries, two folders, hashed names. */
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

export type Page = "console" | "demo";

/** Folder of each page's `index.html`. */
const ROOTS: Record<Page, string> = {
  console: fileURLToPath(new URL(".", import.meta.url)),
  demo: fileURLToPath(new URL("demo/", import.meta.url)),
};

/** The first engines with `light-dark()`; older ones would need every colour twice. */
const CSS_TARGET = ["chrome123", "firefox120", "safari17.5"];

/**
 * Vite's settings for one page.
 *
 * @param outDir Absolute path of the folder the page is written to; it is emptied first.
 */
export function pageConfig(page: Page, outDir: string): InlineConfig {
  return {
    configFile: false,
    root: ROOTS[page],
    base: `/${page}/`,
    publicDir: false,
    logLevel: "warn",
    // For react-querybuilder, the one library here that is written for React.
    resolve: {
      alias: {
        "react-dom": "preact/compat",
        "react/jsx-runtime": "preact/jsx-runtime",
        react: "preact/compat",
      },
    },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2022",
      cssTarget: CSS_TARGET,
      // The polyfill is an inline script's worth of code, and every engine above has modulepreload.
      modulePreload: { polyfill: false },
      // Inlined files become data: URLs, which the content security policy refuses for anything but images.
      assetsInlineLimit: 0,
      assetsDir: "assets",
      reportCompressedSize: false,
    },
  };
}
