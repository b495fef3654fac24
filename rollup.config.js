/** Bundles the SDK that `tsc -b sdk` has emitted: one file for the script tag, one for npm. */
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8"));

/**
 * Bytes of the script tag's file, brotli: what a shop's page is asked to load. Two thirds capture, keep and send; one
 * third renders. Of the trackers measured, those that also keep a queue start at 15 kB.
 */
const BUDGET_BYTES = 9_472;

const stampVersion = {
  name: "stamp-version",
  transform: (code, id) => (id.endsWith("/sdk/version.js") ? code.replace("%SDK_VERSION%", version) : null),
};

const saySize = {
  name: "say-size",
  generateBundle(_options, bundle) {
    for (const { fileName, code } of Object.values(bundle)) {
      const bytes = brotliCompressSync(code).length;
      console.log(`${fileName}  ${Buffer.byteLength(code)} B, ${bytes} B brotli`);
      if (fileName === "sdk.js" && bytes > BUDGET_BYTES)
        this.error(`sdk.js is ${bytes} B brotli; the budget is ${BUDGET_BYTES} B.`);
    }
  },
};

const minify = terser({
  ecma: 2022,
  module: true,
  compress: { passes: 3, pure_getters: true },
  format: { comments: false },
});

const plugins = [stampVersion, nodeResolve()];

export default [
  {
    input: "build/tsc/sdk/script.js",
    plugins,
    output: ["sdk.js", `sdk-${version}.js`].map((name) => ({
      file: `build/assets/${name}`,
      format: "iife",
      plugins: [minify, saySize],
    })),
  },
  {
    input: "build/tsc/sdk/index.js",
    plugins,
    output: { file: "build/sdk/index.js", format: "es", plugins: [saySize] },
  },
];
