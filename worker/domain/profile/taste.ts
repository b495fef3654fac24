/**
 * What a visitor likes: the taste of everything they did, without what a stray search led to ([MO-8]).
 *
 * Whether a look was part of a stray search shows only afterwards, and events come in any order. So what the last
 * steps say is added anew at each fold, and only what has left the trail is settled for good: taste is settled + trail.
 */
import { strayLooks } from "../moments/stray-search.ts";
import { addDecayed, copySums, keepGreatest, mergeSums, noSums, type DecayedSums } from "./decayed-sums.ts";
import type { TrailKind } from "./trail-kinds.ts";
import type { TrailStep } from "./trail.ts";

/** Interest by category, by brand, and in which price: decaying sums. */
export interface Taste {
  categories: DecayedSums;
  brands: DecayedSums;
  /** `weight` and `weighted`: decaying sums from which the typical price looked at is a geometric mean. */
  price: DecayedSums;
}

/** Taste lasts: what was liked a fortnight ago counts half. */
export const AFFINITY_HALF_LIFE_MS = 14 * 86_400_000;
/** Categories and brands kept: the long tail below is noise, and the profile is rewritten with each request. */
export const AFFINITIES_KEPT = 24;

/** How much a step says of what a visitor likes: putting it in the cart says more than looking. */
const TASTE_WEIGHT: Partial<Record<TrailKind, number>> = { pick: 0.5, look: 1, wish: 2, add: 3, buy: 3 };

export function noTaste(): Taste {
  return { categories: noSums(), brands: noSums(), price: noSums() };
}

export function copyTaste({ categories, brands, price }: Taste): Taste {
  return { categories: copySums(categories), brands: copySums(brands), price: copySums(price) };
}

/** Adds all of `from` to `into`. Changes `into`. */
export function mergeTaste(into: Taste, from: Taste): void {
  mergeSums(into.categories, from.categories);
  mergeSums(into.brands, from.brands);
  mergeSums(into.price, from.price);
  keepTaste(into);
}

/** What is settled and what the trail says, together. */
export function tasteWith(settled: Taste, trail: readonly TrailStep[]): Taste {
  const taste = copyTaste(settled);
  const strays = strayLooks(trail);
  for (const step of trail) if (!step.stray && !strays.has(step)) addTaste(taste, step);
  keepTaste(taste);
  return taste;
}

/** Settles a step that leaves the trail. Changes `settled`. */
export function settle(settled: Taste, step: TrailStep): void {
  if (step.stray || TASTE_WEIGHT[step.kind] === undefined) return;
  addTaste(settled, step);
  keepTaste(settled);
}

function addTaste(taste: Taste, { kind, at, items }: TrailStep): void {
  const weight = TASTE_WEIGHT[kind];
  if (weight === undefined || items === undefined) return;
  for (const [, category, brand, price] of items) {
    if (category !== "") addDecayed(taste.categories, category, weight, at, AFFINITY_HALF_LIFE_MS);
    if (brand !== "") addDecayed(taste.brands, brand, weight, at, AFFINITY_HALF_LIFE_MS);
    if (price > 0) {
      addDecayed(taste.price, "weight", weight, at, AFFINITY_HALF_LIFE_MS);
      addDecayed(taste.price, "weighted", weight * Math.log(price), at, AFFINITY_HALF_LIFE_MS);
    }
  }
}

function keepTaste({ categories, brands }: Taste): void {
  keepGreatest(categories, AFFINITIES_KEPT);
  keepGreatest(brands, AFFINITIES_KEPT);
}
