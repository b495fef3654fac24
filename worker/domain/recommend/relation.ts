/** Which sources fill a row, in which order: that is what makes alternatives of one and complements of the other. */
import type { Relation } from "../../../wire/definitions.ts";
import type { Anchor } from "./anchors.ts";
import { againCandidates } from "./again/again-candidates.ts";
import type { Dueness } from "./again/due-again.ts";
import { ORDERED } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";
import { basketOf, complementCandidates } from "./complements/complement-candidates.ts";
import { UNKNOWN } from "./model-view.ts";
import type { ModelView } from "./model-view.ts";
import { nextCandidates } from "./next-candidates.ts";
import type { NextBestInput } from "./next-best.ts";
import { FULL_REACH, NEWCOMER_REACH, scoreSimilar, similarCandidates } from "./similar-content.ts";

/** What every source needs. */
export interface Sources {
  readonly input: NextBestInput;
  readonly view: ModelView;
  readonly anchors: readonly Anchor[];
  readonly due: ReadonlyMap<number, Dueness>;
  /** May be shown at all. */
  readonly admitted: (product: number) => boolean;
  /** Taste and merchandising. */
  readonly factor: (product: number) => number;
  /** What visits like this one looked at next, best first. */
  readonly next: () => readonly Candidate[];
}

/** One source of candidates, and how many places it may take. */
export interface Tier {
  /** Best first. They are looked for at the first call: most rows are full before the last source is asked. */
  readonly candidates: () => readonly Candidate[];
  readonly most: number;
}

/** Of what is due again one place in a row that is about something else. */
const DUE_AMONG_OTHERS = 1;

/** The relation a placement has where it names none: on a page that gives its cart, what goes with it. */
export function relationOf(relation: Relation | undefined, page: NextBestInput["page"]): Relation {
  return relation ?? (page.cartItemIds === undefined ? "next" : "complements");
}

/** The sources of a row, the most fitting first. What they leave open is filled with what is popular. */
export function tiersOf(relation: Relation, sources: Sources): Tier[] {
  const { input, view, due, admitted, factor } = sources;
  const next = sources.next();
  const similar = (): Tier => ({
    candidates: once(() => likeAnchors(sources, next.length > input.limit ? NEWCOMER_REACH : FULL_REACH)),
    most: Infinity,
  });
  const again = (most: number): Tier => ({ candidates: once(() => againCandidates(due, admitted, factor)), most });
  switch (relation) {
    case "next":
      // A product's page asks a question of its own; elsewhere a refill that is due comes first.
      return [...(input.page.itemId === undefined ? [again(DUE_AMONG_OTHERS)] : []), all(next), similar()];
    case "alternatives": {
      const kind = kindsOf(input, alternativesTo(input));
      const similar = likeAnchors(sources, FULL_REACH);
      const ofKind = (candidates: readonly Candidate[]): Tier => all(candidates.filter(({ index }) => kind.has(index)));
      // What does the same job, first as visitors compare it, then as the catalogue describes it; then what is near.
      return [ofKind(next), ofKind(similar), all(similar), all(next)];
    }
    case "complements": {
      const kind = kindsOf(input, basketOf(input));
      const other = next.filter(({ index }) => !kind.has(index));
      return [all(complementCandidates(input, view, admitted, factor)), all(other), all(next), similar()];
    }
    case "again":
      return [again(Infinity), all(next), similar()];
  }
}

/** The same sources where other products may be shown. */
export function withAdmitted(sources: Sources, admitted: Sources["admitted"]): Sources {
  const { input, view, factor } = sources;
  return { ...sources, admitted, next: once(() => nextCandidates(input, view, admitted, factor)) };
}

function likeAnchors({ input, view, anchors, admitted, factor }: Sources, reach: typeof FULL_REACH): Candidate[] {
  scoreSimilar(input.catalogue, view.similar, anchors, factor, reach);
  return similarCandidates(input.catalogue, view.similar, anchors, ORDERED, admitted);
}

/** The page's product, else the one looked at last. */
function alternativesTo({ page, interest }: NextBestInput): string[] {
  const itemId = page.itemId ?? interest.recent[0]?.itemId;
  return itemId === undefined ? [] : [itemId];
}

/** Products of the same kind as any of these, asked one at a time. */
function kindsOf({ catalogue }: NextBestInput, itemIds: readonly string[]): { has(product: number): boolean } {
  const kinds = new Set(itemIds.map((id) => catalogue.leaves.of[catalogue.byId.get(id) ?? UNKNOWN] ?? UNKNOWN));
  return {
    has: (product) => {
      const kind = catalogue.leaves.of[product] ?? UNKNOWN;
      return kind !== UNKNOWN && kinds.has(kind);
    },
  };
}

function all(candidates: readonly Candidate[]): Tier {
  return { candidates: () => candidates, most: Infinity };
}

/** Makes it at the first call. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
