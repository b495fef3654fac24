/** Five-fold cross-validation on the public table: ours, ours as whole points, and a plain logistic regression. */
import { marginsOf, sigmoid } from "../../worker/domain/score/learn/additive-terms.ts";
import { rowsOf } from "../../worker/domain/score/learn/binning.ts";
import { learnAdditive, type LearnOptions } from "../../worker/domain/score/learn/learn-additive.ts";
import { calibrationTable, calibrationError, logLoss, rocAuc } from "../../worker/domain/score/learn/metrics.ts";
import { LOG_ODDS_PER_POINT } from "../../worker/domain/score/scorecard.ts";
import { equalWidthError } from "./equal-width-error.ts";
import { pick, rowsWhere, stratifiedFolds } from "./folds.ts";
import { fitLogistic } from "./logistic.ts";
import { binIntention, numbersOf, type Intention } from "./shopper-intention.ts";

const FOLDS = 5;
/** One in so many training rows judges the settings that are chosen from; the rest of them teach. */
const INNER_FOLDS = 4;

interface Setting {
  bins: number;
  leaves: number;
  pairs: number;
}

/** What is chosen from. Everything else is as the defaults of the papers have it, give or take: small steps, some bags. */
const SETTINGS: readonly Setting[] = [
  { bins: 12, leaves: 2, pairs: 20 },
  { bins: 12, leaves: 3, pairs: 20 },
  { bins: 12, leaves: 2, pairs: 8 },
];

const FIXED = { rate: 0.1, rounds: 250, patience: 12, ridge: 1, leastRows: 10, watchShare: 0.15 };
const BAGS = 8;
/** Bags while choosing: the ranking of settings shows with few. */
const BAGS_CHOOSING = 2;

export interface IntentionResult {
  auc: number;
  aucByFold: number[];
  /** Without pairs: a plain sum of one list of points a column. */
  aucSum: number;
  /** That sum in whole points, 15 to double the odds. */
  aucPoints: number;
  aucLogistic: number;
  logLoss: number;
  logLossLogistic: number;
  /** Expected calibration error over 10 bins of equal width, and of equally many. */
  calibrationError: number;
  calibrationErrorEqualCount: number;
  /** Seconds to learn one fold's model, settings chosen. */
  learnSeconds: number;
  settings: string[];
}

export function runIntention(data: Intention, seed: number, report: (line: string) => void): IntentionResult {
  const fold = stratifiedFolds(data.labels, FOLDS, seed);
  const probabilities = new Float64Array(data.labels.length);
  const plain = new Float64Array(data.labels.length);
  const result = { auc: [] as number[], sum: [] as number[], points: [] as number[], logistic: [] as number[] };
  const settings: string[] = [];
  let learnMs = 0;
  for (let held = 0; held < FOLDS; held++) {
    const fit = rowsWhere(fold, (one) => one !== held);
    const test = rowsWhere(fold, (one) => one === held);
    const labels = pick(data.labels, test);
    const setting = choose(data, fit, seed + held);
    settings.push(`${setting.bins} bins, ${setting.leaves} levels, ${setting.pairs} pairs`);
    const begun = performance.now();
    const full = learn(data, fit, test, setting, { ...FIXED, ...setting, bags: BAGS, seed });
    learnMs += performance.now() - begun;
    const sum = learn(data, fit, test, setting, { ...FIXED, ...setting, pairs: 0, bags: BAGS, seed });
    const numbers = numbersOf(data, fit);
    const regression = fitLogistic(
      Array.from(fit, (row) => numbers[row]!),
      pick(data.labels, fit),
    ).margins(Array.from(test, (row) => numbers[row]!));
    result.auc.push(rocAuc(full.probabilities, labels));
    result.sum.push(rocAuc(sum.probabilities, labels));
    result.points.push(rocAuc(sum.points, labels));
    result.logistic.push(rocAuc(regression, labels));
    test.forEach((row, place) => {
      probabilities[row] = full.probabilities[place]!;
      plain[row] = sigmoid(regression[place]!);
    });
    report(`fold ${held + 1}/${FOLDS}: AUC ${result.auc[held]!.toFixed(4)}, chosen ${settings[held]}`);
  }
  return {
    auc: mean(result.auc),
    aucByFold: result.auc,
    aucSum: mean(result.sum),
    aucPoints: mean(result.points),
    aucLogistic: mean(result.logistic),
    logLoss: logLoss(probabilities, data.labels),
    logLossLogistic: logLoss(plain, data.labels),
    calibrationError: equalWidthError(probabilities, data.labels, 10),
    calibrationErrorEqualCount: calibrationError(calibrationTable(probabilities, data.labels, 10)),
    learnSeconds: learnMs / FOLDS / 1_000,
    settings,
  };
}

/** The setting best on a part of the training rows. The held-out fold is not looked at. */
function choose(data: Intention, fit: Int32Array, seed: number): Setting {
  const inner = stratifiedFolds(pick(data.labels, fit), INNER_FOLDS, seed);
  const learnt = rowsWhere(inner, (one) => one !== 0).map((place) => fit[place]!);
  const judged = rowsWhere(inner, (one) => one === 0).map((place) => fit[place]!);
  let best = SETTINGS[0]!;
  let bestAuc = -Infinity;
  for (const setting of SETTINGS) {
    const { probabilities } = learn(data, learnt, judged, setting, { ...FIXED, ...setting, bags: BAGS_CHOOSING, seed });
    const auc = rocAuc(probabilities, pick(data.labels, judged));
    if (auc > bestAuc) [best, bestAuc] = [setting, auc];
  }
  return best;
}

/** Learns from some rows; probabilities and sums of whole points for others. */
function learn(data: Intention, fit: Int32Array, test: Int32Array, { bins }: Setting, options: LearnOptions) {
  const table = binIntention(data, fit, bins);
  const { terms, calibration } = learnAdditive(rowsOf(table, fit), pick(data.labels, fit), options);
  const testTable = rowsOf(table, test);
  const whole = terms.shapes.map((shape) => shape.map((value) => Math.round(value / LOG_ODDS_PER_POINT)));
  return {
    probabilities: marginsOf(terms, testTable).map((margin) =>
      sigmoid(calibration.intercept + calibration.slope * margin),
    ),
    points: marginsOf({ intercept: 0, shapes: whole, pairs: [] }, testTable),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
