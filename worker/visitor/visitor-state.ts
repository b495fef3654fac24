/** What a visitor's object keeps besides profile and events: its timers, its outbox, and what became of it. */
import type { Consent } from "../../wire/collect.ts";
import type { ContactLedger } from "../domain/offers/contact-ledger.ts";
import type { Timers } from "../domain/timers.ts";
import { emptyOutbox, type LearnOutbox } from "./learn-outbox.ts";
import type { ReportsOutbox } from "./reports-outbox.ts";
import type { SegmentState } from "./segment-state.ts";
import type { ExampleOutbox } from "./score-example.ts";

/**
 * - `digest`: a minute after something happened, tell the learner, and keep the latest decisions
 * - `visit`: when a visit has ended, tell the learner what it teaches the scorecard
 * - `retention`: erase, some days after the last request
 * - `segments`: time alone may move the visitor between segments
 * - `merge`: hand everything to the known customer's object, until it has said it has it
 */
export type TimerName = "digest" | "visit" | "retention" | "merge" | "segments";

/** This visitor has become another: `identify` named a customer. */
export interface MergeState {
  /** The customer's visitor id. */
  into: string;
  /** Names this merge: the other side takes it once. */
  mergeId: string;
  /** Whether the other side has said that it has everything. Until then this object keeps it. */
  acknowledged: boolean;
}

export interface VisitorState {
  /** Epoch ms by the Worker's clock. */
  firstSeen: number;
  lastSeen: number;
  consent?: Consent;
  timers: Timers<TimerName>;
  /** Failures in a row, by timer. */
  failures: Timers<TimerName>;
  /** When the alarm is armed to ring, epoch ms; 0 for not armed. */
  armedAt: number;
  /** Outbox for the learner: survives a crash, and is emptied only when the learner has said it has it. */
  learn: LearnOutbox;
  /** Outbox for the reports, likewise; missing while there is nothing to report. */
  reports?: ReportsOutbox;
  /** Latest days on which the visitor counts as one, by the shop's calendar, oldest first; missing before the first. */
  countedDays?: number[];
  /** What the visitor and the offers have had to do with each other; missing while they had not. */
  ledger?: ContactLedger;
  /** Missing until the visitor's first event. */
  segments?: SegmentState;
  /** What the visit going on teaches the scorecard; missing in objects stored before there was one. */
  examples?: ExampleOutbox;
  merge?: MergeState;
  /** The id has come back with the site's signature: from then on it counts only with it. */
  proven?: true;
  /** Merges taken in: the merge's name and the visitor it came from, newest last. */
  merged: { mergeId: string; from: string }[];
  /** Days without a request after which this object erases itself. */
  retentionDays: number;
}

export function newState(now: number, retentionDays: number, learnKey: string): VisitorState {
  return {
    firstSeen: now,
    lastSeen: now,
    timers: {},
    failures: {},
    armedAt: 0,
    learn: emptyOutbox(learnKey),
    merged: [],
    retentionDays,
  };
}
