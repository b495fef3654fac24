/** A search that led nowhere: a quick look at something of no lasting interest ([MO-8]). */
import type { TrailKind } from "../profile/trail-kinds.ts";
import type { TrailStep } from "../profile/trail.ts";

/** Milliseconds after a search in which looks belong to it: a list of results is read for about so long. */
export const LOOKS_WITHIN_MS = 60_000;
/** Products looked at after it, at most: whoever opens a third result is choosing. */
export const STRAY_LOOKS = 2;
/** Milliseconds in view from which a product page was read, and not only glanced at. */
export const READ_MS = 15_000;
/** Milliseconds after a search in which coming back to its products or categories shows that it was meant. */
export const COMES_BACK_WITHIN_MS = 15 * 60_000;

/** Steps by which a visitor goes on to something else; an error or a click in anger is none. */
const GOES_ON: ReadonlySet<TrailKind> = new Set<TrailKind>([
  "look",
  "pick",
  "add",
  "remove",
  "wish",
  "cart",
  "checkout",
  "buy",
  "compare",
]);

export interface StraySearch {
  search: TrailStep;
  /** What was looked at or picked because of it. */
  looks: TrailStep[];
  /** Epoch ms of the step that showed it to be stray. */
  shownAt: number;
}

/**
 * Searches followed within a minute by a look or two, after which the visitor went on to something else: no product of
 * it read, kept, or come back to, and nothing of its categories looked at within a quarter of an hour.
 *
 * A search that nothing has followed yet is not stray: whoever searches for boots wants boots now.
 *
 * @param trail newest first
 */
export function straySearches(trail: readonly TrailStep[]): StraySearch[] {
  const strays: StraySearch[] = [];
  for (let i = trail.length - 1; i >= 0; i--) {
    const search = trail[i]!;
    if (search.kind !== "search") continue;
    const stray = asStray(trail, i);
    if (stray !== undefined) strays.push(stray);
  }
  return strays;
}

/** The looks of all stray searches, which say nothing of taste. */
export function strayLooks(trail: readonly TrailStep[]): ReadonlySet<TrailStep> {
  const looks = new Set<TrailStep>();
  // Most trails have no search: this is on the way of every request.
  if (!trail.some(({ kind }) => kind === "search")) return looks;
  for (const stray of straySearches(trail)) for (const look of stray.looks) looks.add(look);
  return looks;
}

function asStray(trail: readonly TrailStep[], place: number): StraySearch | undefined {
  const search = trail[place]!;
  const looks: TrailStep[] = [];
  const products = new Set<string>();
  const categories = new Set<string>();
  let shownAt: number | undefined;
  for (let i = place - 1; i >= 0; i--) {
    const step = trail[i]!;
    const since = step.at - search.at;
    if (since > COMES_BACK_WITHIN_MS) {
      shownAt ??= step.at;
      break;
    }
    if (step.kind === "search") {
      // The same question asked again, or asked otherwise at once, is one search: the later one is judged.
      if (since <= LOOKS_WITHIN_MS && looks.length === 0) return undefined;
      if (step.text === search.text) return undefined;
      shownAt ??= step.at;
      continue;
    }
    const isLook = step.kind === "look" || step.kind === "pick";
    if (isLook && since <= LOOKS_WITHIN_MS && shownAt === undefined) {
      looks.push(step);
      for (const [id, category] of step.items ?? []) {
        products.add(id);
        if (category !== "") categories.add(category);
      }
      if (products.size > STRAY_LOOKS) return undefined;
      continue;
    }
    if (step.kind === "dwell") {
      if (since <= LOOKS_WITHIN_MS && looks.length > 0 && (step.amount ?? 0) >= READ_MS) return undefined;
      continue;
    }
    if (step.items?.some(([id, category]) => products.has(id) || categories.has(category))) return undefined;
    if (GOES_ON.has(step.kind)) shownAt ??= step.at;
  }
  return looks.length > 0 && shownAt !== undefined ? { search, looks, shownAt } : undefined;
}
