/** Builds the console, the demo page and the headers they are served with. Runs by itself: `node console/build-console.ts`. */
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { pageConfig } from "./vite.config.ts";

/**
 * Everything from this host and nothing from another; no inline script or style. `'self'` covers the live
 * WebSocket, because CSP 3 matches `ws:` and `wss:` of the same host with it.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Products' pictures are wherever the shop keeps them.
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** A year: the names under `assets/` carry a hash of what is in them. */
const IMMUTABLE = "public, max-age=31536000, immutable";

export interface BuildConsoleOptions {
  /** The build folder: pages go to `<outDir>/assets/`, the headers to `<outDir>/parts/console.headers`. */
  outDir: string;
}

export interface BuiltConsole {
  /** Gzipped bytes of script the console's first load fetches: the entry and one language. */
  firstLoadBytes: number;
}

/** Builds both pages and writes their headers. */
export async function buildConsole({ outDir }: BuildConsoleOptions): Promise<BuiltConsole> {
  const target = resolve(outDir);
  const consoleDir = join(target, "assets/console");
  await build(pageConfig("console", consoleDir));
  await build(pageConfig("demo", join(target, "assets/demo")));
  await mkdir(join(target, "parts"), { recursive: true });
  await writeFile(join(target, "parts/console.headers"), headers());
  return { firstLoadBytes: await firstLoadBytes(consoleDir) };
}

/** Cloudflare's `_headers` syntax: a path, then its headers indented. */
function headers(): string {
  const page = (path: string) => `${path}
  Content-Security-Policy: ${CONTENT_SECURITY_POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=()
`;
  const assets = (path: string) => `${path}
  Cache-Control: ${IMMUTABLE}
`;
  return ["/console", "/console/*", "/demo", "/demo/*"]
    .map(page)
    .concat(["/console/assets/*", "/demo/assets/*"].map(assets))
    .join("\n");
}

/** What the page's own HTML names, plus the largest language: the rest is fetched later or never. */
async function firstLoadBytes(consoleDir: string): Promise<number> {
  const html = await readFile(join(consoleDir, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? "");
  const languages = (await readdir(join(consoleDir, "assets"))).filter((file) => /^(en|es|zh)-.*\.js$/.test(file));
  const sizes = (files: string[]) => Promise.all(files.map((file) => gzippedBytes(join(consoleDir, file))));
  const shell = await sizes(named);
  const messages = await sizes(languages.map((file) => `assets/${file}`));
  return shell.reduce((sum, bytes) => sum + bytes, 0) + Math.max(0, ...messages);
}

async function gzippedBytes(file: string): Promise<number> {
  return gzipSync(await readFile(file)).length;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { firstLoadBytes: bytes } = await buildConsole({ outDir: resolve(import.meta.dirname, "../build") });
  console.log(`console: ${(bytes / 1000).toFixed(1)} kB of gzipped script on first load`);
}
