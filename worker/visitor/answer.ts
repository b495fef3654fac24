/** One request's answer: what its events say of offers is followed up, then the placements are decided. Synchronous. */
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Decision } from "../../wire/decision.ts";
import { emptyLedger, type ContactLedger } from "../domain/offers/contact-ledger.ts";
import { foldEvents } from "../domain/profile/fold.ts";
import { emptyProfile, type Profile } from "../domain/profile/profile.ts";
import type { SiteState } from "../site/site-state.ts";
import { withShown } from "./claims.ts";
import { withEventsFollowed, withIntents, withReportsDue } from "./contacts.ts";
import { decideFor } from "./decide-for.ts";
import { moveVisitor, type Moved } from "./move-visitor.ts";
import { logDecisions } from "./logged-decision.ts";
import type { TakenIn } from "./take-in.ts";
import type { CollectBatch } from "./visitor-rpc.ts";
import type { Visitor } from "./visitor-store.ts";

export interface Answered {
  visitor: Visitor;
  decisions: Decision[];
  /** Whether the visitor was given something that nobody else may get: to be kept even if the events say nothing new. */
  given: boolean;
  /** Which segments the visitor entered and left by the events; missing where there were none. */
  moved: Moved | undefined;
}

/** @param fetched adds to the ledger what was fetched for this request */
export function answer(
  site: SiteState,
  before: Visitor,
  taken: TakenIn,
  batch: CollectBatch,
  fetched: (ledger: ContactLedger, now: number) => ContactLedger,
): Answered {
  const now = batch.receivedAt;
  const after = withEventsFollowed(batch.visitor, taken.visitor, before.profile, taken.fresh, site, now);
  const moved = taken.accepted > 0 ? moveVisitor(site, before, after, now, batch.surroundings) : undefined;
  const here = moved?.visitor ?? after;
  const known = here.state.ledger ?? emptyLedger();
  const ledger = fetched(known, now);
  const { decisions, intents, record } = decideFor(site, batch, {
    id: batch.visitor,
    profile: here.profile,
    state: { ...here.state, ledger },
  });
  const shown = intents
    .filter(({ group }) => group === "shown")
    .flatMap(({ offer }) => site.definitions.offers.find(({ id }) => id === offer) ?? []);
  const own = withShown(ledger, shown);
  const given = own !== known;
  const held = given ? { ...here, state: { ...here.state, ledger: own } } : here;
  const enrolled = withIntents(held, intents, site, now);
  return {
    visitor: {
      ...enrolled,
      state: withReportsDue(enrolled.state, now),
      ...(record !== undefined && { record }),
      decisions: logDecisions(before.decisions, decisions, now),
    },
    decisions,
    given,
    moved,
  };
}

/** What was taken in, with what it says of offers: for a visitor who is about to become another, and is not decided for. */
export function followed(site: SiteState, before: Visitor, taken: TakenIn, batch: CollectBatch): TakenIn {
  const visitor = withEventsFollowed(batch.visitor, taken.visitor, before.profile, taken.fresh, site, batch.receivedAt);
  return { ...taken, visitor: { ...visitor, state: withReportsDue(visitor.state, batch.receivedAt) } };
}

/** The profile as it will be with the batch's events; nothing is changed. */
export function profileAfter(visitor: Visitor | undefined, batch: CollectBatch): Profile {
  const events = batch.events.map((line) => JSON.parse(line) as BehaviourEvent);
  const fresh = visitor === undefined ? events : events.filter(({ id }) => !visitor.seen.has(id));
  return foldEvents(visitor?.profile ?? emptyProfile(), fresh);
}
