/** What the embedded console tells the demo page around it: that the newcomer did one of the coach's steps. */

export type CoachSignal =
  | { sameview: "product-opened" }
  /** Engagement score after and, where known, before; whole points. */
  | { sameview: "score-moved"; score: number; before?: number }
  | { sameview: "why-opened" };

/** Tells the page around, if there is one of this host. */
export function tellCoach(signal: CoachSignal): void {
  if (window.parent !== window) window.parent.postMessage(signal, location.origin);
}

/** Reads a message from the embedded console; undefined for anything else that is posted about. */
export function readCoachSignal(data: unknown): CoachSignal | undefined {
  if (typeof data !== "object" || data === null || !("sameview" in data)) return undefined;
  switch (data.sameview) {
    case "product-opened":
    case "why-opened":
      return { sameview: data.sameview };
    case "score-moved": {
      if (!("score" in data) || typeof data.score !== "number") return undefined;
      const before = "before" in data && typeof data.before === "number" ? { before: data.before } : {};
      return { sameview: "score-moved", score: data.score, ...before };
    }
    default:
      return undefined;
  }
}
