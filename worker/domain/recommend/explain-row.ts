/** Everything a row rests on, found by making it as a decision makes it, and then asking the parts. */
import type { Definitions } from "../../../wire/definitions.ts";
import type {
  AskedProduct,
  ExplainedProduct,
  ExplainedRow,
  FilteredProduct,
  OutrankedProduct,
  ScoreEffects,
} from "../../../wire/recommendations.ts";
import { ORDERED } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";
import { EXPLORE_SHARE } from "./explore.ts";
import { freshness, ownBoosts, rulesMet } from "./merchandising.ts";
import { UNKNOWN } from "./model-view.ts";
import { fillRow, impossibleOnes, newcomersFor } from "./next-best.ts";
import type { FilledRow, NextBestInput } from "./next-best.ts";
import { tiersOf, withAdmitted } from "./relation.ts";
import { tasteOf } from "./taste.ts";

/** Products told of that were taken out, and that found no place: what fits a screen. */
const FILTERED_TOLD = 24;
const OUTRANKED_TOLD = 8;

export interface RowQuestion {
  /** As for a decision. */
  readonly input: NextBestInput;
  /** What `input.merchandising` was made of. */
  readonly definitions: Pick<Definitions, "merchandising" | "productBoosts">;
  /** The row's placement; missing: none in particular. */
  readonly placement?: string;
  /** "Why is this one not here?": a product's id. */
  readonly product?: string;
}

/** Something that fitted, with its fact read while the source's working space still holds it. */
interface Fitting extends Omit<Candidate, "fact"> {
  readonly fact: ReturnType<Candidate["fact"]>;
}

export function explainRow(question: RowQuestion): ExplainedRow {
  const { input, product } = question;
  const filled = fillRow(input);
  const told = teller(question);
  const { row, relation, sources } = filled;
  const { model, catalogue } = input;
  const id = (index: number): string => catalogue.products[index]!.id;
  // Asked again, because what came after has used the same working space.
  const tiers = tiersOf(relation, sources).map(({ candidates }) => candidates().map(readFact));
  const newcomers = filled.newcomers.length > 0 ? filled.newcomers : newcomersFor(row, sources);
  const drawn = row.chosen.find(({ reason }) => reason === "EXPLORED");
  const outranked = outrankedIn(filled, tiers, told);
  return {
    model: { version: model.version, builtAt: model.builtAt, sessions: model.sessions },
    relation,
    limit: row.limit,
    anchors: sources.anchors.map((anchor) => ({ id: anchor.id, weight: anchor.weight })),
    products: row.chosen.map(({ index, reason, fact, why, score }): ExplainedProduct => ({
      id: id(index),
      reason,
      fact,
      why,
      score,
      effects: told.effects(index),
    })),
    sources: tiers.flatMap((candidates) =>
      candidates[0] === undefined ? [] : [{ source: candidates[0].reason, found: candidates.length }],
    ),
    filtered: filteredFrom(filled, told),
    outranked: outranked.slice(0, OUTRANKED_TOLD),
    ...(newcomers.length > 0 && {
      exploration: {
        share: EXPLORE_SHARE,
        newcomers: newcomers.map(({ index }) => id(index)),
        ...(drawn && { drawn: id(drawn.index) }),
        probability: filled.probability,
      },
    }),
    ...(product !== undefined && { asked: { id: product, answer: askedProduct(product, filled, outranked, told) } }),
  };
}

interface Teller {
  excludedBy(index: number): number | undefined;
  effects(index: number): ScoreEffects;
}

/** Says of any product what moved its score. */
function teller({ input, definitions, placement }: RowQuestion): Teller {
  const { catalogue, interest, merchandising, now } = input;
  const { merchandising: rules = [], productBoosts } = definitions;
  const taste = tasteOf(catalogue, interest);
  const own = ownBoosts(catalogue.products, productBoosts);
  const met = (index: number) => rulesMet(rules, placement, catalogue, index);
  return {
    excludedBy: (index) => met(index).excludedBy,
    effects: (index) => {
      const { pinnedBy, movedBy } = met(index);
      return {
        ...(pinnedBy !== undefined && { pinnedBy }),
        ...(movedBy !== undefined && { movedBy }),
        ...own(index),
        freshness: freshness(catalogue.products[index]?.added_at, now, merchandising?.freshness ?? 0),
        taste: taste(index),
      };
    },
  };
}

/** Barred first, then what cannot be sold, then what a rule takes out. */
function filteredFrom({ barred, relation, sources, possible }: FilledRow, { excludedBy }: Teller): FilteredProduct[] {
  const { catalogue } = sources.input;
  const id = (index: number): string => catalogue.products[index]!.id;
  const impossible = impossibleOnes(relation, sources, possible).filter((index) => !barred.has(index));
  return [
    ...[...barred.values()].map(({ index, reason }) => ({
      id: id(index),
      reason: reason as FilteredProduct["reason"],
    })),
    ...impossible
      .filter((index) => catalogue.sellable[index] !== 1)
      .map((index) => ({ id: id(index), reason: "OUT_OF_STOCK" as const })),
    ...impossible
      .filter((index) => catalogue.sellable[index] === 1)
      .map((index) => {
        const rule = excludedBy(index);
        return { id: id(index), reason: "EXCLUDED" as const, ...(rule !== undefined && { rule }) };
      }),
  ].slice(0, FILTERED_TOLD);
}

/** Each once, by its best source. */
function outrankedIn(
  { row, sources }: FilledRow,
  tiers: readonly (readonly Fitting[])[],
  { effects }: Teller,
): OutrankedProduct[] {
  const { products } = sources.input.catalogue;
  const met = new Set<number>();
  const ranked = tiers.flat().filter(({ index }) => !met.has(index) && met.add(index));
  return ranked.flatMap(({ index, reason, fact }, place): OutrankedProduct[] =>
    row.admits(index)
      ? [
          {
            id: products[index]!.id,
            reason,
            fact,
            rank: place + 1,
            of: ranked.length,
            brandFull: row.brandIsFull(index),
            effects: effects(index),
          },
        ]
      : [],
  );
}

function askedProduct(
  id: string,
  { row, relation, sources, barred, possible }: FilledRow,
  outranked: readonly OutrankedProduct[],
  { excludedBy, effects }: Teller,
): AskedProduct {
  const { catalogue, model } = sources.input;
  const index = catalogue.byId.get(id);
  const product = index === undefined ? undefined : catalogue.products[index];
  if (index === undefined || product === undefined) return { kind: "not_in_catalogue" };
  const place = row.chosen.findIndex((one) => one.index === index);
  if (place >= 0) return { kind: "here", place: place + 1 };
  if (catalogue.sellable[index] !== 1) {
    return { kind: "not_sellable", availability: product.availability, forSale: product.for_sale !== false };
  }
  if (!possible(index)) return { kind: "excluded", rule: excludedBy(index) ?? 0 };
  const bar = barred.get(index);
  if (bar !== undefined) return { kind: "barred", reason: bar.reason as "JUST_BOUGHT" | "ON_THIS_PAGE" | "IN_CART" };
  const behind = outranked.find((one) => one.id === id);
  if (behind !== undefined) {
    const { id: _id, ...rest } = behind;
    return { kind: "outranked", ...rest };
  }
  // The sources alone with it: whatever speaks for it, however many stand before it.
  const alone = tiersOf(
    relation,
    withAdmitted(sources, (other) => other === index),
  );
  const [candidate] = alone.flatMap(({ candidates }) => candidates());
  if (candidate !== undefined) {
    const { reason, fact } = candidate;
    return { kind: "behind_the_best", reason, fact: fact(), best: ORDERED, effects: effects(index) };
  }
  return { kind: "no_link", looks: model.next.popularity[sources.view.itemOf[index] ?? UNKNOWN] ?? 0 };
}

function readFact({ fact, ...rest }: Candidate): Fitting {
  return { ...rest, fact: fact() };
}
