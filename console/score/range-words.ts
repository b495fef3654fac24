/** A range of a feature's values in the reader's language. */
import type { ScorecardStatus } from "../../wire/console.ts";
import { formatNumber } from "../format.ts";
import { t } from "../i18n.ts";
import type { MessageKey } from "../i18n.ts";

export type ScoreFeatureView = ScorecardStatus["features"][number];
type Range = Pick<ScoreFeatureView["ranges"][number], "from" | "to">;

/** Features that are counted whole: their cuts lie half-way between two numbers, which then say nothing to a reader. */
const COUNTED = new Set(["in_cart", "visits", "visit_events", "focus", "products", "orders"]);

/** Digits that tell two cuts apart: the smallest is half an hour in days. */
const DIGITS = 2;

/** Such as "3 to 4", "10 or more", "below 0.5". */
export function rangeWords({ name }: Pick<ScoreFeatureView, "name">, { from, to }: Range): string {
  if (COUNTED.has(name)) return countedWords(from, to);
  if (from === undefined) return to === undefined ? "–" : t("card.below", { to: formatNumber(to, DIGITS) });
  if (to === undefined) return t("card.from", { from: formatNumber(from, DIGITS) });
  return t("card.between", { from: formatNumber(from, DIGITS), to: formatNumber(to, DIGITS) });
}

function countedWords(from: number | undefined, to: number | undefined): string {
  const least = from === undefined ? 0 : Math.ceil(from);
  if (to === undefined) return t("card.from", { from: formatNumber(least) });
  const most = Math.ceil(to) - 1;
  return most <= least ? formatNumber(least) : t("card.to", { from: formatNumber(least), to: formatNumber(most) });
}

/** The feature in the reader's language; what a newer Worker scores by is named as it names it. */
export function featureWords({ name, label }: Pick<ScoreFeatureView, "name" | "label">): string {
  const key = `card.feature.${name}` as MessageKey;
  return t(key) || label;
}
