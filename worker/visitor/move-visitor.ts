/** Moves a visitor between segments: every published one is asked anew, and a timer set for when time alone may move them. */
import type { Surroundings } from "../domain/conditions/facts.ts";
import { moveSegments, type SegmentMove } from "../domain/segments/memberships.ts";
import type { SiteState } from "../site/site-state.ts";
import { factsFor } from "./facts-for.ts";
import { noSegments, type SegmentMoveNote, type SegmentState } from "./segment-state.ts";
import { DIGEST_AFTER_MS } from "./take-in.ts";
import type { VisitorState } from "./visitor-state.ts";
import type { Visitor } from "./visitor-store.ts";

/** Moves remembered for whoever asks "since when, and what before?". */
const MOVES_KEPT = 10;
/** Steps of the score remembered: a crossing is asked for over minutes or days, and a visit has some dozens. */
const STEPS_KEPT = 12;
/** Points the score has to move to be remembered: below it, nothing a marketer's threshold would notice is lost. */
const LEAST_STEP = 0.5;
/** An isolate asks for news every 5 seconds (`site-cache.ts`), if it is asked anything itself. */
const NEWS_AFTER_MS = 6_000;
/** A timer a moment late would be early for the next: it is never set nearer than this, ms. */
const LEAST_WAIT_MS = 1;

export interface Moved {
  visitor: Visitor;
  /** Ids of segments. */
  entered: string[];
  left: string[];
}

/**
 * The visitor where every published segment has been asked anew.
 *
 * @param before the visitor before what happened now, for the step of the score; the same one where only time passed
 */
export function moveVisitor(
  site: SiteState | undefined,
  before: Visitor,
  visitor: Visitor,
  now: number,
  surroundings?: Surroundings,
): Moved {
  if (site === undefined) return { visitor, entered: [], left: [] };
  const kept = visitor.state.segments ?? noSegments();
  const known: SegmentState = surroundings === undefined ? kept : { ...kept, surroundings };
  if (site.definitionsVersion < (known.definitions ?? 0)) return unmoved(visitor, known);
  const seen = factsFor(site, visitor.profile, { ...visitor.state, segments: known }, now);
  const scoreSteps = withStep(known, seen.sources.score.valueAt(now), scoreBefore(site, before, now), now);
  const facts =
    scoreSteps === known.scoreSteps
      ? seen
      : factsFor(site, visitor.profile, { ...visitor.state, segments: { ...known, scoreSteps } }, now);
  const move = moveSegments(known.memberships, facts, now);
  const segments = { ...known, scoreSteps, definitions: site.definitionsVersion, ...moved(known, move, now) };
  const timers = withTimer(visitor.state.timers, move.nextAt, now);
  // Told at once; should that fail, the digest tells.
  if (segments.version > known.version) timers.digest ??= Date.now() + DIGEST_AFTER_MS;
  return {
    visitor: { ...visitor, state: { ...visitor.state, segments, timers } },
    entered: move.entered,
    left: move.left,
  };
}

/** Left where they are by an isolate that has not heard the news yet; asked again when it has. */
function unmoved(visitor: Visitor, segments: SegmentState): Moved {
  const timers = { ...visitor.state.timers, segments: Date.now() + NEWS_AFTER_MS };
  return { visitor: { ...visitor, state: { ...visitor.state, segments, timers } }, entered: [], left: [] };
}

function moved(known: SegmentState, { memberships, entered, left }: SegmentMove, now: number): Partial<SegmentState> {
  if (entered.length === 0 && left.length === 0) return {};
  const notes: SegmentMoveNote[] = [
    ...entered.map((id) => ({ id, at: now, did: "entered" as const })),
    ...left.map((id) => ({ id, at: now, did: "left" as const })),
  ];
  return { memberships, moves: [...notes, ...known.moves].slice(0, MOVES_KEPT), version: known.version + 1 };
}

/** With the timer for the next instant at which time alone may move the visitor. */
function withTimer(timers: VisitorState["timers"], nextAt: number | undefined, now: number): VisitorState["timers"] {
  const { segments: _, ...others } = timers;
  if (nextAt === undefined) return others;
  const least = isReplayed(now) ? Date.now() + DIGEST_AFTER_MS : now + LEAST_WAIT_MS;
  return { ...others, segments: Math.max(Math.ceil(nextAt), least) };
}

/** A past that is played again moves on at once: nobody waits for its every step, only for where it ends. */
export function isReplayed(now: number): boolean {
  return now < Date.now() - DIGEST_AFTER_MS;
}

function scoreBefore(site: SiteState, before: Visitor, now: number): number {
  return factsFor(site, before.profile, before.state, now).sources.score.valueAt(now);
}

/** A step of what happened, or, where only time passed, of how far the score has faded since the last one. */
function withStep(
  { scoreSteps }: SegmentState,
  after: number,
  before: number,
  now: number,
): SegmentState["scoreSteps"] {
  const from = before === after ? (scoreSteps.at(-1)?.after ?? before) : before;
  if (Math.abs(after - from) < LEAST_STEP) return scoreSteps;
  return [...scoreSteps, { at: now, before: from, after }].slice(-STEPS_KEPT);
}

/** What an answer says of the moves: ids, and nothing where there were none. */
export function movesOf({ entered, left }: Moved): { entered?: string[]; left?: string[] } {
  return { ...(entered.length > 0 && { entered }), ...(left.length > 0 && { left }) };
}
