/** A visitor's latest decisions made again, for the console and for whoever doubts them. */
import type { ReplayedDecisions } from "../../wire/console.ts";
import { replayDecision, versionsMissing, type DecisionRecord } from "../domain/decision-record.ts";
import type { SiteState } from "../site/site-state.ts";

/** Where what it was decided by has been replaced since, only what differs is said. */
export function replayed(record: DecisionRecord, site: SiteState): ReplayedDecisions {
  const missing = versionsMissing(record, site);
  if (missing.length > 0) return { at: record.now, missing };
  const { identical, decisions } = replayDecision(record, site, true);
  // Nothing that is replayed may come back as an exposure.
  return {
    at: record.now,
    identical,
    decisions: decisions.map((one) => (one.kind === "none" ? one : { ...one, token: "" })),
  };
}
