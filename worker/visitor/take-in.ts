/** What a request changes of a visitor, before anything is written. */
import type { BehaviourEvent } from "../../wire/event.ts";
import { foldEvents } from "../domain/profile/fold.ts";
import { emptyProfile } from "../domain/profile/profile.ts";
import { retryDelayMs } from "../domain/timers.ts";
import { addToOutbox, hasNews } from "./learn-outbox.ts";
import {
  abandonExample,
  addToExamples,
  afterTellingExamples,
  emptyExamples,
  exampleDueAt,
  type ExampleOutbox,
  type ScoreExample,
} from "./score-example.ts";
import { SeenEvents } from "./seen-events.ts";
import type { CollectBatch } from "./visitor-rpc.ts";
import { newState, type MergeState, type TimerName, type VisitorState } from "./visitor-state.ts";
import type { Visitor } from "./visitor-store.ts";

export const DAY_MS = 86_400_000;
/** Digested this long after it happened: soon enough to learn "within minutes", and one alarm for a minute's clicks. */
export const DIGEST_AFTER_MS = 60_000;

export interface TakenIn {
  visitor: Visitor;
  /** Events not seen before, in the order they came. */
  fresh: BehaviourEvent[];
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
  const profile = foldEvents(visitor.profile, fresh);
  const examples = addToExamples(visitor.state.examples ?? emptyExamples(Math.random()), {
    before: visitor.profile,
    after: profile,
    fresh,
    chance: Math.random,
    newKey: () => crypto.randomUUID(),
  });
  const state = nextState(visitor, batch, fresh, examples);
  return {
    visitor: {
      ...visitor,
      state,
      profile,
      recent: lines.length === 0 ? visitor.recent : [...visitor.recent, ...lines],
    },
    fresh,
    accepted: fresh.length,
    duplicates,
  };
}

function nextState(
  { state, profile }: Visitor,
  batch: CollectBatch,
  fresh: readonly BehaviourEvent[],
  examples: ExampleOutbox,
): VisitorState {
  const learn = addToOutbox(state.learn, fresh, profile.purchases, () => crypto.randomUUID());
  return {
    ...state,
    lastSeen: Math.max(state.lastSeen, batch.receivedAt),
    retentionDays: batch.retentionDays,
    ...(batch.consent !== undefined && { consent: batch.consent }),
    ...(batch.proven && { proven: true }),
    learn,
    examples,
    timers: {
      ...state.timers,
      // Left where it is once set: moving it with each request would cost a row, and the alarm looks again anyway.
      retention: state.timers.retention ?? Date.now() + batch.retentionDays * DAY_MS,
      ...(hasNews(learn) && { digest: state.timers.digest ?? Date.now() + DIGEST_AFTER_MS }),
      ...visitTimer(state.timers.visit, examples),
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

/** The state when the learner has these visits: without them, and waiting for the end of the one going on. */
export function afterVisits(state: VisitorState, told: readonly ScoreExample[]): VisitorState {
  const left = withoutTimer(state, "visit");
  const examples = state.examples && afterTellingExamples(state.examples, told);
  if (examples === undefined) return left;
  return { ...left, examples, timers: { ...left.timers, ...visitTimer(undefined, examples) } };
}

/** Rings when the visit will have ended. Once set it stays: it looks again when it rings, and moving it costs a row. */
function visitTimer(set: number | undefined, examples: ExampleOutbox): { visit?: number } {
  const dueAt = exampleDueAt(examples);
  if (dueAt === undefined && examples.closed.length === 0) return {};
  return { visit: set ?? Math.max(dueAt ?? 0, Date.now() + DIGEST_AFTER_MS) };
}

/** The state of a visitor that is becoming another. What comes of the visit going on will be seen by that one. */
export function sealed(state: VisitorState, merge: MergeState): VisitorState {
  const timers = { ...state.timers, merge: Date.now() + retryDelayMs(1) };
  return { ...state, ...(state.examples && { examples: abandonExample(state.examples) }), merge, timers };
}

/** The state with a timer done: stopped, and its failures forgiven. */
export function withoutTimer(state: VisitorState, timer: TimerName): VisitorState {
  const { [timer]: _done, ...timers } = state.timers;
  const { [timer]: _failed, ...failures } = state.failures;
  return { ...state, timers, failures };
}

/** The state with a timer that failed, to be tried again later and later. */
export function withFailure(state: VisitorState, timer: TimerName, now: number): VisitorState {
  const failures = (state.failures[timer] ?? 0) + 1;
  return {
    ...state,
    failures: { ...state.failures, [timer]: failures },
    timers: { ...state.timers, [timer]: now + retryDelayMs(failures) },
  };
}
