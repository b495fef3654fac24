/** Decisions as the visitor's object remembers them, to answer "why did this visitor see this?" for the last pages. */
import type { Decision } from "../../wire/decision.ts";

export interface LoggedDecision {
  /** Epoch ms. */
  at: number;
  decision: Decision;
}

/** Decisions held in memory until they are kept or shown. */
const DECISIONS_HELD = 40;
/** Different decisions kept and shown. */
const DECISIONS_KEPT = 10;

/** The log with new decisions in front. As cheap as it gets: this is on the way of every request. */
export function logDecisions(
  log: readonly LoggedDecision[],
  made: readonly Decision[],
  at: number,
): readonly LoggedDecision[] {
  if (made.length === 0) return log;
  return [...made.map((decision) => ({ at, decision })), ...log].slice(0, DECISIONS_HELD);
}

/**
 * The latest different ones, newest first, without candidates and tokens. One that shows what its placement showed
 * before takes its place: a banner that stayed is one fact, not twenty.
 */
export function distinctDecisions(log: readonly LoggedDecision[]): LoggedDecision[] {
  const bySubject = new Map<string, LoggedDecision>();
  for (const entry of log) {
    const subject = subjectOf(entry.decision);
    if (bySubject.size < DECISIONS_KEPT && !bySubject.has(subject)) bySubject.set(subject, withoutSecrets(entry));
  }
  return [...bySubject.values()];
}

function withoutSecrets({ at, decision }: LoggedDecision): LoggedDecision {
  const { candidates: _, ...rest } = decision;
  return { at, decision: rest.kind === "none" ? rest : { ...rest, token: "" } };
}

function subjectOf(decision: Decision): string {
  const { placement, kind } = decision;
  switch (kind) {
    case "offer":
      return `${placement}|offer|${decision.offer.id}`;
    case "products":
      return `${placement}|products|${decision.products.map((one) => one.id).join()}`;
    case "none":
      return `${placement}|none|${decision.reason}`;
  }
}
