/** What a visitor's object answers to the Worker. */
import { momentsOf } from "../domain/moments/moments.ts";
import { engagementScore, engagementValue } from "../domain/score/engagement-score.ts";
import type { SiteState } from "../site/site-state.ts";
import type { Answered } from "./answer.ts";
import { movesOf } from "./move-visitor.ts";
import type { TakenIn } from "./take-in.ts";
import type { CollectBatch, CollectOutcome } from "./visitor-rpc.ts";
import type { Visitor } from "./visitor-store.ts";

/** @param site missing where it could not be asked: then the bundle's scorecard counts */
export function outcomeOf(
  batch: CollectBatch,
  before: Visitor,
  taken: TakenIn,
  { decisions, moved }: Pick<Answered, "decisions" | "moved">,
  site: SiteState | undefined,
  rowsWritten: number,
): CollectOutcome {
  const { profile } = taken.visitor;
  const score = engagementScore(profile, batch.receivedAt, site?.scorecard, site?.settings.scoreBands);
  return {
    accepted: taken.accepted,
    duplicates: taken.duplicates,
    visitor: batch.visitor,
    score: score.value,
    scoreParts: JSON.stringify(score),
    scoreBefore: engagementValue(before.profile, batch.receivedAt, site?.scorecard),
    moments: JSON.stringify(momentsOf(profile, batch.receivedAt)),
    decisions: JSON.stringify(decisions),
    ...(moved !== undefined && movesOf(moved)),
    rowsWritten,
  };
}
