/** Titles of the products that the explorer and the rules name, as the Worker tells them. */
import { signal } from "@preact/signals";
import type { ExplainAnswer, ProductSummary } from "../../wire/recommendations.ts";
import { api } from "../api.ts";
import { currentLocale } from "../i18n.ts";

/** Ids of one question to the Worker. */
const ASKED_AT_ONCE = 100;

type Known = Pick<ProductSummary, "title" | "imageLink">;
/** By language and id: a title is one of its language. */
const known = signal<ReadonlyMap<string, Known>>(new Map());

const keyOf = (id: string): string => `${currentLocale()} ${id}`;

/** The title in the reader's language, else the id. */
export function titleOf(id: string): string {
  return known.value.get(keyOf(id))?.title ?? id;
}

export function imageOf(id: string): string | undefined {
  return known.value.get(keyOf(id))?.imageLink;
}

export function rememberTitles({ products }: ExplainAnswer): void {
  remember(Object.entries(products));
}

/** Asks for those of these that are not known yet. */
export async function wantTitles(ids: readonly string[]): Promise<void> {
  const missing = [...new Set(ids)].filter((id) => !known.value.has(keyOf(id))).slice(0, ASKED_AT_ONCE);
  if (missing.length === 0) return;
  const query = new URLSearchParams([["limit", String(ASKED_AT_ONCE)], ...missing.map((id) => ["id", id])]);
  const answer = await api.products(query.toString());
  if (!answer.ok) return;
  const locale = currentLocale();
  remember(
    answer.value.products.map(({ id, title, localized, image_link: imageLink }) => [
      id,
      { title: localized?.[locale]?.title ?? title, ...(imageLink !== undefined && { imageLink }) },
    ]),
  );
}

function remember(found: readonly (readonly [string, Known])[]): void {
  known.value = new Map([...known.value, ...found.map(([id, one]) => [keyOf(id), one] as const)]);
}
