/**
 * Learns the ranker from the latest sessions, each read as if it had just been in progress: only the sessions before
 * it exist then, so no feature knows the answer.
 */
import type { InSteps } from "../../in-steps.ts";
import { learnEmbeddings } from "./learn-embeddings.ts";
import type { EmbeddingTraining } from "./learn-embeddings.ts";
import { randomFrom } from "./random.ts";
import { pastBefore } from "./past.ts";
import type { Past } from "./past.ts";
import { relateItems } from "./related-items.ts";
import { RankWorkspace, describeCandidates, findCandidates } from "./rank-next.ts";
import { meanOf } from "./ranker.ts";
import type { Ranker } from "./ranker.ts";
import { BATCH, RankerTrainer } from "./ranker-trainer.ts";
import type { SessionIndex } from "./session-index.ts";
import type { Untrained } from "./session-model.ts";

export interface RankerTraining {
  /** Share of the sessions, the latest, that are learnt from. */
  readonly share: number;
  /** Sessions learnt from at most: what more of them taught was not worth their time. */
  readonly mostSessions: number;
  /** Clicks of these sessions at most, the latest: what learning takes is in proportion to them. */
  readonly mostClicks: number;
  /** Fewer sessions teach nothing that lasts. */
  readonly leastSessions: number;
  /** Networks that learn side by side from other beginnings; their mean ranks. */
  readonly networks: number;
  readonly epochs: number;
  readonly units: number;
  /** Step of Adam at the beginning; it falls to a twentieth along a half cosine. */
  readonly rate: number;
  /** Candidates drawn beside the right one. */
  readonly negatives: number;
}

export const RANKER_TRAINING: RankerTraining = {
  share: 0.1,
  mostSessions: 12_000,
  // As many as those sessions have where they are twice as long as shops' mostly are.
  mostClicks: 120_000,
  leastSessions: 200,
  networks: 2,
  epochs: 3,
  units: 24,
  rate: 0.006,
  negatives: 40,
};

/** Clicks learnt from in one step: some 20 ms. */
const STEP_CLICKS = 64;

/** The ranker, the same for the same seed. Work is bounded by sessions × clicks × epochs; features are never stored. */
export function* trainRanker(
  index: SessionIndex,
  seed: number,
  training: RankerTraining,
  embeddings: EmbeddingTraining,
): InSteps<Ranker | Untrained> {
  const sessions = index.sessionStart.length - 1;
  const wanted = Math.min(training.mostSessions, Math.floor(sessions * training.share));
  if (wanted < training.leastSessions) return { untrained: "TOO_FEW_SESSIONS" };
  const learnt = withinClicks(index, wanted, training);
  const random = randomFrom(seed);
  const first = sessions - learnt;
  const examples = training.epochs * (index.sessionStart[sessions]! - index.sessionStart[first]! - learnt);
  const trainers = Array.from(
    { length: training.networks },
    () => new RankerTrainer(training, random, examples / BATCH),
  );
  const workspace = new RankWorkspace(index.items);
  const past = pastBefore(index, first, {
    related: yield* relateItems(index, first),
    embeddings: yield* learnEmbeddings(index, first, seed, embeddings),
  });
  const order = Uint32Array.from({ length: learnt }, (_, i) => first + i);
  let sinceStep = 0;
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    shuffle(order, random);
    for (const session of order) {
      learnSession(past, session, workspace, trainers);
      sinceStep += index.sessionStart[session + 1]! - index.sessionStart[session]!;
      if (sinceStep < STEP_CLICKS) continue;
      sinceStep = 0;
      yield;
    }
  }
  return meanOf(trainers.map(({ ranker }) => ranker));
}

/** How many of the latest sessions have no more clicks than wanted; as many as teach something in any case. */
function withinClicks({ sessionStart }: SessionIndex, wanted: number, training: RankerTraining): number {
  const sessions = sessionStart.length - 1;
  const { mostClicks, leastSessions } = training;
  let learnt = wanted;
  while (learnt > leastSessions && sessionStart[sessions]! - sessionStart[sessions - learnt]! > mostClicks) learnt--;
  return learnt;
}

/** Learns from each click of the session but the first. What no candidate foresaw, no order of candidates teaches. */
function learnSession(past: Past, session: number, workspace: RankWorkspace, trainers: readonly RankerTrainer[]): void {
  const { current, shortlist, features } = workspace;
  const { clicks, sessionStart } = past.index;
  const start = sessionStart[session]!;
  for (let next = start + 1; next < sessionStart[session + 1]!; next++) {
    current.readNumbers(clicks.subarray(start, next));
    findCandidates(past, workspace);
    const right = shortlist.item.subarray(0, shortlist.count).indexOf(clicks[next]!);
    if (right < 0 || shortlist.count < 2) continue;
    describeCandidates(past, workspace);
    for (const trainer of trainers) trainer.learn(features, shortlist.count, right);
  }
}

function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
}
