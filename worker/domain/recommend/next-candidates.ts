/** Candidates from the session model: what visits like this one looked at next. */
import type { RecommendationFact } from "../../../wire/recommendations.ts";
import { ORDERED, asAmounts } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";
import { ownCartOf, isJustBought } from "./barred.ts";
import { UNKNOWN } from "./model-view.ts";
import type { ModelView } from "./model-view.ts";
import type { NextBestInput } from "./next-best.ts";
import { rankNext } from "./session-model/rank-next.ts";
import type { NextEvidence } from "./session-model/rank-next.ts";

/** Looks that count: the engine's weights leave less than a fiftieth to the thirteenth. */
const LOOKS = 12;

/** Days back a look still counts as part of what the visitor is after: looking for one product takes days, not months. */
const LOOK_DAYS = 14;
const DAY_MS = 86_400_000;

/** Best first. @param factor what a product's score is multiplied by: taste and merchandising */
export function nextCandidates(
  input: NextBestInput,
  view: ModelView,
  admitted: (product: number) => boolean,
  factor: (product: number) => number,
): Candidate[] {
  const { model } = input;
  const clicks = clicksOf(input);
  if (clicks.length === 0 || model.next.itemIds.length === 0) return [];
  const { productOf } = view;
  const ranked = rankNext(model.next, clicks, ORDERED, view.workspace, (item) => {
    const product = productOf[item]!;
    return product !== UNKNOWN && admitted(product);
  });
  const newest = clicks.findLast((id) => view.isKnown(id)) ?? "";
  const amounts = asAmounts(ranked.scores, !("untrained" in model.next.ranker));
  return ranked.items
    .flatMap((item, i): Candidate[] => {
      const evidence = ranked.evidence[i]!;
      // What is merely popular comes later, after what is similar.
      if (evidence.reason === "POPULAR") return [];
      const index = productOf[item]!;
      return [
        {
          index,
          reason: evidence.reason === "VIEWED_AFTER" ? "CO_VISITED" : "SESSION_NEIGHBOURS",
          fact: () => factOf(evidence, newest),
          score: amounts[i]! * factor(index),
        },
      ];
    })
    .sort((a, b) => b.score - a.score || a.index - b.index);
}

/** Item ids, the newest last: what was looked at lately, then the cart on its page, then the page's product. */
export function clicksOf({ interest, page, now }: NextBestInput): string[] {
  const settled = new Set(interest.bought.filter(({ at }) => isJustBought(at, now)).map(({ itemId }) => itemId));
  const looks = interest.recent
    .filter(({ itemId, at }) => now - at < LOOK_DAYS * DAY_MS && !settled.has(itemId))
    .slice(0, LOOKS)
    .map(({ itemId }) => itemId)
    .reverse();
  const cart = ownCartOf(interest, page);
  // On its own page the cart is the question; elsewhere it has been looked at, or else counts as the oldest look.
  const inOrder = page.cartItemIds === undefined ? [...cart, ...looks] : [...looks, ...cart];
  if (page.itemId !== undefined) inOrder.push(page.itemId);
  // Each once, at its last place.
  return [...new Set(inOrder.reverse())].reverse();
}

function factOf({ reason, visitsAfter, similarVisits }: NextEvidence, newest: string): RecommendationFact {
  if (reason === "VIEWED_AFTER") return { kind: "viewed_after", product: newest, visits: visitsAfter };
  if (reason === "RELATED") return { kind: "related" };
  if (reason !== "VIEWED_BEFORE") return { kind: "similar_visits", visits: similarVisits };
  return similarVisits > 0 ? { kind: "similar_visits", visits: similarVisits, before: true } : { kind: "seen_before" };
}
