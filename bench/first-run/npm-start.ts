/** Runs `npm start` in a clone, as a person would in a fresh terminal, and says when it gets somewhere. */
import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "../../start/paths.ts";
import type { Scope } from "../scope.ts";

/** What start/install.js says when it is done. */
const INSTALLED = /^Installed in /;
/** Characters of output kept for an error message. */
const KEPT_OUTPUT = 4_000;
/** From being asked to end until being killed. */
const GRACE_MS = 10_000;

export interface Starting {
  /** Resolves when dependencies are installed. */
  installed: Promise<void>;
  /** Resolves with the start page's address once the addresses are printed; every page answers then. */
  ready: Promise<string>;
}

/** @param cache npm's cache folder; missing: the user's own */
export function npmStart(scope: Scope, folder: string, port: number, cache: string | undefined): Starting {
  const child = spawn("npm", ["start", "--silent", "--", "--json", "--port", String(port)], {
    cwd: folder,
    env: { ...freshEnvironment(), ...(cache !== undefined && { npm_config_cache: cache }) },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what npm starts can be ended with it.
    detached: true,
  });
  const ended = new Promise<number | null>((done) => child.once("close", (code) => done(code)));
  scope.onEnd(async () => {
    const killer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), GRACE_MS);
    signalGroup(child.pid, "SIGTERM");
    await ended;
    clearTimeout(killer);
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output = (output + chunk.toString()).slice(-KEPT_OUTPUT)));
  const lines = createInterface({ input: child.stdout });
  const failed = ended.then((code): never => {
    throw new Error(`npm start ended with code ${code}:\n${output.trim()}`);
  });
  const installed = new Promise<void>((done) => lines.on("line", (line) => INSTALLED.test(line) && done()));
  const ready = new Promise<string>((done) => {
    lines.on("line", (line) => {
      if (line.startsWith("{")) done((JSON.parse(line) as { pages: { start: string } }).pages.start);
    });
  });
  // Whoever awaits them learns of the failure; after a success nobody does, and it is none.
  failed.catch(() => undefined);
  return { installed: Promise.race([installed, failed]), ready: Promise.race([ready, failed]) };
}

/** This process's environment without what npm and this project's own node_modules have put into it. */
function freshEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$|^NODE$/i.test(name));
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.startsWith(ROOT));
  return { ...Object.fromEntries(entries), PATH: path.join(delimiter) };
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Ended by itself: what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
