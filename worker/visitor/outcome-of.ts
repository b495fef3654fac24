/** What a request comes to, as it crosses back to the Worker. */
import type { Decision } from "../../wire/decision.ts";
import { momentsOf } from "../domain/moments/moments.ts";
import { engagementScore, engagementValue } from "../domain/score/engagement-score.ts";
import type { SiteState } from "../site/site-state.ts";
import type { TakenIn } from "./take-in.ts";
import type { CollectBatch, CollectOutcome } from "./visitor-rpc.ts";
import type { Visitor } from "./visitor-store.ts";

export function outcomeOf(
  batch: CollectBatch,
  before: Visitor,
  taken: TakenIn,
  decisions: readonly Decision[],
  site: SiteState | undefined,
): Omit<CollectOutcome, "rowsWritten"> {
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
  };
}
