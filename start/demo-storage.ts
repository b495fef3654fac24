/** The folder the demo is stored in: one demo at a time, and nothing in it is deleted but what the demo put there. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.ts";

/** Miniflare keeps the objects in folders, the demo its record in a file. */
const OWN_ENTRIES = ["do", "cache", "demo.json"];
const RUNNING = "running.json";

interface Running {
  pid: number;
  url: string;
}

/** The demo that uses this folder now, if one does. A crash leaves the mark, so whoever is named is asked. */
async function findRunning(storage: string): Promise<Running | undefined> {
  const file = join(storage, RUNNING);
  if (!existsSync(file)) return undefined;
  const running = JSON.parse(readFileSync(file, "utf8")) as Running;
  try {
    process.kill(running.pid, 0);
    await (await fetch(`${running.url}/v1/health`)).body?.cancel();
    return running;
  } catch {
    return undefined;
  }
}

/**
 * Takes the folder for this process. Returns what gives it back.
 *
 * @throws {Fault} Another demo is using it: two at once would break each other's databases.
 */
export async function claimStorage(storage: string, url: string): Promise<() => void> {
  await mustBeIdle(storage);
  mkdirSync(storage, { recursive: true });
  const file = join(storage, RUNNING);
  writeFileSync(file, JSON.stringify({ pid: process.pid, url } satisfies Running));
  return () => rmSync(file, { force: true });
}

/** @throws {Fault} A demo is using the folder; the message says where it is. */
export async function mustBeIdle(storage: string): Promise<void> {
  const running = await findRunning(storage);
  if (running) {
    throw new Fault(
      `The demo is already running at ${running.url} (pid ${running.pid}). Use that one, stop it, or give this one a folder of its own with --storage.`,
    );
  }
}

/** Forgets what the demo has stored. */
export function resetStorage(storage: string): void {
  for (const name of OWN_ENTRIES) rmSync(join(storage, name), { recursive: true, force: true });
}
