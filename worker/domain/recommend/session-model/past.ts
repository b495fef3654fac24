/** What was known at a moment: when recommending, all that the model holds; when training, what came before the example. */
import type { ItemEmbeddings } from "./item-embeddings.ts";
import type { RelatedItems } from "./related-items.ts";
import type { SessionIndex } from "./session-index.ts";

export interface Past {
  readonly index: SessionIndex;
  /** Sessions from this number on have not happened yet. */
  readonly before: number;
  /** By item: its clicks. */
  readonly clicksOf: Uint32Array;
  /** By item: its clicks in the latest `RECENT_SHARE` of the sessions. */
  readonly recentClicksOf: Uint32Array;
  readonly related: RelatedItems;
  /** Missing where no ranker would weigh them. */
  readonly embeddings: ItemEmbeddings | undefined;
}

/** Share of the sessions, the latest, that say what is looked at now. */
export const RECENT_SHARE = 0.1;

/** @param learnt from the same sessions; counting the rest takes milliseconds */
export function pastBefore(
  index: SessionIndex,
  before: number,
  { related, embeddings }: Pick<Past, "related" | "embeddings">,
): Past {
  const firstRecent = Math.floor(before * (1 - RECENT_SHARE));
  return {
    index,
    before,
    clicksOf: countClicks(index, 0, before),
    recentClicksOf: countClicks(index, firstRecent, before),
    related,
    embeddings,
  };
}

function countClicks({ items, clicks, sessionStart }: SessionIndex, from: number, to: number): Uint32Array {
  const counts = new Uint32Array(items);
  for (let c = sessionStart[from]!; c < sessionStart[to]!; c++) counts[clicks[c]!]!++;
  return counts;
}
