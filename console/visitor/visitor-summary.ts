/** View model of the visitor panel: what the wire's view needs before a screen can say it. Pure. */
import type { Score, ScorePart, VisitorView } from "../../wire/console.ts";

/** Digits after the point of a score's part: enough that parts near each other differ. */
const PART_DIGITS = 1;

export interface ScoreSum {
  /** Parts in the order of their weight, greatest first; points rounded to tenths. */
  parts: ScorePart[];
  /** The sum of the rounded parts' exact values: the score, to tenths. */
  total: number;
}

/** The score as a sum a reader can check. Parts that round to nothing are left out. */
export function scoreSum(score: Score): ScoreSum {
  const parts = score.parts
    .map((part) => ({ ...part, points: round(part.points) }))
    .filter((part) => part.points !== 0)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { parts, total: round(score.value) };
}

/**
 * Titles by item id, from what the visitor's own events said; the catalogue's titles are better, but not every item
 * is still in it. The newest event wins.
 */
export function titlesFromTimeline(view: Pick<VisitorView, "timeline">): Map<string, string> {
  const titles = new Map<string, string>();
  for (const event of view.timeline) {
    for (const item of event.params?.items ?? []) {
      if (item.item_name !== undefined && !titles.has(item.item_id)) titles.set(item.item_id, item.item_name);
    }
  }
  return titles;
}

/** Whether the view is of somebody of whom nothing is known: an object that was never written to, or is erased. */
export function isBlank(view: VisitorView): boolean {
  return view.eventCount === 0 && view.timeline.length === 0 && view.sessions.count === 0;
}

function round(points: number): number {
  return Number(points.toFixed(PART_DIGITS));
}
