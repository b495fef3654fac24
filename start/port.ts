/** Finds a port to listen on, and who sits on the one that was wanted. */
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { Fault } from "./fault.ts";

/** How many ports after the wanted one are tried: a handful of forgotten servers, not a search. */
const PORTS_TRIED = 20;
/** State "listening" in /proc/net/tcp (include/net/tcp_states.h). */
const LISTENING = "0A";

export interface FoundPort {
  port: number;
  /** Those that were passed over, with the process on each where it could be named. */
  taken: { port: number; by?: string }[];
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // A machine without IPv6 has nobody on ::1 either.
    server.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Free on both loopback addresses: browsers try `localhost` as ::1 first, and would meet the other program there. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port, "::1"));
}

/**
 * The wanted port or the next free one after it.
 *
 * @throws {Fault} None of the next twenty is free.
 */
export async function findPort(wanted: number): Promise<FoundPort> {
  const taken: FoundPort["taken"] = [];
  for (let port = wanted; port < wanted + PORTS_TRIED && port <= 65_535; port++) {
    if (await isFree(port)) return { port, taken };
    const by = processOn(port);
    taken.push(by === undefined ? { port } : { port, by });
  }
  throw new Fault(`Ports ${wanted}–${wanted + PORTS_TRIED - 1} are all taken: choose another with --port.`);
}

/** "name (pid 123)" of whoever listens, where the system tells without asking for rights. */
function processOn(port: number): string | undefined {
  try {
    if (process.platform === "linux") return linuxProcessOn(port);
    if (process.platform === "darwin") return macProcessOn(port);
  } catch {
    // Not ours to know: the port's number is enough.
  }
  return undefined;
}

function linuxProcessOn(port: number): string | undefined {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const rows = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => readFileSync(file, "utf8").split("\n"));
  const row = rows.map((line) => line.trim().split(/\s+/)).find((f) => f[1]?.endsWith(suffix) && f[3] === LISTENING);
  const inode = row?.[9];
  if (inode === undefined) return undefined;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (holdsSocket(pid, inode)) return `${readFileSync(`/proc/${pid}/comm`, "utf8").trim()} (pid ${pid})`;
  }
  return undefined;
}

function holdsSocket(pid: string, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
  } catch {
    return false;
  }
}

function macProcessOn(port: number): string | undefined {
  const fields = execFileSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], { encoding: "utf8" }).split(
    "\n",
  );
  const pid = fields.find((field) => field.startsWith("p"))?.slice(1);
  const name = fields.find((field) => field.startsWith("c"))?.slice(1);
  return pid && name ? `${name} (pid ${pid})` : undefined;
}
