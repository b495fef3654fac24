/** Who asks for bands or scores: segments and offers that a change of the thresholds changes, and those it does not. Pure. */
import type { Condition } from "../../wire/condition.ts";
import type { Definitions } from "../../wire/definitions.ts";

export interface BandUser {
  /** Path of its screen, below `/console/`. */
  path: string;
  name: string;
}

/** Segments and offers whose own condition asks for a band. Who asks for a score by its number is not concerned. */
export function bandUsers({ segments = [], offers }: Pick<Definitions, "segments" | "offers">): BandUser[] {
  return [
    ...segments
      .filter(({ condition }) => asksForBand(condition.when))
      .map(({ id, name }) => ({ path: `segments/${id}`, name })),
    ...offers
      .filter(({ eligibility }) => eligibility !== undefined && asksForBand(eligibility.when))
      .map(({ id, name }) => ({ path: `offers/${id}`, name })),
  ];
}

function asksForBand(condition: Condition): boolean {
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.some(asksForBand);
    case "not":
      return asksForBand(condition.of);
    default:
      return condition.kind === "score_band";
  }
}
