/**
 * Where the time went, for benchmarks and the browser's own performance panel: `sameview:track`, `sameview:sent`,
 * `sameview:answered` and `sameview:painted` as user-timing marks, and `sameview:decision` from asking to painting.
 */

export type MarkName = "track" | "sent" | "answered" | "painted";

/** @returns The mark's time, milliseconds on the page's own clock. */
export function mark(name: MarkName, detail: Record<string, unknown>): number {
  return performance.mark(`sameview:${name}`, { detail }).startTime;
}

/** @param start Milliseconds on the page's own clock. */
export function measureDecision(start: number, placement: string): void {
  performance.measure("sameview:decision", { start, detail: { placement } });
}
