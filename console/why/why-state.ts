/** Which decision's reason is being read. */
import { signal } from "@preact/signals";
import type { Score } from "../../wire/console.ts";
import type { Decision } from "../../wire/decision.ts";
import { tellCoach } from "../coach-signal.ts";

export interface Why {
  decision: Decision;
  /** When it was made, epoch milliseconds. */
  at: number;
  visitor: string;
  /** The score the decision was made with, where the feed carried it. */
  score?: Score;
}

export const openWhy = signal<Why | null>(null);

export function showWhy(why: Why): void {
  openWhy.value = why;
  tellCoach({ sameview: "why-opened" });
}
