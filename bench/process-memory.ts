/** Memory a process holds, from outside. Linux only, as `process-cpu.ts`. */
import { readFileSync, writeFileSync } from "node:fs";

export interface ProcessMemory {
  /** Megabytes resident now. */
  resident: number;
  /** Megabytes resident at the most since the start, or since `resetPeak`. */
  peak: number;
}

/** Kibibytes in a megabyte of 10⁶ bytes. */
const KIB_PER_MB = 1e6 / 1024;

export function memoryOf(pid: number): ProcessMemory {
  const text = readFileSync(`/proc/${pid}/status`, "utf8");
  const read = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(text)?.[1]) / KIB_PER_MB;
  return { resident: read("VmRSS"), peak: read("VmHWM") };
}

/** Forgets the peak, so that the next one is of what comes (proc_pid_clear_refs(5): 5). */
export function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}
