/** Candidates from this visitor's own orders: what they are due to buy again. */
import type { RecommendationFact } from "../../../../wire/recommendations.ts";
import type { Candidate } from "../candidate.ts";
import type { ModelView } from "../model-view.ts";
import type { NextBestInput } from "../next-best.ts";
import { duenessOf } from "./due-again.ts";
import type { Dueness } from "./due-again.ts";

/** By product index: what this visitor has bought and is due to buy again. */
export function dueProducts({ catalogue, interest, now }: NextBestInput, view: ModelView): Map<number, Dueness> {
  const times = new Map<string, number[]>();
  for (const { itemId, at, gift } of interest.bought) {
    if (gift) continue;
    const known = times.get(itemId);
    if (known) known.push(at);
    else times.set(itemId, [at]);
  }
  const due = new Map<number, Dueness>();
  for (const [itemId, bought] of times) {
    const index = catalogue.byId.get(itemId);
    if (index === undefined) continue;
    const dueness = duenessOf(view.repeatKinds.of(itemId), bought, now);
    if (dueness.due) due.set(index, dueness);
  }
  return due;
}

/** Best first. */
export function againCandidates(
  due: ReadonlyMap<number, Dueness>,
  admitted: (product: number) => boolean,
  factor: (product: number) => number,
): Candidate[] {
  return [...due]
    .filter(([index]) => admitted(index))
    .map(([index, dueness]): Candidate => ({
      index,
      reason: "DUE_AGAIN",
      fact: () => factOf(dueness),
      score: dueness.worth * factor(index),
    }))
    .sort((a, b) => b.score - a.score || a.index - b.index);
}

function factOf({ everyDays, elapsedDays }: Dueness): RecommendationFact {
  return { kind: "due_again", everyDays: Math.max(1, Math.round(everyDays)), elapsedDays: Math.round(elapsedDays) };
}
