/** Runs another program to its end and keeps quiet about it unless it fails. */
import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { Fault } from "./fault.ts";
import { ROOT, bin } from "./paths.ts";

/** No colours in captured text, no telemetry, no call home, no question asked. */
export const QUIET_ENV: Record<string, string> = {
  CI: "1",
  NO_COLOR: "1",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_WRITE_LOGS: "false",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};

export interface ChildResult {
  code: number;
  /** stdout and stderr as they came. */
  output: string;
}

export interface ChildOptions {
  env?: Record<string, string>;
  /** Let it write to this terminal instead of being captured. */
  inherit?: boolean;
}

/** PATH with the project's own commands, and its own Node, first. */
export function projectPath(): string {
  return `${bin("")}${delimiter}${process.env["PATH"] ?? ""}`;
}

/** Runs `command` of node_modules/.bin in the project's root and resolves when it has ended, whatever its exit code. */
export async function runChild(command: string, args: string[], options: ChildOptions = {}): Promise<ChildResult> {
  const child = spawn(bin(command), args, {
    cwd: ROOT,
    env: { ...process.env, PATH: projectPath(), ...(options.inherit ? {} : QUIET_ENV), ...options.env },
    stdio: options.inherit ? "inherit" : ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return await new Promise((resolve, reject) => {
    child.once("error", (error) => reject(new Fault(`${command} did not start: ${error.message}. Run "npm ci".`)));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * As `runChild`, for a step that must succeed.
 *
 * @throws {Fault} It ended with another code than 0; the message carries what it printed.
 */
export async function mustRun(command: string, args: string[], options: ChildOptions = {}): Promise<string> {
  const { code, output } = await runChild(command, args, options);
  if (code !== 0) throw new Fault(`${command} ${args[0] ?? ""} failed:\n${output.trim()}`);
  return output;
}
