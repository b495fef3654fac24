/** Bundles the probe Worker into one module. */
import { join } from "node:path";
import { build } from "vite";

const ENTRY = join(import.meta.dirname, "../probes/probe.ts");

/** The probe as one ES module. */
export async function bundleProbe(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    root: join(import.meta.dirname, "../probes"),
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry: ENTRY, formats: ["es"], fileName: "probe" },
      rollupOptions: { external: ["cloudflare:workers"] },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunk = outputs.flatMap((one) => ("output" in one ? one.output : [])).find((one) => one.type === "chunk");
  if (chunk === undefined) throw new Error("the probe was not bundled");
  return chunk.code;
}
