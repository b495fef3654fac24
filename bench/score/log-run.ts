/** One shop's log: the first 70 % of it teaches, the rest judges. Ours, a points rule, a plain logistic regression. */
import { hash53 } from "../../worker/domain/chance.ts";
import { DEFAULT_SCORECARD } from "../../worker/domain/score/default-scorecard.ts";
import { pointsOf } from "../../worker/domain/score/engagement-score.ts";
import { CARD_OPTIONS, learnScorecard } from "../../worker/domain/score/learn/learn-scorecard.ts";
import type { LearnOptions } from "../../worker/domain/score/learn/learn-additive.ts";
import { rocAuc } from "../../worker/domain/score/learn/metrics.ts";
import { seededRandom } from "../../worker/domain/score/learn/random.ts";
import { percentile } from "../statistics.ts";
import { fitLogistic } from "./logistic.ts";
import type { PrefixExample } from "./visit-examples.ts";

/** Share of examples, by when their visit began, that is learnt from. */
const LEARNT_SHARE = 0.7;
/** The points rule to beat. */
const VIEW_POINTS = 1;
const CART_POINTS = 5;
/** Folds over visitors inside the training part, by which the settings are chosen, and all are compared once more. */
const FOLDS = 5;
const RESAMPLES = 500;

/** What is chosen from. */
const SETTINGS: readonly Partial<LearnOptions>[] = [{}, { leaves: 2 }, { ridge: 60, leastRows: 200 }];

export interface Contestants<T> {
  rule: T;
  logistic: T;
  /** The card in the bundle, which has learnt nothing of this log. */
  bundled: T;
  ours: T;
}

export interface LogResult {
  log: string;
  learnt: { examples: number; purchases: number };
  judged: { examples: number; purchases: number };
  /** On the later part. */
  auc: Contestants<number>;
  /** 95 % intervals, by drawing visitors with replacement. */
  interval: Contestants<[number, number]>;
  /** Ours less each other, with the interval of that. */
  ahead: Omit<Contestants<{ by: number; interval: [number, number] }>, "ours">;
  /** Over the visitors of the earlier part, each fold judged by what the others taught. */
  aucCrossValidated: Contestants<number>;
  setting: Partial<LearnOptions>;
}

export function runLog(log: string, examples: readonly PrefixExample[], seed: number): LogResult {
  const inOrder = examples.toSorted((a, b) => a.visitStart - b.visitStart);
  const split = inOrder[Math.floor(inOrder.length * LEARNT_SHARE)]!.visitStart;
  const learnt = inOrder.filter(({ visitStart }) => visitStart < split);
  const judged = inOrder.filter(({ visitStart }) => visitStart >= split);
  const { setting, crossValidated } = choose(learnt);
  const scores = scoresOf(learnt, judged, setting);
  const auc = each(scores, (one) => rocAuc(one, labelsOf(judged)));
  const drawn = resample(judged, scores, seed);
  const interval = each(auc, (_, name) => bounds(drawn.map((one) => one[name])));
  const aheadOf = (name: keyof Contestants<number>) => ({
    by: auc.ours - auc[name],
    interval: bounds(drawn.map((one) => one.ours - one[name])),
  });
  return {
    log,
    learnt: { examples: learnt.length, purchases: purchasesOf(learnt) },
    judged: { examples: judged.length, purchases: purchasesOf(judged) },
    auc,
    interval,
    ahead: { rule: aheadOf("rule"), logistic: aheadOf("logistic"), bundled: aheadOf("bundled") },
    aucCrossValidated: crossValidated,
    setting,
  };
}

function choose(learnt: readonly PrefixExample[]) {
  const tried = SETTINGS.map((setting) => ({ setting, crossValidated: crossValidate(learnt, setting) }));
  return tried.reduce((best, one) => (one.crossValidated.ours > best.crossValidated.ours ? one : best));
}

function crossValidate(examples: readonly PrefixExample[], setting: Partial<LearnOptions>): Contestants<number> {
  const sums: Contestants<number> = { rule: 0, logistic: 0, bundled: 0, ours: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = ({ owner }: PrefixExample) => hash53(owner) % FOLDS === fold;
    const judged = examples.filter(inFold);
    const scores = scoresOf(
      examples.filter((one) => !inFold(one)),
      judged,
      setting,
    );
    for (const name of NAMES) sums[name] += rocAuc(scores[name], labelsOf(judged)) / FOLDS;
  }
  return sums;
}

const NAMES = ["rule", "logistic", "bundled", "ours"] as const;

function scoresOf(
  learnt: readonly PrefixExample[],
  judged: readonly PrefixExample[],
  setting: Partial<LearnOptions>,
): Contestants<Float64Array> {
  const card = learnScorecard(learnt, DEFAULT_SCORECARD, {
    version: 1,
    builtAt: 0,
    options: { ...CARD_OPTIONS, ...setting },
  });
  const regression = fitLogistic(learnt.map(numbersOf), labelsOf(learnt));
  return {
    rule: Float64Array.from(judged, ({ views, carts }) => VIEW_POINTS * views + CART_POINTS * carts),
    logistic: regression.margins(judged.map(numbersOf)),
    bundled: Float64Array.from(judged, ({ values }) => pointsOf(DEFAULT_SCORECARD, values)),
    ours: Float64Array.from(judged, ({ values }) => pointsOf(card, values)),
  };
}

/** Logarithms of counts and times: a plain regression does better with them than with the bare numbers. */
function numbersOf({ values }: PrefixExample): number[] {
  return values.map((value) => Math.log1p(Math.max(0, value)));
}

function labelsOf(examples: readonly PrefixExample[]): Uint8Array {
  return Uint8Array.from(examples, ({ bought }) => Number(bought));
}

/** Visits that end in a purchase. */
function purchasesOf(examples: readonly PrefixExample[]): number {
  return new Set(examples.filter(({ bought }) => bought).map(({ owner, visitStart }) => `${owner} ${visitStart}`)).size;
}

/** Visitors drawn with replacement, so that the examples of one stay together. Draws without a purchase are drawn again. */
function resample(
  judged: readonly PrefixExample[],
  scores: Contestants<Float64Array>,
  seed: number,
): Contestants<number>[] {
  const random = seededRandom(seed);
  const rowsByOwner = [...Map.groupBy(judged.keys(), (row) => judged[row]!.owner).values()];
  const labels = labelsOf(judged);
  const drawn: Contestants<number>[] = [];
  while (drawn.length < RESAMPLES) {
    const rows = rowsByOwner.flatMap(() => rowsByOwner[Math.floor(random() * rowsByOwner.length)]!);
    const some = Uint8Array.from(rows, (row) => labels[row]!);
    if (!some.includes(1)) continue;
    drawn.push(
      each(scores, (one) =>
        rocAuc(
          Float64Array.from(rows, (row) => one[row]!),
          some,
        ),
      ),
    );
  }
  return drawn;
}

function bounds(values: readonly number[]): [number, number] {
  return [percentile(values, 0.025), percentile(values, 0.975)];
}

function each<T, U>(all: Contestants<T>, change: (one: T, name: keyof Contestants<T>) => U): Contestants<U> {
  return {
    rule: change(all.rule, "rule"),
    logistic: change(all.logistic, "logistic"),
    bundled: change(all.bundled, "bundled"),
    ours: change(all.ours, "ours"),
  };
}
