/** The newcomer's three steps, ticked off as they happen. Pure. */
import type { CoachSignal } from "../coach-signal.ts";

export interface Coach {
  product: boolean;
  score: boolean;
  why: boolean;
  /** Engagement score as last heard, whole points; with the one before it, where known. */
  latest?: { score: number; before?: number };
}

export const COACH_START: Coach = { product: false, score: false, why: false };

/** Takes a signal. A score that moves before any product was opened is shown, but is not yet the second step. */
export function coachStep(coach: Coach, signal: CoachSignal): Coach {
  switch (signal.sameview) {
    case "product-opened":
      return { ...coach, product: true };
    case "score-moved": {
      const { score, before } = signal;
      const latest = before === undefined ? { score } : { score, before };
      return { ...coach, score: coach.score || coach.product, latest };
    }
    case "why-opened":
      return { ...coach, why: true };
  }
}

/** The step to do next; undefined when all are done. */
export function nextStep(coach: Coach): "product" | "score" | "why" | undefined {
  return (["product", "score", "why"] as const).find((step) => !coach[step]);
}
