/**
 * What one visit teaches the scorecard: the facts at one instant of it, and whether it ended in a purchase. The instant
 * is drawn, each event of the visit before the purchase equally likely (Vitter: "Random sampling with a reservoir", TOMS 11, 1985), so
 * that the card is learnt at the beginnings of visits as at their ends.
 */
import type { BehaviourEvent } from "../../wire/event.ts";
import { SESSION_GAP_MS } from "../domain/profile/sessions.ts";
import { foldEvents } from "../domain/profile/fold.ts";
import type { Profile } from "../domain/profile/profile.ts";
import { FEATURE_SET, readFeatures } from "../domain/score/features.ts";

/** As it goes to the learner: nothing in it says whose it is. */
export interface ScoreExample {
  /** Random, so that a repeat is known. */
  key: string;
  /** 0–9, the same for all visits of one visitor: who is learnt from, and who is held back to judge by. */
  group: number;
  /** Epoch ms. */
  at: number;
  features: number;
  /** As `readFeatures` gave them, rounded. */
  values: number[];
  bought: boolean;
}

export interface ExampleOutbox {
  group: number;
  /** The visit going on; missing for none. */
  open?: ScoreExample & {
    /** Epoch ms of the visit's newest event. */
    lastAt: number;
    /** Events drawn from so far. */
    drawn: number;
  };
  /** Visits that have ended, waiting to be told, oldest first. */
  closed: ScoreExample[];
}

/** Visits kept while the learner cannot be reached. */
const CLOSED_KEPT = 20;
const GROUPS = 10;
/** Digits of a value: a range is no finer. */
const DIGITS = 4;

export function emptyExamples(chance: number): ExampleOutbox {
  return { group: Math.floor(chance * GROUPS), closed: [] };
}

export interface ExampleInput {
  /** The profile before these events, and with them. */
  before: Profile;
  after: Profile;
  /** New events of one request. */
  fresh: readonly BehaviourEvent[];
  /** Numbers in [0, 1). */
  chance: () => number;
  newKey: () => string;
}

/** The outbox after a request. What came late says nothing of how the visitor stood then, and is left out. */
export function addToExamples(outbox: ExampleOutbox, input: ExampleInput): ExampleOutbox {
  const events = input.fresh.toSorted((a, b) => a.at - b.at);
  const [first] = events;
  if (first === undefined || first.at < input.before.lastAt) return outbox;
  let next = outbox;
  for (let from = 0; from < events.length;) {
    let to = from + 1;
    while (to < events.length && events[to]!.at - events[to - 1]!.at <= SESSION_GAP_MS) to++;
    next = addVisit(closeExample(next, events[from]!.at), input, events, from, to);
    from = to;
  }
  return next;
}

/** Events `from` to `to` of a request, which belong to one visit. */
function addVisit(
  outbox: ExampleOutbox,
  { before, after, chance, newKey }: ExampleInput,
  events: readonly BehaviourEvent[],
  from: number,
  to: number,
): ExampleOutbox {
  const purchase = events.slice(from, to).findIndex(({ name }) => name === "purchase");
  // After the purchase nothing is left to foretell in a visit.
  const candidates = outbox.open?.bought ? 0 : purchase < 0 ? to - from : purchase;
  const drawn = (outbox.open?.drawn ?? 0) + candidates;
  // A visit that begins with its purchase, as a shop's server may report it, foretells nothing.
  if (outbox.open === undefined && candidates === 0) return outbox;
  const open = outbox.open ?? {
    key: newKey(),
    group: outbox.group,
    features: FEATURE_SET,
    at: 0,
    values: [],
    bought: false,
  };
  const grown = { ...open, bought: open.bought || purchase >= 0, lastAt: events[to - 1]!.at, drawn };
  if (candidates === 0 || chance() >= candidates / drawn) return { ...outbox, open: grown };
  const place = from + Math.floor(chance() * candidates);
  const { at } = events[place]!;
  const profile = place === events.length - 1 ? after : foldEvents(before, events.slice(0, place + 1));
  return { ...outbox, open: { ...grown, at, values: valuesOf(profile, at) } };
}

/** When the visit going on will have ended if nothing more comes, epoch ms; `undefined` where none goes on. */
export function exampleDueAt({ open }: ExampleOutbox): number | undefined {
  return open && open.lastAt + SESSION_GAP_MS + 1;
}

/** The outbox with the visit closed if it has ended by `now`. */
export function closeExample(outbox: ExampleOutbox, now: number): ExampleOutbox {
  const dueAt = exampleDueAt(outbox);
  if (outbox.open === undefined || dueAt === undefined || now < dueAt) return outbox;
  const { lastAt: _lastAt, drawn: _drawn, ...example } = outbox.open;
  return { group: outbox.group, closed: [...outbox.closed, example].slice(-CLOSED_KEPT) };
}

/** The outbox without the visit going on: what comes of it will be seen elsewhere. */
export function abandonExample({ group, closed }: ExampleOutbox): ExampleOutbox {
  return { group, closed };
}

/** The outbox without what the learner has. */
export function afterTellingExamples(outbox: ExampleOutbox, told: readonly ScoreExample[]): ExampleOutbox {
  const keys = new Set(told.map(({ key }) => key));
  return { ...outbox, closed: outbox.closed.filter(({ key }) => !keys.has(key)) };
}

function valuesOf(profile: Profile, at: number): number[] {
  return readFeatures(profile, at).map((value) => Number(value.toPrecision(DIGITS)));
}
