/** A new model from all sessions, and whether it may take over from the current one. */
import type { ModelEvaluation } from "../../wire/console.ts";
import type { InSteps } from "../domain/in-steps.ts";
import { buildModelInSteps } from "../domain/recommend/build-model.ts";
import type { LearntSession } from "../domain/recommend/build-model.ts";
import { compareModels } from "../domain/recommend/compare-models.ts";
import type { RecommendModel } from "../domain/recommend/recommend-model.ts";
import type { Ranker } from "../domain/recommend/session-model/ranker.ts";
import { EMBEDDING_TRAINING } from "../domain/recommend/session-model/learn-embeddings.ts";
import { RANKER_TRAINING } from "../domain/recommend/session-model/train-ranker.ts";

/** Sessions held back at most: 500 tell a difference of two points of hit rate, and take a second to ask about. */
const MOST_HELD_BACK = 500;
/** Of the sessions the current model has not learnt, the share held back, the latest; the trial learns the others. */
const HELD_BACK = 0.5;

/**
 * What the order is learnt from at most. The engine by itself takes more; this takes some eight seconds, so that trial,
 * judgement and model stay within the 30 seconds of CPU that the platform gives an alarm, also where sessions are long.
 */
const MOST_TRAINED_ON = { mostSessions: 1_500, mostClicks: 8_000 };

/** Clicks that the products' vectors are learnt from: a second or two, which trial, order and model each take. */
const MOST_EMBEDDED = 120_000;

/** Milliseconds after which the order is learnt anew, and how many times the sessions do so sooner. */
const TRAINED_FOR_MS = 86_400_000;
const OUTGROWN = 1.5;

/** What the order of the current model was learnt from. */
export interface Training {
  /** Epoch milliseconds; 0 for never. */
  at: number;
  sessions: number;
}

/**
 * Whether to learn the order anew. It weighs kinds of evidence, not products, so it changes slowly, and learning it takes a
 * hundred times as long as everything else.
 */
export function isOutgrown(training: Training, sessions: number, now: number): boolean {
  return now - training.at > TRAINED_FOR_MS || sessions > OUTGROWN * training.sessions;
}

/** The sessions to learn from, oldest first. */
export interface SessionSource {
  readonly count: number;
  /** Of them those whose last item is later than this, epoch milliseconds. */
  countAfter(at: number): number;
  /** Those from one place to before another, each fetched when it is asked for. */
  read(from: number, to: number): Iterable<LearntSession>;
}

export interface Learnt {
  model: RecommendModel;
  /** Whether the order was learnt anew. */
  trained: boolean;
  /** Missing where there were too few new sessions to tell: then the new model takes over. */
  evaluation?: ModelEvaluation;
}

/**
 * Builds from all sessions. Before that, where there are enough sessions the current model has not learnt, builds a trial
 * without the latest of them and asks both about those. The order is learnt once at most, by the trial if there is one:
 * what was learnt on nearly the same sessions fits.
 *
 * @param outgrown whether the current model's order is to be learnt anew
 */
export function* learnAndJudge(
  source: SessionSource,
  current: RecommendModel | undefined,
  outgrown: boolean,
  now: number,
  version: number,
): InSteps<Learnt> {
  const { count } = source;
  const known = current === undefined || outgrown ? undefined : trainedIn(current);
  const whole = function* (ranker: Ranker | undefined): InSteps<Learnt> {
    const model = yield* build(source.read(0, count), ranker, now, version);
    return { model, trained: known === undefined && trainedIn(model) !== undefined };
  };

  const heldBack =
    current === undefined ? 0 : Math.min(MOST_HELD_BACK, Math.floor(HELD_BACK * source.countAfter(current.builtAt)));
  if (current === undefined || heldBack === 0) return yield* whole(known);
  const trial = yield* build(source.read(0, count - heldBack), known, now, version);
  const evaluation = yield* compareModels(trial, current, [...source.read(count - heldBack, count)]);
  return { ...(yield* whole(trainedIn(trial))), ...(evaluation && { evaluation }) };
}

/** @param ranker what orders candidates, where that is known; else it is learnt from the sessions */
function* build(
  sessions: Iterable<LearntSession>,
  ranker: Ranker | undefined,
  now: number,
  version: number,
): InSteps<RecommendModel> {
  const training = { ...RANKER_TRAINING, ...MOST_TRAINED_ON };
  const embeddings = { ...EMBEDDING_TRAINING, mostClicks: MOST_EMBEDDED };
  return yield* buildModelInSteps({ sessions, now, version, options: { ranker: ranker ?? training, embeddings } });
}

function trainedIn({ next }: RecommendModel): Ranker | undefined {
  return "untrained" in next.ranker ? undefined : next.ranker;
}
