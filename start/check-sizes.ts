/** What a stranger's browser has to fetch, held to a budget, and README held to what is true. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ASSETS, ROOT, WORKER_BUNDLE } from "./paths.ts";
import { SDK_PARTS, sdkSizes } from "./sdk-sizes.ts";
import type { SdkPart } from "./sdk-sizes.ts";
import { formatBytes, renderTable } from "./table.ts";
import { workerModules } from "./worker-modules.ts";

/** Gzip bytes of the console's first load, with its largest language: a second on a slow phone line. */
const CONSOLE_BUDGET = 60_000;
/**
 * Gzip bytes of the Worker's script, without the model: a tenth of what Cloudflare's free plan takes (3 MB), since each
 * cold isolate reads it first. A sixth of it is time zones, until the runtime has `Temporal` itself.
 */
const WORKER_BUDGET = 300_000;

export interface Size {
  what: string;
  bytes: number;
  budget: number;
}

/** Everything that has a budget, measured on what lies in build/. */
export function measureSizes(): Size[] {
  const sdk = Object.entries(sdkSizes()) as [SdkPart, number][];
  return [
    ...sdk.map(([part, bytes]) => ({ what: `SDK ${part}, gzip -9`, bytes, budget: SDK_PARTS[part].budget })),
    { what: "console first load, gzip", bytes: consoleFirstLoad(), budget: CONSOLE_BUDGET },
    { what: "Worker script, gzip", bytes: workerScript(), budget: WORKER_BUDGET },
  ];
}

/** Table for the terminal, and every complaint; no complaint means all is well. */
export function checkSizes(): { table: string; complaints: string[] } {
  const sizes = measureSizes();
  const rows = sizes.map(({ what, bytes, budget }) => [what, formatBytes(bytes), "of", formatBytes(budget)]);
  const complaints = sizes
    .filter(({ bytes, budget }) => bytes > budget)
    .map(({ what, bytes, budget }) => `${what}: ${bytes - budget} B over its budget of ${budget} B.`);
  const sdk = sizes[0];
  if (sdk) complaints.push(...readmeComplaints(readReadmes(), sdk.bytes), ...partComplaints(readReadmes(), sdkSizes()));
  return { table: renderTable(rows, { right: [1, 3] }), complaints };
}

function readReadmes(): string {
  const paths = ["README.md", "sdk/README.md"].map((path) => join(ROOT, path));
  return paths
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

/** Each part of the SDK has a row in a README that says what it weighs: "| `recovery` | 1.1 kB". */
export function partComplaints(readmes: string, sizes: Partial<Record<SdkPart, number>>): string[] {
  const lines = readmes.split("\n");
  return (Object.entries(sizes) as [SdkPart, number][]).flatMap(([part, bytes]) => {
    const start = `| ${SDK_PARTS[part].row} | ${(bytes / 1_000).toFixed(1)} kB`;
    return lines.some((line) => line.startsWith(start)) ? [] : [`No README says what is so: "${start}".`];
  });
}

/** A README says "7 kB gzip" or "7.5 kB gzip" of the script tag's file; one must, and all must say what is so. */
export function readmeComplaints(readmes: string, sdkBytes: number): string[] {
  const truth = (claim: string) => (sdkBytes / 1_000).toFixed(claim.split(".")[1]?.length ?? 0);
  const claims = [...readmes.matchAll(/(\d+(?:\.\d+)?) kB gzip/g)].map((match) => match[1] ?? "");
  if (claims.length === 0) return [`No README names a size for the SDK: write "${truth("0.0")} kB gzip".`];
  return claims
    .filter((claim) => claim !== truth(claim))
    .map((claim) => `A README says the SDK is ${claim} kB gzip; it is ${truth(claim)} kB.`);
}

/** The page, the scripts and styles it names, and the largest of the languages, of which one is loaded. */
function consoleFirstLoad(): number {
  const folder = join(ASSETS, "console");
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    (match) => match[1] ?? "",
  );
  const languages = readdirSync(join(folder, "assets")).filter((file) => /^(en|es|zh)-.*\.js$/.test(file));
  const gzipped = (file: string) => gzipSync(readFileSync(join(folder, file))).length;
  const shell = ["index.html", ...new Set(named)].reduce((sum, file) => sum + gzipped(file), 0);
  return shell + Math.max(0, ...languages.map((file) => gzipped(`assets/${file}`)));
}

function workerScript(): number {
  return workerModules()
    .filter(({ kind }) => kind === "esm")
    .reduce((sum, { name }) => sum + gzipSync(readFileSync(join(WORKER_BUNDLE, name))).length, 0);
}
