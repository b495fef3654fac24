/** Brings the peers' files from npm, each alone: what is measured needs neither its dependencies nor the rest of its package. */
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { BUILD } from "../../start/paths.ts";
import { Skip } from "../outcome.ts";
import type { Scope } from "../scope.ts";
import { PEERS } from "./peers.ts";

/** Milliseconds for one package; the largest is 9 MB. */
const FETCH_MS = 120_000;

const run = promisify(execFile);

/** Versions by package name, as package.json beside this file pins them. */
export function pinnedVersions(): Record<string, string> {
  const text = readFileSync(join(import.meta.dirname, "package.json"), "utf8");
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;
}

/**
 * Content of each peer's file by package name, kept in `build/` from one run to the next.
 *
 * @throws Skip where npm's registry cannot be reached
 */
export async function fetchPeers(scope: Scope, report: (line: string) => void): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  const versions = pinnedVersions();
  mkdirSync(join(BUILD, "peers"), { recursive: true });
  for (const { package: name, file } of PEERS) {
    if (name === undefined) continue;
    const version = versions[name];
    if (version === undefined) throw new Error(`${name} is measured, but bench/sdk-peers/package.json pins no version`);
    const kept = join(BUILD, "peers", `${name.replace("/", "+")}@${version}.js`);
    if (!existsSync(kept)) {
      report(`Fetching ${name} ${version} …`);
      copyFileSync(await unpack(`${name}@${version}`, file, scope.tempDir("peer")), kept);
    }
    contents.set(name, readFileSync(kept));
  }
  return contents;
}

/** @returns Path of the file, unpacked into `folder` */
async function unpack(spec: string, file: string, folder: string): Promise<string> {
  const options = { cwd: folder, timeout: FETCH_MS, shell: process.platform === "win32" };
  try {
    const { stdout } = await run("npm", ["pack", spec, "--silent"], options);
    await run("tar", ["-xzf", stdout.trim().split("\n").at(-1)!, "--strip-components=1"], options);
  } catch (error) {
    throw new Skip(`${spec} could not be fetched from npm's registry: ${String(error).split("\n")[0]}`);
  }
  return join(folder, file);
}
