/** What a request changes of a visitor, before anything is written. */
import type { BehaviourEvent } from "../../wire/event.ts";
import { foldEvents } from "../domain/profile/fold.ts";
import { emptyProfile } from "../domain/profile/profile.ts";
import { addToOutbox, afterTelling, hasNews, type LearnOutbox } from "./learn-outbox.ts";
import {
  addToExamples,
  afterTellingExamples,
  emptyExamples,
  exampleDueAt,
  type ExampleOutbox,
  type ScoreExample,
} from "./score-example.ts";
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
  const profile = foldEvents(visitor.profile, fresh);
  const examples = addToExamples(visitor.state.examples ?? emptyExamples(Math.random()), {
    before: visitor.profile,
    after: profile,
    fresh,
    chance: Math.random,
    newKey: () => crypto.randomUUID(),
  });
  const state = nextState(visitor.state, batch, fresh, examples);
  return {
    visitor: {
      ...visitor,
      state,
      profile,
      recent: lines.length === 0 ? visitor.recent : [...visitor.recent, ...lines],
    },
    accepted: fresh.length,
    duplicates,
  };
}

function nextState(
  state: VisitorState,
  batch: CollectBatch,
  fresh: readonly BehaviourEvent[],
  examples: ExampleOutbox,
): VisitorState {
  const learn = addToOutbox(state.learn, fresh, () => crypto.randomUUID());
  return {
    ...state,
    lastSeen: Math.max(state.lastSeen, batch.receivedAt),
    retentionDays: batch.retentionDays,
    ...(batch.consent !== undefined && { consent: batch.consent }),
    learn,
    examples,
    timers: {
      ...state.timers,
      // Left where it is once set: moving it with each request would cost a row, and the alarm looks again anyway.
      retention: state.timers.retention ?? Date.now() + batch.retentionDays * DAY_MS,
      ...digestTimer(state.timers.digest, hasNews(learn), examples),
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

/** News is told within a minute; what came of a visit, when it has ended. */
function digestTimer(set: number | undefined, news: boolean, examples: ExampleOutbox): { digest?: number } {
  const soon = Date.now() + DIGEST_AFTER_MS;
  const dueAt = exampleDueAt(examples);
  if (news || examples.closed.length > 0) return { digest: Math.min(set ?? soon, soon) };
  return dueAt === undefined ? {} : { digest: set ?? Math.max(soon, dueAt) };
}

/** The state after a digest, without what the learner has been told. */
export function digested(
  state: VisitorState,
  told: { parts: LearnOutbox["closed"]; visits: readonly ScoreExample[] },
): VisitorState {
  const learn = afterTelling(state.learn, told.parts);
  const examples = state.examples && afterTellingExamples(state.examples, told.visits);
  const left = withoutTimer(state, "digest");
  const timer = examples ? digestTimer(undefined, hasNews(learn), examples) : {};
  return { ...left, learn, ...(examples && { examples }), timers: { ...left.timers, ...timer } };
}

/** The state with a timer done: stopped, and its failures forgiven. */
export function withoutTimer(state: VisitorState, timer: TimerName): VisitorState {
  const { [timer]: _done, ...timers } = state.timers;
  const { [timer]: _failed, ...failures } = state.failures;
  return { ...state, timers, failures };
}
