/** Brings the peers' packages from npm, each without its dependencies: what is measured is one file that needs none. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { BUILD } from "../../start/paths.ts";
import { Skip } from "../outcome.ts";
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
 * Folders by package name, kept in `build/` from one run to the next.
 *
 * @throws Skip where npm's registry cannot be reached
 */
export async function fetchPeers(report: (line: string) => void): Promise<Map<string, string>> {
  const folders = new Map<string, string>();
  const versions = pinnedVersions();
  for (const name of new Set(PEERS.flatMap((peer) => peer.package ?? []))) {
    const version = versions[name];
    if (version === undefined) throw new Error(`${name} is measured, but bench/sdk-peers/package.json pins no version`);
    const folder = join(BUILD, "peers", `${name.replace("/", "+")}@${version}`);
    if (!existsSync(folder)) {
      report(`Fetching ${name} ${version} …`);
      await fetchPackage(`${name}@${version}`, folder);
    }
    folders.set(name, folder);
  }
  return folders;
}

async function fetchPackage(spec: string, folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const options = { cwd: unfinished, timeout: FETCH_MS, shell: process.platform === "win32" };
  try {
    const { stdout } = await run("npm", ["pack", spec, "--silent"], options);
    await run("tar", ["-xzf", stdout.trim().split("\n").at(-1)!, "--strip-components=1"], options);
  } catch (error) {
    throw new Skip(`${spec} could not be fetched from npm's registry: ${String(error).split("\n")[0]}`);
  }
  renameSync(unfinished, folder);
}
