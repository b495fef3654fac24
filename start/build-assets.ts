/** Puts the last touches to a folder of static files: their headers, and what the SDK's files weigh and hash to. */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { ASSETS, BUILD, ROOT } from "./paths.ts";

/** Static files of a deployment: no demo shop, no demo page. */
export const DEPLOY_ASSETS = join(BUILD, "deploy");

/** Parts of `_headers`, written by whoever builds the files, in the order they are joined. */
const PARTS = join(BUILD, "parts");

/** Five minutes: how long a shop may go on with an SDK that has just been replaced. */
const SDK_FRESH_SECONDS = 300;
/** A day: how long it may still serve that one while it fetches the new one behind the page's back. */
const SDK_STALE_SECONDS = 86_400;
/** A year, the longest that caches honour; the version in the name makes the content unchanging. */
const IMMUTABLE_SECONDS = 31_536_000;

/** Any shop may load these: `crossorigin` with an integrity hash needs the CORS header. */
const SDK_COMMON = `  Access-Control-Allow-Origin: *
  Cross-Origin-Resource-Policy: cross-origin
  Timing-Allow-Origin: *
  X-Content-Type-Options: nosniff`;

const SDK_HEADERS = `/sdk.js
  Cache-Control: public, max-age=${SDK_FRESH_SECONDS}, stale-while-revalidate=${SDK_STALE_SECONDS}
${SDK_COMMON}

/sdk-*
  Cache-Control: public, max-age=${IMMUTABLE_SECONDS}, immutable
${SDK_COMMON}

/sdk.json
  Access-Control-Allow-Origin: *
  Cache-Control: no-cache
`;

/** Size and hash of one of the SDK's files, as `sdk.json` lists them. */
export interface SdkFile {
  /** For `<script integrity>`: `sha384-…`. */
  integrity: string;
  /** As it lies on disk. */
  bytes: number;
  /** gzip at its hardest. */
  gzip: number;
  /** As Cloudflare and most CDNs send it at rest: brotli at its highest quality. */
  brotli: number;
}

export interface SdkManifest {
  version: string;
  /** By file name, such as `sdk.js`. */
  files: Record<string, SdkFile>;
}

/** Sizes and hash of one file. */
export function measureSdkFile(content: Buffer): SdkFile {
  return {
    integrity: `sha384-${createHash("sha384").update(content).digest("base64")}`,
    bytes: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } })
      .length,
  };
}

/** Version of package.json. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  return version;
}

/** Writes `_headers` and `sdk.json` into build/assets, from what has been built. */
export function finishAssets(): SdkManifest {
  const names = readdirSync(ASSETS).filter((name) => /^sdk(-.+)?\.js$/.test(name));
  const manifest: SdkManifest = {
    version: packageVersion(),
    files: Object.fromEntries(names.map((name) => [name, measureSdkFile(readFileSync(join(ASSETS, name)))])),
  };
  writeFileSync(join(ASSETS, "sdk.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const parts = existsSync(PARTS) ? readdirSync(PARTS).filter((name) => name.endsWith(".headers")) : [];
  writeFileSync(join(ASSETS, "_headers"), joinHeaders(parts.sort()));
  return manifest;
}

/** Copies what a deployment serves, and nothing of the demo, to its own folder. */
export function assembleDeployment(): string {
  rmSync(DEPLOY_ASSETS, { recursive: true, force: true });
  mkdirSync(DEPLOY_ASSETS, { recursive: true });
  const wanted = readdirSync(ASSETS).filter((name) => name.startsWith("sdk") || name === "console" || name === "docs");
  for (const name of wanted) cpSync(join(ASSETS, name), join(DEPLOY_ASSETS, name), { recursive: true });
  writeFileSync(join(DEPLOY_ASSETS, "_headers"), joinHeaders(["console.headers", "docs.headers"]));
  return DEPLOY_ASSETS;
}

function joinHeaders(parts: string[]): string {
  return [SDK_HEADERS, ...parts.map((part) => readFileSync(join(PARTS, part), "utf8"))].join("\n");
}
