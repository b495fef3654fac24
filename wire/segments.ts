/** What the admin API answers of segments: who is in them, how many, how it moves. */
import type { ConditionProblem } from "./condition.ts";
import type { SegmentDefinition } from "./definitions.ts";

/** `GET /v1/sites/:site/segments`. Counts are those of the index: right within seconds. */
export interface SegmentsAnswer {
  /** Version of the published definitions. */
  version: number;
  /** Visitors the index knows, in a segment or not. */
  visitors: number;
  segments: SegmentStanding[];
}

export interface SegmentStanding extends SegmentDefinition {
  members: number;
  /** In the whole hour under way and the one before it: never less than an hour. */
  enteredLastHour: number;
  leftLastHour: number;
  /** By whole hour since the epoch, oldest first, without those in which nobody came or went: 24, or `?hours=` up to 336. */
  flow: { hour: number; entered: number; left: number }[];
  /** What it means, in one sentence, in the language asked for. */
  sentence: string;
}

/**
 * `GET /v1/sites/:site/segments/:id/overlap`: who is in this segment and in another one too. Counts are those of the
 * index; of very large segments some members are drawn by lot, and the interval of `shared` says what that leaves open.
 */
export interface SegmentOverlapAnswer {
  /** Version of the published definitions. */
  version: number;
  /** Members of this segment. */
  members: number;
  /** Every other published segment, the one with most visitors in both first. */
  others: SegmentOverlap[];
}

export interface SegmentOverlap {
  id: string;
  name: string;
  members: number;
  /** Visitors in both, in whole visitors; exact where `from` is `to`, else within 95 %. */
  shared: { estimate: number; interval: { from: number; to: number } };
  /** Of this segment's members, who are in the other too; missing where this one is empty. */
  ofThis?: SegmentShare;
  /** Of the other's members, who are in this one too; missing where the other is empty. */
  ofOther?: SegmentShare;
}

/** A share, 0–1, and within which it lies among visitors like these with 95 % confidence: few visitors say little. */
export interface SegmentShare {
  value: number;
  interval: { from: number; to: number };
}

/** `GET /v1/sites/:site/segments/:id/members?limit=20`. Which ones is up to chance. */
export interface SegmentMembersAnswer {
  members: { visitor: string; since: number }[];
}

/** `POST /v1/sites/:site/segments/preview`, body `{condition}`. */
export interface SegmentPreviewAnswer {
  /** Visitors the index knows. */
  visitors: number;
  /** How many of them were asked, drawn by lot. */
  asked: number;
  /** How many of those asked are in. */
  matching: number;
  /** Estimated members of all known visitors; exact where all were asked. */
  estimate: number;
  /** Within which the true number lies with 95 % confidence. */
  interval: { from: number; to: number };
  /** How it was computed, in plain English. */
  how: string;
  /** Some of those that are in. */
  sample: string[];
  sentence: string;
}

/** `POST /v1/sites/:site/conditions/explain?locale=es`, body `{condition}`. */
export type ConditionExplanation =
  | { sentence: string; problems: [] }
  /** It cannot be published as it is. */
  | { problems: [ConditionProblem, ...ConditionProblem[]] };

/** `PUT /v1/sites/:site/signals/:name`. */
export interface SignalRequest {
  value: string | number | boolean;
  /** Seconds it is good for, 1 to 31,536,000 (a year). */
  forSeconds: number;
}

/** `GET /v1/sites/:site/signals`. */
export interface SignalsAnswer {
  signals: { name: string; value: string | number | boolean; until: number }[];
}
