/** Names for ids: placements and offers from the definitions, products from the catalogue. Fetched once needed. */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { Definitions } from "../wire/definitions.ts";
import type { Product } from "../wire/product.ts";
import { api } from "./api.ts";
import { currentLocale } from "./i18n.ts";
import { definitionsVersion } from "./live/live-state.ts";
import { lock } from "./session.ts";

const definitions = signal<Definitions | null>(null);
/** The catalogue as last fetched; empty before. */
export const products = signal<readonly Product[]>([]);
let catalogueAsked = false;

const placementNames = computed(
  () => new Map(definitions.value?.placements.map((placement) => [placement.id, placement.name])),
);
const segmentNames = computed(() => new Map(definitions.value?.segments?.map((segment) => [segment.id, segment.name])));
const productNames = computed(() => {
  const locale = currentLocale();
  return new Map(products.value.map((product) => [product.id, product.localized?.[locale]?.title ?? product.title]));
});

/** Categories and brands of the catalogue, each once, by name. */
export const catalogueNames = computed(() => ({
  categories: namesOf(products.value.map(({ category }) => category)),
  brands: namesOf(products.value.map(({ brand }) => brand)),
}));

function namesOf(names: readonly (string | undefined)[]): string[] {
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/** Keeps the definitions' names true to the version published last. */
export function startNames(): void {
  effect(() => {
    // Read, so that a publication or a sign-in fetches again.
    if (definitionsVersion.value >= 0 && lock.value === "open") void untracked(loadDefinitions);
  });
}

/** The marketer's name of a placement, else its id. */
export function placementName(id: string): string {
  return placementNames.value.get(id) ?? id;
}

/** The marketer's name of a segment, else its id. */
export function segmentName(id: string): string {
  return segmentNames.value.get(id) ?? id;
}

/** The product's title in the console's language, else its id. */
export function productName(id: string): string {
  return productNames.value.get(id) ?? id;
}

/** Fetches the catalogue the first time somebody needs it; without it, ids stand for names. */
export async function wantProductNames(): Promise<void> {
  if (catalogueAsked) return;
  catalogueAsked = true;
  const answer = await api.catalogue();
  if (answer.ok) products.value = answer.value.products;
  else catalogueAsked = false;
}

async function loadDefinitions(): Promise<void> {
  const answer = await api.definitions();
  if (answer.ok) definitions.value = answer.value.definitions;
}
