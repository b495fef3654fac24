/** Is a new card at least as good as the one in use? Judged on visitors that neither has learnt from. */
import { pointsOf, probabilityOf } from "../engagement-score.ts";
import type { Scorecard } from "../scorecard.ts";
import type { VisitExample } from "./learn-scorecard.ts";
import { calibrationError, calibrationTable, logLoss, rocAuc, rowLoss, type CalibrationBin } from "./metrics.ts";

export interface CardFigures {
  /** Area under the ROC curve, 0.5–1; `null` where there was no purchase, or nothing else. */
  auc: number | null;
  /** Nats a visit. */
  logLoss: number;
  calibrationError: number;
  /** Visits by foretold probability, in ten groups of equally many. */
  deciles: CalibrationBin[];
}

export interface Judgement {
  /** Visits judged on, and purchases among them. */
  visits: number;
  buyers: number;
  before: CardFigures;
  after: CardFigures;
  /** Mean of the new card's loss less the old one's, nats a visit: below 0 is better; and the one-sided 95 % upper end. */
  lossDifference: number;
  upperEnd: number;
  publish: boolean;
  /** In plain English. */
  why: string;
}

const DECILES = 10;
/** Share of the old card's loss by which the new one might be worse without anybody noticing. */
const TOLERANCE = 0.01;
/** 95 % of a normal distribution lie below. */
const Z_95 = 1.645;

export function figuresOf(card: Scorecard, examples: readonly VisitExample[]): CardFigures {
  const probabilities = Float64Array.from(examples, ({ values }) => probabilityOf(card, pointsOf(card, values)));
  const labels = Uint8Array.from(examples, ({ bought }) => Number(bought));
  const auc = rocAuc(probabilities, labels);
  const deciles = calibrationTable(probabilities, labels, DECILES);
  return {
    auc: Number.isNaN(auc) ? null : auc,
    logLoss: logLoss(probabilities, labels),
    calibrationError: calibrationError(deciles),
    deciles,
  };
}

/**
 * A paired comparison of log losses, with a test of non-inferiority: better on average, and with 95 % confidence not
 * worse by a hundredth (the one-sided bound of a paired z-test; Piaggio et al.: CONSORT for non-inferiority, JAMA 2012).
 */
export function judgeScorecard(before: Scorecard, after: Scorecard, heldBack: readonly VisitExample[]): Judgement {
  const differences = heldBack.map(
    ({ values, bought }) =>
      rowLoss(probabilityOf(after, pointsOf(after, values)), Number(bought)) -
      rowLoss(probabilityOf(before, pointsOf(before, values)), Number(bought)),
  );
  const figures = { before: figuresOf(before, heldBack), after: figuresOf(after, heldBack) };
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  const variance = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, differences.length - 1);
  const upperEnd = mean + Z_95 * Math.sqrt(variance / differences.length);
  const tolerance = TOLERANCE * figures.before.logLoss;
  const publish = mean < 0 && upperEnd <= tolerance;
  return {
    visits: heldBack.length,
    buyers: heldBack.filter(({ bought }) => bought).length,
    ...figures,
    lossDifference: mean,
    upperEnd,
    publish,
    why: publish
      ? "better on held-back visitors"
      : mean < 0
        ? "better on average, but perhaps by chance: it may as well be worse"
        : "not better on held-back visitors",
  };
}
