/** The decisions of one request, made from what the isolate holds of the site, and signed. */
import type { Decision } from "../../wire/decision.ts";
import { decide } from "../domain/decide.ts";
import type { Profile } from "../domain/profile/profile.ts";
import { signDecisions } from "../site/signing.ts";
import type { SiteState } from "../site/site-state.ts";
import type { CollectBatch } from "./visitor-rpc.ts";

export function decideFor(site: SiteState, batch: CollectBatch, profile: Profile): Decision[] {
  if (batch.placements.length === 0) return [];
  const id = requestId(batch.receivedAt);
  const decisions = decide({
    ...site,
    placements: batch.placements,
    page: batch.page,
    profile,
    subject: batch.visitor,
    personal: batch.personal,
    explain: batch.explain,
    now: batch.receivedAt,
    requestId: id,
  });
  return signDecisions(site.signingKey, id, decisions);
}

/** Unique for each request: its decisions' ids begin with it. Time first, so that they sort. */
function requestId(now: number): string {
  return `${now.toString(36)}-${crypto.randomUUID().slice(0, REQUEST_ID_RANDOM)}`;
}

/** Hexadecimal digits: 32 bits beside the millisecond. */
const REQUEST_ID_RANDOM = 8;
