/** A new model from all sessions, and whether it may take over from the current one. */
import type { ModelEvaluation } from "../../wire/console.ts";
import { buildModel } from "../domain/recommend/build-model.ts";
import type { LearntSession } from "../domain/recommend/build-model.ts";
import { compareModels } from "../domain/recommend/compare-models.ts";
import type { RecommendModel } from "../domain/recommend/recommend-model.ts";

/** Sessions held back at most: 500 tell a difference of two points of hit rate, and take a second to ask about. */
const MOST_HELD_BACK = 500;
/** Of the sessions the current model has not learnt, the share held back, the latest; the trial learns the others. */
const HELD_BACK = 0.5;

/** Where the sessions are kept. */
export interface SessionSource {
  count(): number;
  /** Sessions whose last item is later than this, epoch milliseconds. */
  countAfter(at: number): number;
  /** Oldest first. */
  all(): Iterable<LearntSession>;
}

export interface Learnt {
  model: RecommendModel;
  /** Missing where there were too few new sessions to tell: then the new model takes over. */
  evaluation?: ModelEvaluation;
}

/**
 * Builds from all sessions. Before that, where there are enough sessions the current model has not learnt, builds a trial
 * without the latest of them and asks both about those. The trial's learnt order is kept for the model from all
 * sessions, as training is the long part; what was learnt on nearly the same sessions fits it.
 */
export function learnAndJudge(
  source: SessionSource,
  current: RecommendModel | undefined,
  now: number,
  version: number,
): Learnt {
  const heldBack =
    current === undefined ? 0 : Math.min(MOST_HELD_BACK, Math.floor(HELD_BACK * source.countAfter(current.builtAt)));
  if (current === undefined || heldBack === 0) return { model: buildModel({ sessions: source.all(), now, version }) };
  const late: LearntSession[] = [];
  const trial = buildModel({ sessions: allBut(source, heldBack, late), now, version });
  const evaluation = compareModels(trial, current, late);
  if (evaluation === undefined) return { model: buildModel({ sessions: source.all(), now, version }) };
  const whole = buildModel({ sessions: source.all(), now, version, options: { ranker: false } });
  return { model: { ...whole, next: { ...whole.next, ranker: trial.next.ranker } }, evaluation };
}

/** The sessions without the last `heldBack`, which are put into `late`. */
function* allBut(source: SessionSource, heldBack: number, late: LearntSession[]): Generator<LearntSession> {
  let left = source.count() - heldBack;
  for (const session of source.all()) {
    if (left-- > 0) yield session;
    else late.push(session);
  }
}
