/** Bundles the shop's own script and style into one file each. */
import { join } from "node:path";
import { build } from "vite";

const ENTRY = join(import.meta.dirname, "../browser/main.ts");

/** `shop.js` and `shop.css`, minified, by file name. */
export async function bundleBrowser(): Promise<Record<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    root: join(import.meta.dirname, "../browser"),
    build: {
      write: false,
      copyPublicDir: false,
      target: "es2022",
      lib: { entry: ENTRY, formats: ["iife"], name: "alderway", fileName: () => "shop.js", cssFileName: "shop" },
    },
  });
  const outputs = [built].flat().flatMap((result) => ("output" in result ? result.output : []));
  return Object.fromEntries(
    outputs.map((file) => [file.fileName, file.type === "chunk" ? file.code : String(file.source)]),
  );
}
