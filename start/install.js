// Runs before `npm start`, `npm test` and the other commands on whatever Node the machine has (20 or newer), so that
// a fresh clone needs no other command. Plain JavaScript: nothing is installed yet, and Node 20 reads no TypeScript.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { matchesLockfile } from "./lockfile.js";

/** Oldest Node that npm and this file run under. Everything else runs under the Node in node_modules. */
const OLDEST_NODE = 20;

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * @param {string} path relative to the root
 * @returns {import("./lockfile.js").Lockfile | undefined} undefined where the file is missing or broken
 */
function readLockfile(path) {
  try {
    return JSON.parse(readFileSync(root + path, "utf8"));
  } catch {
    return undefined;
  }
}

function isInstalled() {
  const wanted = readLockfile("package-lock.json");
  const installed = readLockfile("node_modules/.package-lock.json");
  return !!wanted && !!installed && existsSync(`${root}node_modules/node`) && matchesLockfile(wanted, installed);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}

function runNpmCi() {
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  /** @type {import("node:child_process").SpawnSyncOptions} npm's closing summary is noise here; its errors are not. */
  const options = { cwd: root, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" };
  const npm = process.env["npm_execpath"];
  if (!npm?.endsWith(".js")) return spawnSync("npm", args, options);
  // Not by the Node inside node_modules: npm is about to replace it.
  return spawnSync(process.env["npm_node_execpath"] ?? process.execPath, [npm, ...args], { ...options, shell: false });
}

if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
  fail(`Node ${process.versions.node} found, ${OLDEST_NODE} or newer needed: https://nodejs.org/en/download`);
}
if (!isInstalled()) {
  console.log("Installing what package-lock.json names into node_modules (once; about half a minute) …");
  const started = Date.now();
  const { error, status } = runNpmCi();
  if (error) fail(`npm did not start (${error.message}). It comes with Node: https://nodejs.org/en/download`);
  if (status !== 0) fail('"npm ci" failed for the reason above. Mend that, then run this command again.');
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
