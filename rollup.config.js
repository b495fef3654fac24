/** Bundles the SDK that `tsc -b sdk` has emitted: a file for the script tag with its chunks beside it, and modules for npm. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import terser from "@rollup/plugin-terser";
import { minify as minifyByOxc } from "vite";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8"));

const stampVersion = {
  name: "stamp-version",
  transform: (code, id) => (id.endsWith("/sdk/version.js") ? code.replace("%SDK_VERSION%", version) : null),
};

/** TypeScript wraps an `import()` whose address it does not know, in case it is a relative `.ts`: ours never is. */
const plainImports = {
  name: "plain-imports",
  transform: (code) => code.replaceAll("import(__rewriteRelativeImportExtension(", "import(("),
};

/** Two minifiers, one after the other: the second finds fifty bytes of the core that the first has left. */
const minify = [
  terser({
    ecma: 2022,
    module: true,
    compress: { passes: 3, pure_getters: true },
    format: { comments: false },
  }),
  {
    name: "minify-by-oxc",
    renderChunk: (code, { fileName }) =>
      minifyByOxc(fileName, code, { module: true, compress: { target: "es2022" }, mangle: { toplevel: true } }),
  },
];

/**
 * Says to Chromium that nearly every function here runs while the page loads, so it compiles them beside the download
 * instead of one by one on the main thread: a third of what the file would cost there (V8's explicit compile hints).
 */
const compileAtOnce = { name: "compile-at-once", renderChunk: (code) => `//# allFunctionsCalledOnLoad\n${code}` };

/** What is copied into a page has no last line break, and its hash must be the file's. */
const toInline = {
  name: "to-inline",
  generateBundle: (_options, bundle) => {
    for (const file of Object.values(bundle)) file.code = file.code.trimEnd();
  },
};

const plugins = [stampVersion, plainImports, nodeResolve()];

/** Each file of `sdk/chunks/` is a chunk: a module of its own, which the script tag's file imports by its version. */
const CHUNKS = "build/tsc/sdk/chunks";
const chunks = existsSync(CHUNKS) ? readdirSync(CHUNKS).filter((name) => name.endsWith(".js")) : [];

/** npm's entries by sub-path: `index` is `sameview`, `capture` is `sameview/capture`. Those that are there are built. */
const ENTRIES = {
  index: "index.js",
  track: "track.js",
  capture: "capture/index.js",
  adapters: "adapters/index.js",
  validate: "validate/index.js",
  react: "react/index.js",
  vue: "vue/index.js",
};
const entries = Object.entries(ENTRIES)
  .map(([name, path]) => [name, `build/tsc/sdk/${path}`])
  .filter(([, path]) => existsSync(path));

export default [
  {
    input: "build/tsc/sdk/script.js",
    plugins,
    output: ["sdk.js", `sdk-${version}.js`].map((name) => ({
      file: `build/assets/${name}`,
      format: "iife",
      plugins: [minify, compileAtOnce],
    })),
  },
  {
    input: "build/tsc/sdk/head.js",
    plugins,
    output: { file: `build/assets/sdk-${version}-head.js`, format: "iife", plugins: [minify, toInline] },
  },
  ...chunks.map((name) => ({
    input: `${CHUNKS}/${name}`,
    plugins,
    output: {
      file: `build/assets/sdk-${version}-${name}`,
      format: "es",
      plugins: [minify, ...(name === "placements.js" ? [compileAtOnce] : [])],
    },
  })),
  {
    // What a site's bundler makes of `sameview/track`: for its size only.
    input: "build/tsc/sdk/track.js",
    // What the chunk takes from the entry stays in it, as in a site's own bundle.
    preserveEntrySignatures: "allow-extension",
    plugins,
    output: { dir: "build/sizes", format: "es", chunkFileNames: "[name].js", plugins: [minify] },
  },
  {
    input: Object.fromEntries(entries),
    external: ["react", "vue"],
    plugins,
    output: { dir: "build/sdk", format: "es", chunkFileNames: "[name].js" },
  },
];
