import type { ScorePart } from "../../wire/console.ts";
import { formatNumber } from "../format.ts";
import { t, type MessageKey } from "../i18n.ts";

/** Digits of a fact: 2.4 views and half an hour in days both read well with one. */
const DIGITS = 1;

/** What gave points, in the reader's language; what a newer Worker scores by is said as it says it, in English. */
export function scorePartWords({ feature, label, value }: Pick<ScorePart, "feature" | "label" | "value">): string {
  const words = t(`card.feature.${value === undefined ? `no_${feature}` : feature}` as MessageKey);
  if (words === "") return label;
  return value === undefined ? words : t("score.part", { fact: words, value: formatNumber(value, DIGITS) });
}
