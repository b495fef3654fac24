/** Two models asked about the same sessions, which neither has learnt: is the newer one worse? */
import type { ModelAccuracy, ModelEvaluation } from "../../../wire/console.ts";
import type { InSteps } from "../in-steps.ts";
import type { LearntSession } from "./build-model.ts";
import type { RecommendModel } from "./recommend-model.ts";
import { RankWorkspace, rankNext } from "./session-model/rank-next.ts";

/** Places looked at. */
const CUT = 20;
/** Products of one session asked about, the first: a long one is one visitor still. */
const MOST_ASKED = 10;
/** Sessions below which the test says nothing: its normal approximation needs some dozens. */
export const LEAST_SESSIONS = 30;
/** Questions put to one model in one step: some 20 ms. */
const STEP_ASKED = 64;
/** The 5 % point of the standard normal distribution: so seldom is a model as good as the other refused by chance. */
const CRITICAL = -1.645;

/** The products of a session in order, without immediate repeats: viewed and then put in the cart is one step. */
export function stepsOf({ items }: LearntSession): string[] {
  const sorted = items.toSorted((a, b) => a.at - b.at || (a.itemId < b.itemId ? -1 : 1));
  return sorted.map(({ itemId }) => itemId).filter((id, place, ids) => id !== ids[place - 1]);
}

/**
 * Asks both after each step of each session for the next one. The new model takes over unless it is worse beyond chance:
 * the mean difference of 1/place, by session, lies 1.645 standard errors below 0 (a paired one-sided z-test at 5 %; by
 * session, because what one visitor does is not independent). `undefined` where there are too few sessions to tell.
 */
export function* compareModels(
  newer: RecommendModel,
  current: RecommendModel,
  sessions: readonly LearntSession[],
): InSteps<ModelEvaluation | undefined> {
  const asked = sessions.map(stepsOf).filter((steps) => steps.length > 1);
  if (asked.length < LEAST_SESSIONS) return undefined;
  const ofNewer = yield* askAll(newer, asked);
  const ofCurrent = yield* askAll(current, asked);
  const differences = ofNewer.map(({ reciprocal, steps }, i) => (reciprocal - ofCurrent[i]!.reciprocal) / steps);
  const z = zScore(differences);
  const published = !(z < CRITICAL);
  const accuracy = accuracyOf(ofNewer);
  const against = accuracyOf(ofCurrent);
  const verdict = published ? "not worse than by chance" : "worse than chance explains";
  return {
    ...accuracy,
    against,
    sessions: asked.length,
    published,
    why: `found ${percent(accuracy.hr20)} of the next products among the first 20, the one before ${percent(against.hr20)}: ${verdict} (paired z ${z.toFixed(1)} over ${asked.length} sessions)`,
  };
}

interface Tally {
  steps: number;
  hits: number;
  reciprocal: number;
}

/** A tally of each session, in their order. */
function* askAll({ next }: RecommendModel, sessions: readonly (readonly string[])[]): InSteps<Tally[]> {
  const workspace = new RankWorkspace(next.itemIds.length);
  const tallies: Tally[] = [];
  let sinceStep = 0;
  for (const steps of sessions) {
    const tally: Tally = { steps: 0, hits: 0, reciprocal: 0 };
    for (let asked = 1; asked < steps.length && asked <= MOST_ASKED; asked++) {
      const { items } = rankNext(next, steps.slice(0, asked), CUT, workspace);
      const place = items.findIndex((item) => next.itemIds[item] === steps[asked]);
      tally.steps++;
      if (place < 0) continue;
      tally.hits++;
      tally.reciprocal += 1 / (place + 1);
    }
    tallies.push(tally);
    sinceStep += tally.steps;
    if (sinceStep < STEP_ASKED) continue;
    sinceStep = 0;
    yield;
  }
  return tallies;
}

function accuracyOf(tallies: readonly Tally[]): ModelAccuracy {
  const sum = { steps: 0, hits: 0, reciprocal: 0 };
  for (const { steps, hits, reciprocal } of tallies) {
    sum.steps += steps;
    sum.hits += hits;
    sum.reciprocal += reciprocal;
  }
  return { hr20: sum.hits / sum.steps, mrr20: sum.reciprocal / sum.steps };
}

/** Mean over its standard error; 0 where all are equal and 0. */
function zScore(differences: readonly number[]): number {
  const n = differences.length;
  const mean = differences.reduce((sum, one) => sum + one, 0) / n;
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1);
  if (variance > 0) return mean / Math.sqrt(variance / n);
  return mean === 0 ? 0 : Math.sign(mean) * Infinity;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
