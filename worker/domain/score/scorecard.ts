/**
 * A scorecard: points for each range of each feature. Their sum is the score.
 *
 * Points are log-odds on the scale that credit scoring uses, "points to double the odds" (Siddiqi: "Credit Risk
 * Scorecards", Wiley 2006, §6): so many points more, and a purchase is twice as likely, in odds. So a point is worth
 * the same on every card, and thresholds keep their meaning when a new card is learnt.
 */
import { FEATURE_SET, SCORE_FEATURES } from "./features.ts";

export interface Scorecard {
  /** 0: the one in the bundle. */
  version: number;
  /** Epoch ms; 0 for the bundled one. */
  builtAt: number;
  /** Visits learnt from, and how many of them ended in a purchase. */
  visits: number;
  buyers: number;
  /** By feature in the order of `SCORE_FEATURES`, then by range: whole points. */
  points: readonly (readonly number[])[];
  /** Log-odds of a purchase at a sum of 0 points. */
  logOdds: number;
}

/** Points by which the odds of a purchase double: 100 points are odds a hundred times those of a stranger. */
export const POINTS_TO_DOUBLE = 15;
/** One point in log-odds. */
export const LOG_ODDS_PER_POINT = Math.LN2 / POINTS_TO_DOUBLE;

/** A stored scorecard that must not be used. The message says why. */
export class ScorecardFormatError extends Error {
  override readonly name = "ScorecardFormatError";
}

const MAGIC = "sameview-scorecard";
const FORMAT = 1;
/** Points of one range beyond which something went wrong: ±200 are odds of ten thousand. */
const MOST_POINTS = 200;

export function writeScorecard(card: Scorecard): string {
  return JSON.stringify({ magic: MAGIC, format: FORMAT, features: FEATURE_SET, ...card });
}

/** @throws ScorecardFormatError where this is no scorecard, or not one for these features */
export function readScorecard(text: string): Scorecard {
  const raw = parse(text);
  if (raw["magic"] !== MAGIC) throw new ScorecardFormatError("this is no scorecard: its magic is missing");
  if (raw["format"] !== FORMAT) throw new ScorecardFormatError(`format ${String(raw["format"])} is not ${FORMAT}`);
  if (raw["features"] !== FEATURE_SET) {
    throw new ScorecardFormatError(`it is for feature set ${String(raw["features"])}, this is ${FEATURE_SET}`);
  }
  const card = {
    version: whole(raw, "version"),
    builtAt: whole(raw, "builtAt"),
    visits: whole(raw, "visits"),
    buyers: whole(raw, "buyers"),
    points: pointsOf(raw["points"]),
    logOdds: raw["logOdds"],
  };
  if (typeof card.logOdds !== "number" || !Number.isFinite(card.logOdds)) {
    throw new ScorecardFormatError("logOdds is not a number");
  }
  return { ...card, logOdds: card.logOdds };
}

function parse(text: string): Record<string, unknown> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new ScorecardFormatError("this is not JSON", { cause: error });
  }
  if (typeof raw !== "object" || raw === null) throw new ScorecardFormatError("this is not an object");
  return raw as Record<string, unknown>;
}

function whole(raw: Record<string, unknown>, name: string): number {
  const value = raw[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new ScorecardFormatError(`${name} is not a whole number`);
  }
  return value;
}

function pointsOf(raw: unknown): number[][] {
  if (!Array.isArray(raw) || raw.length !== SCORE_FEATURES.length) {
    throw new ScorecardFormatError(`points are not for ${SCORE_FEATURES.length} features`);
  }
  return SCORE_FEATURES.map(({ name, cuts }, place) => {
    const points: unknown = raw[place];
    if (!Array.isArray(points) || points.length !== cuts.length + 1) {
      throw new ScorecardFormatError(`${name}: not ${cuts.length + 1} ranges`);
    }
    if (!points.every((one) => Number.isInteger(one) && Math.abs(one as number) <= MOST_POINTS)) {
      throw new ScorecardFormatError(`${name}: a range has no whole points within ±${MOST_POINTS}`);
    }
    return points as number[];
  });
}
