/** Candidates from orders: what goes with the cart, with the page's product, or with what was bought last. */
import type { RecommendationFact } from "../../../../wire/recommendations.ts";
import { asAmounts, ORDERED } from "../candidate.ts";
import type { Candidate } from "../candidate.ts";
import { ownCartOf } from "../barred.ts";
import { UNKNOWN } from "../model-view.ts";
import type { ModelView } from "../model-view.ts";
import type { NextBestInput } from "../next-best.ts";
import type { Owned } from "./complement-features.ts";
import { itemNumberOf } from "../session-model/session-model.ts";
import { rankComplements } from "./rank-complements.ts";
import type { RankedComplement } from "./rank-complements.ts";

/** Products a complement is looked for of: those of a large cart put in last. */
const MOST_BASKET = 20;

/** Best first; empty where nothing of the basket was ever bought with anything. */
export function complementCandidates(
  input: NextBestInput,
  view: ModelView,
  admitted: (product: number) => boolean,
  factor: (product: number) => number,
): Candidate[] {
  const { complements } = input.model;
  const basket = basketOf(input)
    .map((id) => itemNumberOf(complements, id))
    .filter((item) => item >= 0);
  if (basket.length === 0) return [];
  const ranked = rankComplements(complements, basket, ownedOf(input), ORDERED, view.complementCandidates, (item) => {
    const product = view.productOfComplement[item]!;
    return product !== UNKNOWN && admitted(product);
  });
  const amounts = asAmounts(
    ranked.map(({ score }) => score),
    true,
  );
  return ranked
    .map((one, i): Candidate => {
      const index = view.productOfComplement[one.item]!;
      return { index, reason: "BOUGHT_TOGETHER", fact: () => factOf(input, one), score: amounts[i]! * factor(index) };
    })
    .sort((a, b) => b.score - a.score || a.index - b.index);
}

/** The cart; without one the page's product; without that the last order, for what belongs to it. Ids, each once. */
export function basketOf({ interest, page }: NextBestInput): string[] {
  const cart = ownCartOf(interest, page);
  if (cart.length > 0) return [...new Set(cart)].slice(-MOST_BASKET);
  if (page.itemId !== undefined) return [page.itemId];
  const own = interest.bought.filter(({ gift }) => !gift);
  const last = own.reduce((latest, { at }) => Math.max(latest, at), -Infinity);
  return [...new Set(own.filter(({ at }) => at === last).map(({ itemId }) => itemId))].slice(-MOST_BASKET);
}

function ownedOf({ model, interest, now }: NextBestInput): Owned[] {
  const owned = new Map<number, Owned>();
  for (const { itemId, at, gift } of interest.bought) {
    if (gift) continue;
    const item = itemNumberOf(model.complements, itemId);
    if (item < 0) continue;
    const known = owned.get(item);
    owned.set(item, { item, times: (known?.times ?? 0) + 1, age: Math.min(known?.age ?? Infinity, now - at) });
  }
  return [...owned.values()];
}

function factOf({ model }: NextBestInput, { goesWith, together, ownTimes }: RankedComplement): RecommendationFact {
  if (goesWith < 0) return { kind: "bought_before", ownOrders: ownTimes };
  const product = model.complements.itemIds[goesWith] ?? "";
  return { kind: "bought_with", product, orders: together, ownOrders: ownTimes };
}
