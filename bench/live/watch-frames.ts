/** What became of a page's frames while something went on: each is asked for by `requestAnimationFrame`, so each is wanted. */
import type { Page } from "puppeteer-core";

export interface FrameCount {
  drawn: number;
  /** Turns of the screen that passed without a frame. */
  dropped: number;
  /** Of all turns, 0–1. */
  droppedShare: number;
  medianMs: number;
  p95Ms: number;
  /** Of the time, 0–1, the main thread was at work. */
  busyShare: number;
}

/** Chromium's headless screen turns 60 times a second. */
const TURN_MS = 1_000 / 60;

declare global {
  interface Window {
    benchFrames: number[] | undefined;
  }
}

export async function watchFrames(page: Page, work: () => Promise<void>): Promise<FrameCount> {
  const before = await page.metrics();
  await page.evaluate(() => {
    const times: number[] = [];
    window.benchFrames = times;
    const tick = (at: number): void => {
      times.push(at);
      if (window.benchFrames === times) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await work();
  const times = await page.evaluate(() => {
    const seen = window.benchFrames ?? [];
    window.benchFrames = undefined;
    return seen;
  });
  const after = await page.metrics();
  const elapsed = (after.Timestamp ?? 0) - (before.Timestamp ?? 0);
  const busy = (after.TaskDuration ?? 0) - (before.TaskDuration ?? 0);
  return { ...framesOf(times), busyShare: elapsed > 0 ? busy / elapsed : 0 };
}

/** @param times of the frames, in milliseconds. Pure. */
export function framesOf(times: readonly number[]): Omit<FrameCount, "busyShare"> {
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const turns = gaps.map((gap) => Math.max(1, Math.round(gap / TURN_MS)));
  const all = turns.reduce((sum, one) => sum + one, 0);
  const sorted = gaps.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  const dropped = all - gaps.length;
  return {
    drawn: gaps.length,
    dropped,
    droppedShare: all > 0 ? dropped / all : 0,
    medianMs: at(0.5),
    p95Ms: at(0.95),
  };
}
