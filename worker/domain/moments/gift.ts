/** Here for a gift ([MO-7]): what is chosen now is for somebody else. */
import type { Moment } from "../../../wire/console.ts";
import type { TrailStep } from "../profile/trail.ts";

/** A present is chosen within a visit or two of one day. */
export const GIFT_LASTS_MS = 12 * 3_600_000;

/** Words that searches for presents have, in the console's languages. Whole words, but for Chinese, which has no spaces. */
const GIFT_WORDS = /(^|[^\p{L}])(gifts?|presents?|regalos?)($|[^\p{L}])|礼物|禮物|送礼|送禮/u;

/** @param steps newest first */
export function gift(steps: readonly TrailStep[], now: number): Moment | undefined {
  let last: number | undefined;
  let first = 0;
  for (const step of steps) {
    if (step.at > now || !speaksOfGift(step)) continue;
    if (last !== undefined && first - step.at > GIFT_LASTS_MS) break;
    last ??= step.at;
    first = step.at;
  }
  return last === undefined ? undefined : { name: "gift", since: first, until: last + GIFT_LASTS_MS };
}

function speaksOfGift({ kind, gift: saidSo, text, items }: TrailStep): boolean {
  if (saidSo || kind === "gift") return true;
  if (kind === "search") return text !== undefined && GIFT_WORDS.test(text);
  return kind === "look" && (items ?? []).some(([, category]) => GIFT_WORDS.test(category.toLowerCase()));
}
