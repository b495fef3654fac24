/** Candidates from the model: what other visits to the same products also looked at. */
import type { Anchor } from "./anchors.ts";
import { UNKNOWN } from "./model-view.ts";
import type { ModelView } from "./model-view.ts";
import type { RecommendModel } from "./recommend-model.ts";

/**
 * Neighbours followed from the lightest anchors. From a heavier one as many more as it weighs: its twentieth neighbour
 * says more than a light one's second, and each one followed is a look into cold memory.
 */
const FEWEST_FOLLOWED = 6;

/** Scores the anchors' neighbours on `view.coVisited`: Σ weight · similarity, times taste. */
export function scoreCoVisited(
  model: RecommendModel,
  view: ModelView,
  anchors: readonly Anchor[],
  taste: (product: number) => number,
): void {
  const board = view.coVisited;
  board.begin();
  for (const [by, anchor] of anchors.entries()) {
    if (anchor.item === UNKNOWN) continue;
    const start = model.neighbourStart[anchor.item] ?? 0;
    const all = (model.neighbourStart[anchor.item + 1] ?? 0) - start;
    const end = start + Math.min(all, Math.max(FEWEST_FOLLOWED, Math.ceil(all * anchor.weight)));
    for (let at = start; at < end; at++) {
      const product = view.productOf[model.neighbour[at] ?? 0] ?? UNKNOWN;
      if (product === UNKNOWN) continue;
      board.add(product, anchor.weight * (model.score[at] ?? 0), by, model.support[at] ?? 0);
    }
  }
  for (const product of board.touched) board.score[product] = (board.score[product] ?? 0) * taste(product);
}

/** Such as "also viewed in 41 visits to Trail Runner 3". */
export function whyCoVisited(view: ModelView, anchors: readonly Anchor[], product: number): string {
  const visits = view.coVisited.bestCount[product] ?? 0;
  const name = anchors[view.coVisited.bestBy[product] ?? UNKNOWN]?.name ?? "";
  return `also viewed in ${visits} ${visits === 1 ? "visit" : "visits"} to ${name}`;
}
