/** One visitor takes over everything of another: what `identify` has shown to be the same person. */
import type { BehaviourEvent } from "../../wire/event.ts";
import { emptyLedger, mergeLedgers } from "../domain/offers/contact-ledger.ts";
import { foldEvents } from "../domain/profile/fold.ts";
import { mergeProfiles, type Profile } from "../domain/profile/profile.ts";
import { joinedDays } from "../domain/totals/tally.ts";
import { hashOf } from "./seen-events.ts";
import { DAY_MS } from "./take-in.ts";
import type { VisitorExport } from "./visitor-rpc.ts";
import type { VisitorState } from "./visitor-state.ts";
import type { Visitor } from "./visitor-store.ts";

/** Merges remembered, to take each once and to erase what came from them. */
const MERGES_KEPT = 200;

/** Only `seen` is changed in place. @returns `idsOnly`: hashes of events counted by the sum that came, to be remembered */
export function takeOver(visitor: Visitor, from: VisitorExport): { visitor: Visitor; idsOnly: number[] } {
  const events = from.events.map((json) => ({ json, event: JSON.parse(json) as BehaviourEvent }));
  const fresh = events.filter(({ event }) => !visitor.seen.has(event.id));
  // With the whole history at hand, each event counts once however it came; else the profiles are added.
  const profile: Profile = from.complete
    ? foldEvents(
        visitor.profile,
        fresh.map(({ event }) => event),
      )
    : mergeProfiles(visitor.profile, from.profile);
  for (const { event } of fresh) visitor.seen.add(event.id);
  // Counted by the sum that came, though their events did not: those ids must be known as well.
  const kept = new Set(events.map(({ event }) => hashOf(event.id)));
  const idsOnly = from.seen.filter((hash) => !kept.has(hash));
  visitor.seen.addHashes(idsOnly);
  const state: VisitorState = {
    ...visitor.state,
    firstSeen: Math.min(visitor.state.firstSeen, from.firstSeen),
    lastSeen: Math.max(visitor.state.lastSeen, from.lastSeen),
    merged: [...visitor.state.merged, { mergeId: from.mergeId, from: from.from }].slice(-MERGES_KEPT),
    timers: {
      ...visitor.state.timers,
      retention: Math.max(from.lastSeen, visitor.state.lastSeen) + from.retentionDays * DAY_MS,
      // Whom they are both together, the segments have to be asked.
      segments: Date.now(),
    },
    ...(from.ledger !== undefined && { ledger: mergeLedgers(visitor.state.ledger ?? emptyLedger(), from.ledger) }),
    // Counted already, and the same person.
    ...(from.countedDays !== undefined && {
      countedDays: joinedDays(visitor.state.countedDays ?? [], from.countedDays),
    }),
    ...(from.consent !== undefined && visitor.state.consent === undefined && { consent: from.consent }),
  };
  return {
    visitor: { ...visitor, state, profile, recent: [...visitor.recent, ...fresh.map(({ json }) => json)] },
    idsOnly,
  };
}
