/** What a request changes of a visitor, before anything is written. */
import type { BehaviourEvent } from "../../wire/event.ts";
import { foldEvents } from "../domain/profile/fold.ts";
import { emptyProfile } from "../domain/profile/profile.ts";
import { addToOutbox, hasNews } from "./learn-outbox.ts";
import { SeenEvents } from "./seen-events.ts";
import type { CollectBatch } from "./visitor-rpc.ts";
import { newState, type TimerName, type VisitorState } from "./visitor-state.ts";
import type { Visitor } from "./visitor-store.ts";

export const DAY_MS = 86_400_000;
/** Digested this long after it happened: soon enough to learn "within minutes", and one alarm for a minute's clicks. */
export const DIGEST_AFTER_MS = 60_000;

export interface TakenIn {
  visitor: Visitor;
  accepted: number;
  duplicates: string[];
}

/** The visitor with the batch's new events counted. Only `seen` is changed in place: copying it would cost too much. */
export function takeIn(visitor: Visitor, batch: CollectBatch): TakenIn {
  const fresh: BehaviourEvent[] = [];
  const lines: string[] = [];
  const duplicates: string[] = [];
  for (const line of batch.events) {
    const event = JSON.parse(line) as BehaviourEvent;
    if (visitor.seen.add(event.id)) {
      fresh.push(event);
      lines.push(line);
    } else {
      duplicates.push(event.id);
    }
  }
  const state = nextState(visitor.state, batch, fresh);
  return {
    visitor: {
      ...visitor,
      state,
      profile: foldEvents(visitor.profile, fresh),
      recent: lines.length === 0 ? visitor.recent : [...visitor.recent, ...lines],
    },
    accepted: fresh.length,
    duplicates,
  };
}

function nextState(state: VisitorState, batch: CollectBatch, fresh: readonly BehaviourEvent[]): VisitorState {
  const learn = addToOutbox(state.learn, fresh, () => crypto.randomUUID());
  return {
    ...state,
    lastSeen: Math.max(state.lastSeen, batch.receivedAt),
    retentionDays: batch.retentionDays,
    ...(batch.consent !== undefined && { consent: batch.consent }),
    ...(batch.proven && { proven: true }),
    learn,
    timers: {
      ...state.timers,
      // Left where it is once set: moving it with each request would cost a row, and the alarm looks again anyway.
      retention: state.timers.retention ?? Date.now() + batch.retentionDays * DAY_MS,
      ...(hasNews(learn) && { digest: state.timers.digest ?? Date.now() + DIGEST_AFTER_MS }),
    },
  };
}

export function newVisitor(now: number, retentionDays: number): Visitor {
  return {
    state: newState(now, retentionDays, crypto.randomUUID()),
    profile: emptyProfile(),
    seen: SeenEvents.none(),
    recent: [],
    decisions: [],
  };
}

/** The state with a timer done: stopped, and its failures forgiven. */
export function withoutTimer(state: VisitorState, timer: TimerName): VisitorState {
  const { [timer]: _done, ...timers } = state.timers;
  const { [timer]: _failed, ...failures } = state.failures;
  return { ...state, timers, failures };
}
