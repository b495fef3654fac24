/** Sessions in, model out. */
import { finish } from "../../in-steps.ts";
import type { InSteps } from "../../in-steps.ts";
import { EMBEDDING_TRAINING, learnEmbeddings } from "./learn-embeddings.ts";
import type { EmbeddingTraining } from "./learn-embeddings.ts";
import type { Ranker } from "./ranker.ts";
import { relateItems } from "./related-items.ts";
import { indexSessions } from "./session-index.ts";
import type { SessionIndex } from "./session-index.ts";
import { readSessionsInSteps } from "./session-log.ts";
import type { LogLimits, SessionRecord } from "./session-log.ts";
import { completeModel } from "./session-model.ts";
import type { SessionModel, Untrained } from "./session-model.ts";
import { RANKER_TRAINING, trainRanker } from "./train-ranker.ts";
import type { RankerTraining } from "./train-ranker.ts";

export interface SessionModelOptions extends LogLimits {
  /** What the ranker is learnt with, or the ranker itself; `false`: the order of the nearest neighbours stands. */
  readonly ranker: RankerTraining | Ranker | false;
  /** Learnt where there is a ranker, which alone weighs them. */
  readonly embeddings: EmbeddingTraining;
}

export const DEFAULT_SESSION_MODEL_OPTIONS: SessionModelOptions = {
  // Longer sessions are crawlers or comparison engines, and their early part says nothing of their end.
  clicksPerSession: 50,
  // Two numbers of 4 bytes a click, once in the sessions and once in the postings: 16 MB of an isolate's 128.
  clicks: 2_000_000,
  items: 100_000,
  ranker: RANKER_TRAINING,
  embeddings: EMBEDDING_TRAINING,
};

export interface SessionModelInput {
  /** Oldest first. Read once, front to back, so a storage cursor will do. */
  sessions: Iterable<SessionRecord>;
  /** Epoch milliseconds: the model's `builtAt`. */
  now: number;
  /** The same seed and sessions make the same bytes. */
  seed: number;
  /** The new model's version; 0 where not given. */
  version?: number;
  options?: Partial<SessionModelOptions>;
}

export function buildSessionModel(input: SessionModelInput): SessionModel {
  return finish(buildSessionModelInSteps(input));
}

export function* buildSessionModelInSteps({
  sessions,
  now,
  seed,
  version = 0,
  options,
}: SessionModelInput): InSteps<SessionModel> {
  const chosen = { ...DEFAULT_SESSION_MODEL_OPTIONS, ...options };
  const log = yield* readSessionsInSteps(sessions, chosen);
  const index = indexSessions(log.itemIds.length, log.sessionStart, log.clicks);
  const all = log.sessionStart.length - 1;
  const ranker = yield* rankerFor(index, seed, chosen);
  yield;
  const embeddings = "untrained" in ranker ? undefined : yield* learnEmbeddings(index, all, seed, chosen.embeddings);
  yield;
  const related = yield* relateItems(index, all);
  yield;
  return completeModel({ ...log, version, builtAt: now, ranker, related, embeddings });
}

function* rankerFor(
  index: SessionIndex,
  seed: number,
  { ranker, embeddings }: SessionModelOptions,
): InSteps<Ranker | Untrained> {
  if (ranker === false) return { untrained: "SWITCHED_OFF" };
  return "hidden" in ranker ? ranker : yield* trainRanker(index, seed, ranker, embeddings);
}
