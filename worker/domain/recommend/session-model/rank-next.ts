/** The items most likely looked at next. START HERE for the session model. */
import { Candidates } from "./candidates.ts";
import type { ItemFilter } from "./candidates.ts";
import { CHANNEL, CHANNELS, ChannelSums } from "./channel-sums.ts";
import { CurrentSession, MOST_CURRENT_CLICKS } from "./current-session.ts";
import type { CurrentClicks } from "./current-session.ts";
import { FeatureRows } from "./features.ts";
import { NeighbourSearch } from "./neighbour-search.ts";
import type { Past } from "./past.ts";
import { scoreRows } from "./ranker.ts";
import type { SessionIndex } from "./session-index.ts";
import type { SessionModel } from "./session-model.ts";
import { Shortlist } from "./shortlist.ts";

/**
 * Most recent sessions looked at, and of them the most similar that are read: m and k of VMIS-kNN. On held-back sessions
 * 2,500 and 1,000 gained up to a fifth of a point of HR@20 where a few products are in most sessions, and nothing
 * elsewhere, for half as much time again.
 */
export const SAMPLE = 1200;
const NEIGHBOURS = 400;

/** Clicks of neighbours read, in the mean: fewer neighbours where sessions are long, so that an answer's time is bounded. */
const CLICKS_READ = 6_000;

/** Candidates from which a second step is taken. */
const SOURCES = 32;

/** Candidates that the ranker weighs: a third of an answer's time goes into them, in proportion to their number. */
const SHORTLISTED = 100;

/** What makes a candidate worth a second step, and what puts it on the shortlist. */
const FIRST_STEP = { near: 1, after: 0.5, second: 0 };
const BOTH_STEPS = { near: 1, after: 0.5, second: 0.5 };

/** In clicks: the weight of an item looked at this much earlier falls to 1/e. */
const POSITION_CLICKS = 3;
const POSITION = Float64Array.from({ length: MOST_CURRENT_CLICKS + 1 }, (_, steps) =>
  Math.exp((1 - steps) / POSITION_CLICKS),
);

/** Why an item was chosen, in facts that can be told. */
export interface NextEvidence {
  /** The fact that says most. */
  readonly reason: "VIEWED_BEFORE" | "VIEWED_AFTER" | "SIMILAR_VISITS" | "RELATED" | "POPULAR";
  /** Visits in which it was viewed after the newest item of this session. */
  readonly visitsAfter: number;
  /** Visits like this one that viewed it. */
  readonly similarVisits: number;
  /** Whether this session viewed it. */
  readonly viewed: boolean;
}

export interface RankedNext {
  /** Item numbers, best first, each once. */
  readonly items: number[];
  /** By item: comparable within one answer only; higher is better. */
  readonly scores: number[];
  readonly evidence: NextEvidence[];
}

/** One recommendation's scratch memory, 250 kB and 6 bytes an item. Make it once; one recommendation at a time uses it. */
export class RankWorkspace {
  readonly current: CurrentSession;
  readonly neighbours = new NeighbourSearch(SAMPLE);
  readonly candidates: Candidates;
  readonly sources = new Shortlist(SOURCES);
  readonly shortlist = new Shortlist(SHORTLISTED);
  readonly channels: ChannelSums;
  readonly features = new FeatureRows(SHORTLISTED);
  readonly scores = new Float32Array(SHORTLISTED);
  readonly weights = new Float64Array(MOST_CURRENT_CLICKS);

  /** @param items in the model */
  constructor(items: number) {
    this.current = new CurrentSession(items);
    this.candidates = new Candidates(items, NEIGHBOURS);
    this.channels = new ChannelSums(items, SHORTLISTED);
  }
}

/**
 * The items most likely clicked next, best first, those of the session among them. An item that the filter refuses is
 * never looked at, so that it takes no other's place. Shorter than `limit` only where the model has no more items.
 *
 * @param limit 0 or more; beyond a hundred the most popular follow
 */
export function rankNext(
  model: SessionModel,
  clicks: CurrentClicks,
  limit: number,
  workspace: RankWorkspace,
  filter?: ItemFilter,
): RankedNext {
  const { current, shortlist, features, scores } = workspace;
  const { ranker } = model;
  current.read(model, clicks);
  findCandidates(model, workspace, filter);
  describeCandidates(model, workspace);
  if ("untrained" in ranker) scores.set(shortlist.score.subarray(0, shortlist.count));
  else {
    scoreRows(ranker, features, shortlist.count, scores);
  }
  const ranked: RankedNext = { items: [], scores: [], evidence: [] };
  takeBest(ranked, workspace, limit);
  fillUp(ranked, model, current, limit, filter);
  return ranked;
}

/** Fills the workspace's shortlist for its current session. */
export function findCandidates(past: Past, workspace: RankWorkspace, filter?: ItemFilter): void {
  const { current, neighbours, candidates, sources, shortlist, weights } = workspace;
  candidates.begin(filter);
  if (current.length === 0) {
    neighbours.count = 0;
    shortlist.count = 0;
    return;
  }
  for (let i = 0; i < current.distinctCount; i++) weights[i] = POSITION[current.stepsBack[i]!]!;
  neighbours.find(past.index, current.distinct, current.distinctCount, weights, {
    before: past.before,
    sample: SAMPLE,
    neighbours: neighboursOf(past.index),
    cosine: true,
  });
  // Looked at again is what is most often looked at next, also where no other session shares the item.
  for (let i = 0; i < current.distinctCount; i++) candidates.add(current.distinct[i]!);
  candidates.addNeighbours(past, current, neighbours);
  sources.choose(candidates, FIRST_STEP);
  candidates.addRelated(past.related, current, weights);
  candidates.addSecondSteps(past.related, sources);
  shortlist.choose(candidates, BOTH_STEPS);
}

function neighboursOf({ clicks, sessionStart }: SessionIndex): number {
  const sessions = sessionStart.length - 1;
  return Math.max(1, Math.min(NEIGHBOURS, Math.floor((CLICKS_READ * sessions) / Math.max(1, clicks.length))));
}

/** Fills the workspace's sums and features of what `findCandidates` put on its shortlist. */
export function describeCandidates(past: Past, workspace: RankWorkspace): void {
  const { current, neighbours, candidates, shortlist, channels, features } = workspace;
  channels.read(past, current, neighbours, candidates, shortlist);
  features.fill(shortlist.item, channels.sums, shortlist.count, { current, past, neighbours: neighbours.count });
}

/** Takes the greatest score again and again: for the dozen that is wanted, cheaper than sorting a hundred. */
function takeBest(ranked: RankedNext, { current, shortlist, channels, scores }: RankWorkspace, limit: number): void {
  const { count, item: items } = shortlist;
  const wanted = Math.min(limit, count);
  while (ranked.items.length < wanted) {
    let best = 0;
    for (let i = 1; i < count; i++) if (scores[i]! > scores[best]!) best = i;
    const item = items[best]!;
    const visitsAfter = channels.sums[best * CHANNELS + CHANNEL.visitsAfter]!;
    const similarVisits = channels.sums[best * CHANNELS + CHANNEL.visits]!;
    const viewed = current.placeOf[item]! > 0;
    ranked.items.push(item);
    ranked.scores.push(scores[best]!);
    ranked.evidence.push({ reason: reasonFor(viewed, visitsAfter, similarVisits), visitsAfter, similarVisits, viewed });
    scores[best] = -Infinity;
  }
}

function reasonFor(viewed: boolean, visitsAfter: number, similarVisits: number): NextEvidence["reason"] {
  if (viewed) return "VIEWED_BEFORE";
  if (visitsAfter > 0) return "VIEWED_AFTER";
  return similarVisits > 0 ? "SIMILAR_VISITS" : "RELATED";
}

/** The most popular of what is left, each below what the session itself suggests. */
function fillUp(
  ranked: RankedNext,
  { byPopularity }: SessionModel,
  { placeOf }: CurrentSession,
  limit: number,
  filter: ItemFilter | undefined,
): void {
  if (ranked.items.length >= limit) return;
  const taken = new Set(ranked.items);
  let score = ranked.scores.at(-1) ?? 0;
  for (let i = 0; i < byPopularity.length && ranked.items.length < limit; i++) {
    const item = byPopularity[i]!;
    if (taken.has(item) || filter?.(item) === false) continue;
    ranked.items.push(item);
    ranked.scores.push(--score);
    ranked.evidence.push({ reason: "POPULAR", visitsAfter: 0, similarVisits: 0, viewed: placeOf[item]! > 0 });
  }
}
