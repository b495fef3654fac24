/** What the console is told of segments: who is in them, who comes and goes, and whom a condition holds for. */
import type { ConditionProblem } from "./condition.ts";

/** All published segments. */
export interface SegmentsOverview {
  /** Visitors known, in a segment or not. */
  visitors: number;
  segments: SegmentStanding[];
}

export interface SegmentStanding {
  id: string;
  name: string;
  /** What it means, in English. */
  sentence: string;
  /** Visitors in it now, right within seconds. */
  members: number;
  /** In the last hour. */
  entered: number;
  left: number;
  /** Hour by hour, oldest first, the current one last; `hour` counts whole hours since the epoch. */
  flow: { hour: number; entered: number; left: number }[];
}

/** Whom a condition that is not published holds for: looked up among visitors drawn by lot. */
export interface SegmentPreview {
  /** Visitors known. */
  visitors: number;
  /** Visitors looked at, and those of them it holds for. */
  looked: number;
  matching: number;
  /** Some it holds for, by id. */
  sample: string[];
}

export interface ConditionExplained {
  /** One plain sentence in the language asked for; empty where there are problems. */
  sentence: string;
  problems: ConditionProblem[];
}
