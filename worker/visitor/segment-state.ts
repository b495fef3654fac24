/** What a visitor's object keeps for segments: where the visitor was last seen from, how the score moved, who they belong to. */
import type { ScoreStep, Surroundings } from "../domain/conditions/facts.ts";
import type { Memberships } from "../domain/segments/memberships.ts";

export interface SegmentState {
  memberships: Memberships;
  /** Latest moves, newest first. */
  moves: SegmentMoveNote[];
  /** Version of the definitions they were last worked out with: an isolate that has an older one must not undo it. */
  definitions?: number;
  /** Raised by one with every move: the index takes what is newer. */
  version: number;
  /** The version the index has said it has; 0: it has never heard of the visitor. */
  told: number;
  /** Oldest first. */
  scoreSteps: ScoreStep[];
  /** As the last request told; missing where none did. */
  surroundings?: Surroundings;
}

export interface SegmentMoveNote {
  id: string;
  /** Epoch ms. */
  at: number;
  did: "entered" | "left";
}

export function noSegments(): SegmentState {
  return { memberships: {}, moves: [], version: 1, told: 0, scoreSteps: [] };
}
