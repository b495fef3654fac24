/** CPU time a process has used, from outside. Unlike requests per second, a busy machine hardly disturbs it. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { Skip } from "./outcome.ts";

export interface CpuTime {
  /** Microseconds in user mode. */
  user: number;
  /** Microseconds in user and kernel mode. */
  total: number;
}

/** Places of utime and stime among the fields after the command's name (proc_pid_stat(5), fields 14 and 15). */
const UTIME = 11;
const STIME = 12;
const MICROSECONDS = 1_000_000;

let ticksPerSecond: number | undefined;

/** CPU time of all threads of process `pid` so far. Its grain is the kernel's tick, mostly 10 ms. Linux only. */
export function cpuTimeOf(pid: number): CpuTime {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The command's name, in brackets, may itself hold blanks and brackets.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  ticksPerSecond ??= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  const perTick = MICROSECONDS / ticksPerSecond;
  const user = Number(fields[UTIME]) * perTick;
  return { user, total: user + Number(fields[STIME]) * perTick };
}

/** @throws Skip where the system has no /proc. */
export function requireProcessCpu(): void {
  if (!existsSync("/proc/self/stat")) {
    throw new Skip("CPU time is read from /proc, which only Linux has: run this benchmark there.");
  }
}
