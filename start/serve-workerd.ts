/** Runs the built Worker under the bare open-source runtime, as self-hosting does: no Miniflare, no wrangler. */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { SELFHOST } from "./build-selfhost.ts";
import { Fault } from "./fault.ts";

/** Descriptor on which workerd reports the port each socket got. */
const CONTROL_FD = 3;
/** How long a stop may take until it becomes a kill: an open WebSocket would hold it for ever, and what is stored is safe. */
const STOP_GRACE_MS = 2_000;

export interface WorkerdOptions {
  /** 0 takes any free port. */
  port: number;
  /** Folder the objects' databases are kept in; made if missing. */
  storage: string;
  /** Address to listen on. Default: 127.0.0.1. */
  host?: string;
  /** `ENVIRONMENT` of the Worker. Missing means production. */
  environment?: "development" | "production";
  /** Token of the admin API. Without it, the admin API is closed in production. */
  adminToken?: string;
  /** Let workerd write to this terminal. Default: its stderr is kept for the error message only. */
  verbose?: boolean;
}

export interface ServedWorkerd {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  port: number;
  /** Process id, for measuring CPU and memory from outside. */
  pid: number;
  /** Resolves with the exit code once the process has ended, for whatever reason. */
  ended: Promise<number | null>;
  /** SIGTERM; resolves once it is gone. */
  stop(): Promise<void>;
  /** SIGKILL, as a power cut does; resolves once it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts workerd on build/selfhost (see `buildSelfhost`) and resolves once it listens.
 *
 * @throws {Fault} workerd ends before it listens; the message carries what it wrote.
 */
export async function serveWorkerd(options: WorkerdOptions): Promise<ServedWorkerd> {
  const storage = resolve(options.storage);
  mkdirSync(storage, { recursive: true });
  const host = options.host ?? "127.0.0.1";
  const child = spawn(workerdBinary(), workerdArgs(host, options.port, storage), {
    stdio: ["ignore", options.verbose ? "inherit" : "ignore", options.verbose ? "inherit" : "pipe", "pipe"],
    env: { ...process.env, ENVIRONMENT: options.environment ?? "production", ...tokenVariable(options.adminToken) },
  });
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  const port = await listeningPort(child, ended);
  const end = async (signal: NodeJS.Signals) => {
    const killer = setTimeout(() => child.kill("SIGKILL"), STOP_GRACE_MS);
    child.kill(signal);
    await ended;
    clearTimeout(killer);
  };
  return {
    url: `http://${host === "*" || host === "0.0.0.0" ? "localhost" : host}:${port}`,
    port,
    pid: child.pid ?? 0,
    ended,
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}

/** The native binary itself: the npm command is a script around it, which would hide the process id. */
export function workerdBinary(): string {
  const workerd: unknown = createRequire(import.meta.url)("workerd");
  if (typeof workerd === "object" && workerd !== null && "default" in workerd && typeof workerd.default === "string") {
    return workerd.default;
  }
  throw new Fault('workerd is not installed for this platform: run "npm ci".');
}

function workerdArgs(host: string, port: number, storage: string): string[] {
  return [
    "serve",
    join(SELFHOST, "config.capnp"),
    `--socket-addr=http=${host}:${port}`,
    `--directory-path=objects=${storage}`,
    `--directory-path=files=${join(SELFHOST, "assets")}`,
    `--control-fd=${CONTROL_FD}`,
  ];
}

function tokenVariable(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { ADMIN_TOKEN: token };
}

async function listeningPort(child: ChildProcess, ended: Promise<number | null>): Promise<number> {
  let written = "";
  child.stderr?.on("data", (chunk: Buffer) => (written += chunk.toString()));
  const control = createInterface({ input: child.stdio[CONTROL_FD] as Readable });
  const reported = new Promise<number>((done) => {
    control.on("line", (line) => {
      const message = JSON.parse(line) as { event: string; socket?: string; port?: number };
      if (message.event === "listen" && message.socket === "http" && message.port !== undefined) done(message.port);
    });
  });
  const failed = ended.then((code) => {
    throw new Fault(`workerd ended with code ${code} before it listened:\n${written.trim()}`);
  });
  return await Promise.race([reported, failed]);
}
