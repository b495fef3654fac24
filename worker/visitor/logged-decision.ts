/** A decision as the visitor's object remembers it: what was chosen and why, without the texts that can be looked up. */
import type { Decision } from "../../wire/decision.ts";
import type { UnsignedDecision } from "../domain/decide.ts";

export interface LoggedDecision {
  at: number;
  decision: Decision;
}

/** Decisions remembered, enough to answer "why did this visitor see this?" for the last pages. */
const DECISIONS_KEPT = 10;

/**
 * Adds new decisions, newest first. One that shows what its placement showed before replaces it: a banner that stayed
 * is one fact, not twenty.
 */
export function logDecisions(
  log: readonly LoggedDecision[],
  made: readonly UnsignedDecision[],
  at: number,
): readonly LoggedDecision[] {
  if (made.length === 0) return log;
  const entries = made.map((decision) => ({ at, decision: forLog(decision) }));
  const shown = new Set(entries.map(({ decision }) => subjectOf(decision)));
  return [...entries, ...log.filter(({ decision }) => !shown.has(subjectOf(decision)))].slice(0, DECISIONS_KEPT);
}

function forLog(decision: UnsignedDecision): Decision {
  const { candidates: _, ...rest } = decision;
  return rest.kind === "none" ? rest : { ...rest, token: "" };
}

function subjectOf(decision: Decision): string {
  const what =
    decision.kind === "offer"
      ? decision.offer.id
      : decision.kind === "products"
        ? decision.products.map((one) => one.id).join()
        : "";
  return `${decision.placement}|${decision.kind}|${what}`;
}
