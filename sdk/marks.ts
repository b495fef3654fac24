/**
 * Where the time went, for benchmarks and the browser's own performance panel: `sameview:track`, `sameview:sent`,
 * `sameview:answered` and `sameview:painted` as user-timing marks.
 */

export type MarkName = "track" | "sent" | "answered" | "painted";

export function mark(name: MarkName, detail: Record<string, unknown>): void {
  performance.mark(`sameview:${name}`, { detail });
}
