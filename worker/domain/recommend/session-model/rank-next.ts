/** The products most likely looked at next. START HERE for the session model. */
import { CHANNEL, CHANNELS, Candidates } from "./candidates.ts";
import type { ItemFilter } from "./candidates.ts";
import { CurrentSession, MOST_CURRENT_CLICKS } from "./current-session.ts";
import type { CurrentClicks } from "./current-session.ts";
import { FeatureRows } from "./features.ts";
import type { ItemFacts } from "./features.ts";
import { NeighbourSearch } from "./neighbour-search.ts";
import { scoreRows } from "./ranker.ts";
import type { SessionModel } from "./session-model.ts";
import { Shortlist } from "./shortlist.ts";

/** Most recent sessions looked at, and of them the most similar that are read: m and k of VMIS-kNN. */
export const SAMPLE = 2500;
export const NEIGHBOURS = 1000;

/** Candidates that the ranker weighs. */
export const SHORTLISTED = 100;

/** In clicks: the weight of an item looked at this much earlier falls to 1/e. */
const POSITION_CLICKS = 3;
const POSITION = Float64Array.from({ length: MOST_CURRENT_CLICKS + 1 }, (_, steps) =>
  Math.exp((1 - steps) / POSITION_CLICKS),
);

/** Share of the sessions in which the weight of a neighbour falls to 1/e, where recency counts. */
const RECENT_SHARE = 0.1;

/** Why an item was chosen, in facts that can be told. */
export interface NextEvidence {
  /** The kind of fact that weighs most. */
  readonly reason: "VIEWED_AFTER" | "SIMILAR_VISITS" | "VIEWED_BEFORE" | "POPULAR";
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

/** One recommendation's scratch memory, some 300 kB and 9 bytes an item; make it once, use it for one at a time. */
export class RankWorkspace {
  readonly current: CurrentSession;
  readonly neighbours = new NeighbourSearch(SAMPLE);
  readonly candidates: Candidates;
  readonly shortlist = new Shortlist(SHORTLISTED);
  readonly features = new FeatureRows(SHORTLISTED);
  readonly scores = new Float32Array(SHORTLISTED);
  readonly weights = new Float64Array(MOST_CURRENT_CLICKS);

  constructor(model: SessionModel) {
    this.current = new CurrentSession(model.itemIds.length);
    this.candidates = new Candidates(model.itemIds.length);
  }
}

/**
 * The items most likely clicked next, best first; those of the session among them. An item that `filter` refuses is
 * never looked at, so that it takes no other's place. Shorter than `limit` only where the model has no more items.
 */
export function rankNext(
  model: SessionModel,
  clicks: CurrentClicks,
  limit: number,
  workspace: RankWorkspace,
  filter?: ItemFilter,
): RankedNext {
  workspace.current.read(model, clicks);
  const before = model.index.sessionStart.length - 1;
  const facts = { clicksOf: model.clicksOf, recentClicksOf: model.recentClicksOf, before };
  generate(model, workspace, facts, filter);
  const { shortlist, candidates, features, scores } = workspace;
  const { ranker } = model;
  if ("untrained" in ranker) {
    for (let i = 0; i < shortlist.count; i++) scores[i] = shortlist.score[i]!;
  } else {
    features.fill(candidates, shortlist.slot, shortlist.count, workspace.current, facts, workspace.neighbours.count);
    scoreRows(ranker, features.rows, shortlist.count, scores);
  }
  return answer(model, workspace, limit, filter);
}

/** Fills the shortlist of the workspace for its current session. */
export function generate(
  { index }: Pick<SessionModel, "index">,
  workspace: RankWorkspace,
  { before }: ItemFacts,
  filter: ItemFilter | undefined,
): void {
  const { current, neighbours, candidates, shortlist, weights } = workspace;
  candidates.begin();
  if (current.length === 0) {
    neighbours.count = 0;
    shortlist.choose(candidates, 0, 0);
    return;
  }
  for (let i = 0; i < current.distinctCount; i++) weights[i] = POSITION[current.stepsBack[i]!]!;
  neighbours.find(index, current.distinct, current.distinctCount, weights, before, SAMPLE, NEIGHBOURS, true);
  for (let i = 0; i < current.distinctCount; i++) candidates.slot(current.distinct[i]!, filter);
  candidates.addNeighbours(index, current, neighbours, before, RECENT_SHARE * before + 1, filter);
  shortlist.choose(candidates, CHANNEL.near, CHANNEL.after);
}

function answer(
  { byPopularity }: SessionModel,
  { current, candidates, shortlist, scores }: RankWorkspace,
  limit: number,
  filter: ItemFilter | undefined,
): RankedNext {
  const order = Array.from({ length: shortlist.count }, (_, i) => i);
  order.sort(
    (a, b) => scores[b]! - scores[a]! || candidates.item[shortlist.slot[a]!]! - candidates.item[shortlist.slot[b]!]!,
  );
  const ranked: RankedNext = { items: [], scores: [], evidence: [] };
  for (const i of order) {
    if (ranked.items.length >= limit) return ranked;
    const slot = shortlist.slot[i]!;
    const item = candidates.item[slot]!;
    const visitsAfter = candidates.sums[slot * CHANNELS + CHANNEL.visitsAfter]!;
    const similarVisits = candidates.sums[slot * CHANNELS + CHANNEL.visits]!;
    const viewed = current.placeOf[item]! > 0;
    ranked.items.push(item);
    ranked.scores.push(scores[i]!);
    ranked.evidence.push({
      reason: viewed ? "VIEWED_BEFORE" : visitsAfter > 1 ? "VIEWED_AFTER" : "SIMILAR_VISITS",
      visitsAfter,
      similarVisits,
      viewed,
    });
  }
  const lowest = ranked.scores.at(-1) ?? 0;
  for (let i = 0; i < byPopularity.length && ranked.items.length < limit; i++) {
    const item = byPopularity[i]!;
    if (ranked.items.includes(item) || (filter !== undefined && !filter(item))) continue;
    ranked.items.push(item);
    // Below what the session itself suggests, and falling.
    ranked.scores.push(lowest - 1 - i / byPopularity.length);
    ranked.evidence.push({ reason: "POPULAR", visitsAfter: 0, similarVisits: 0, viewed: current.placeOf[item]! > 0 });
  }
  return ranked;
}
