/** A product that could fill a place of a row, from one source. */
import type { RecommendationFact } from "../../../wire/recommendations.ts";
import type { Ranked } from "./next-best.ts";

export interface Candidate {
  /** Into `catalogue.products`. */
  readonly index: number;
  readonly reason: Ranked["reason"];
  /** The fact behind the reason; made only for what is chosen. */
  readonly fact: () => RecommendationFact;
  /** Above 0; comparable only with candidates of the same source. */
  readonly score: number;
}

/** Candidates of each source that are put in order: twice the longest row, so that one brand's share leaves enough. */
export const ORDERED = 48;

/**
 * Scores as positive amounts, the greatest being 1, so that a factor means the same for all: those of a trained ranker
 * are logarithms of odds, those of neighbours sums.
 */
export function asAmounts(scores: readonly number[], logarithms: boolean): number[] {
  const greatest = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  if (logarithms) return scores.map((score) => Math.exp(score - greatest));
  return greatest > 0 ? scores.map((score) => Math.max(0, score) / greatest) : scores.map(() => 1);
}
