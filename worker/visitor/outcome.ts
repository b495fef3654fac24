/** What a visitor's object answers to the Worker. */
import type { Decision } from "../../wire/decision.ts";
import { engagementScore, engagementValue } from "../domain/score/engagement-score.ts";
import { movesOf, type Moved } from "./move-visitor.ts";
import type { TakenIn } from "./take-in.ts";
import type { CollectBatch, CollectOutcome } from "./visitor-rpc.ts";
import type { Visitor } from "./visitor-store.ts";

export function outcomeOf(
  batch: CollectBatch,
  before: Visitor,
  taken: TakenIn,
  decisions: Decision[],
  rowsWritten: number,
  moved?: Moved,
): CollectOutcome {
  const score = engagementScore(taken.visitor.profile, batch.receivedAt);
  return {
    accepted: taken.accepted,
    duplicates: taken.duplicates,
    visitor: batch.visitor,
    score: score.value,
    scoreParts: JSON.stringify(score),
    scoreBefore: engagementValue(before.profile, batch.receivedAt),
    decisions: JSON.stringify(decisions),
    ...(moved !== undefined && movesOf(moved)),
    rowsWritten,
  };
}
