/** What fills a row where nothing better is known: what is popular, then what the catalogue lists. */
import type { Candidate } from "./candidate.ts";
import { UNKNOWN } from "./model-view.ts";
import type { ModelView } from "./model-view.ts";
import type { NextBestInput } from "./next-best.ts";
import type { Row } from "./row.ts";

/** Popular and catalogue order, each in the page's category first, then in the visitor's favourite, then anywhere. */
export function fillWithWhatThereIs(
  row: Row,
  input: NextBestInput,
  view: ModelView,
  admitted: (product: number) => boolean,
): void {
  const { catalogue } = input;
  const { categories, sellableInOrder } = catalogue;
  const preferred = preferredCategories(input);
  for (const category of preferred) {
    row.fillAny(popular(input, view, view.popularIn[category] ?? [], categories.shelves[category]?.name, admitted));
  }
  row.fillAny(popular(input, view, view.popular, undefined, admitted));
  for (const category of preferred) {
    // Scanned only while there is room, which a model with a little history never leaves.
    if (row.open <= 0) return;
    const members = sellableInOrder.filter((index) => categories.of[index] === category);
    row.fillAny(listed(members, categories.shelves[category]?.name, admitted));
  }
  row.fillAny(listed(sellableInOrder, undefined, admitted));
}

function* popular(
  { model }: NextBestInput,
  { itemOf }: ModelView,
  products: Iterable<number>,
  category: string | undefined,
  admitted: (product: number) => boolean,
): Generator<Candidate> {
  const { popularity, recentClicksOf } = model.next;
  for (const index of products) {
    if (!admitted(index)) continue;
    const item = itemOf[index] ?? UNKNOWN;
    const looks = popularity[item] ?? 0;
    yield {
      index,
      reason: "POPULAR",
      fact: () => ({ kind: "popular", looks, ...(category !== undefined && { category }) }),
      score: (recentClicksOf[item] ?? 0) + looks,
    };
  }
}

function* listed(
  products: Iterable<number>,
  category: string | undefined,
  admitted: (product: number) => boolean,
): Generator<Candidate> {
  for (const index of products) {
    if (admitted(index)) {
      yield {
        index,
        reason: "CATALOGUE_ORDER",
        fact: () => ({ kind: "listed", ...(category !== undefined && { category }) }),
        score: 0,
      };
    }
  }
}

/**
 * The page's category and the visitor's favourite: indices of shelves, each once. Not that of the page's product: its
 * shelf was searched for similar ones already.
 */
function preferredCategories({ catalogue, interest, page }: NextBestInput): number[] {
  const { categories } = catalogue;
  const preferred = [
    page.category === undefined ? UNKNOWN : categories.named(page.category),
    interest.categories[0] === undefined ? UNKNOWN : categories.named(interest.categories[0].name),
  ];
  return [...new Set(preferred)].filter((category) => category !== UNKNOWN);
}
