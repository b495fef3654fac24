/** Gathers what a self-hosted Sameview needs into build/selfhost: bundle, static files, configuration. */
import { createHash } from "node:crypto";
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join, sep } from "node:path";
import { Fault } from "./fault.ts";
import { headersFor, parseHeadersFile } from "./headers-file.ts";
import { BUILD, ROOT, WORKER_BUNDLE } from "./paths.ts";
import { workerModules, workerSetup } from "./worker-modules.ts";
import type { WorkerModule } from "./worker-modules.ts";

export const SELFHOST = join(BUILD, "selfhost");

/** Content types by extension: what the build makes, and no more. An unknown extension is refused rather than guessed. */
const CONTENT_TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

const CAPNP_FIELD: Record<WorkerModule["kind"], string> = { esm: "esModule", data: "data", text: "text", wasm: "wasm" };

/**
 * Makes build/selfhost from the built Worker and a folder of static files.
 *
 * @throws {Fault} A static file has an extension without a known content type.
 */
export function buildSelfhost(assets: string): void {
  rmSync(SELFHOST, { recursive: true, force: true });
  mkdirSync(join(SELFHOST, "objects"), { recursive: true });
  for (const name of ["config.capnp", "front.js"]) copyFileSync(join(ROOT, "selfhost", name), join(SELFHOST, name));
  cpSync(WORKER_BUNDLE, join(SELFHOST, "worker"), { recursive: true });
  cpSync(assets, join(SELFHOST, "assets"), { recursive: true });
  writeFileSync(join(SELFHOST, "manifest.json"), JSON.stringify(manifest(assets)));
  writeFileSync(join(SELFHOST, "bundle.capnp"), bundleCapnp());
}

function manifest(assets: string) {
  const rulesFile = join(assets, "_headers");
  const rules = existsSync(rulesFile) ? parseHeadersFile(readFileSync(rulesFile, "utf8")) : [];
  const files: Record<string, object> = {};
  for (const relative of readdirSync(assets, { recursive: true, encoding: "utf8" })) {
    const file = `/${relative.split(sep).join("/")}`;
    if (file === "/_headers" || extname(file) === "") continue;
    const type = CONTENT_TYPES[extname(file)];
    if (type === undefined)
      throw new Fault(`${file}: no content type for ${extname(file)}; add it to start/build-selfhost.ts.`);
    const path = basename(file) === "index.html" ? file.slice(0, -"index.html".length) : file;
    const digest = createHash("sha256")
      .update(readFileSync(join(assets, relative)))
      .digest("hex");
    // Weak: the bytes sent may be compressed.
    files[path] = { file, type, etag: `W/"${digest.slice(0, 32)}"`, headers: headersFor(rules, path) };
  }
  return { workerFirst: workerSetup().workerFirst, files };
}

function bundleCapnp(): string {
  const modules = workerModules().map(
    ({ name, kind }) =>
      `  (name = ${JSON.stringify(name)}, ${CAPNP_FIELD[kind]} = embed ${JSON.stringify(`worker/${name}`)}),`,
  );
  return `# Made by the build from the Worker's bundle.
@0xa8c2d94e17f0b635;

using Workerd = import "/workerd/workerd.capnp";

const compatibilityDate :Text = ${JSON.stringify(workerSetup().compatibilityDate)};
const manifest :Text = embed "manifest.json";
const modules :List(Workerd.Worker.Module) = [
${modules.join("\n")}
];
`;
}
