/**
 * The engagement score: how likely this visitor is to buy soon, 0–100, right at any instant.
 *
 * An additive scorecard over decayed counts ([SC-1]): each kind of event has points for one fresh occurrence, halving
 * with every `ENGAGEMENT_HALF_LIFE_MS`. The sum is pressed into 0–100 by `1 − e^(−sum / SATIATION)`, and each part gets
 * its share of that, so the parts a marketer reads sum to the score.
 */
import type { Score, ScorePart } from "../../../wire/console.ts";
import { decayedSum } from "../profile/decayed-sums.ts";
import { ENGAGEMENT_HALF_LIFE_MS, type Profile } from "../profile/profile.ts";

/** Points for one fresh occurrence, and at how many occurrences it stops adding. Sensible defaults, not yet learnt. */
export const SCORECARD: Record<string, { points: number; most: number; label: string }> = {
  page_view: { points: 1, most: 12, label: "page views" },
  view_item_list: { points: 0.5, most: 10, label: "product lists seen" },
  select_item: { points: 1, most: 8, label: "products picked from a list" },
  view_item: { points: 4, most: 10, label: "product views" },
  search: { points: 3, most: 5, label: "searches" },
  view_search_results: { points: 3, most: 5, label: "search results seen" },
  add_to_wishlist: { points: 6, most: 4, label: "products put on the wish list" },
  add_to_cart: { points: 16, most: 4, label: "products put in the cart" },
  remove_from_cart: { points: -6, most: 3, label: "products taken out of the cart" },
  view_cart: { points: 5, most: 3, label: "looks at the cart" },
  begin_checkout: { points: 20, most: 2, label: "checkouts begun" },
  add_shipping_info: { points: 8, most: 2, label: "deliveries chosen" },
  add_payment_info: { points: 14, most: 2, label: "payments entered" },
  purchase: { points: -70, most: 2, label: "purchases just made" },
  select_promotion: { points: 4, most: 4, label: "offers clicked" },
  login: { points: 4, most: 1, label: "logins" },
  sign_up: { points: 6, most: 1, label: "sign-ups" },
};

/** Raw points that make 63 % of the score: about two products in the cart after some looking around. */
export const SATIATION = 45;
/** From here on a visitor is warm, and hot. */
export const WARM_FROM = 25;
export const HOT_FROM = 60;
/** Raw points too small to mention. */
const UNMENTIONED = 0.05;

/** The score at `now` (epoch ms), 0–100. Pure: the same profile and instant give the same score. */
export function engagementValue(profile: Profile, now: number): number {
  let sum = 0;
  for (const feature in profile.engagement.sums) {
    const row = SCORECARD[feature];
    if (row !== undefined) sum += row.points * occurrencesOf(profile, feature, row.most, now);
  }
  return sum <= 0 ? 0 : 100 * (1 - Math.exp(-sum / SATIATION));
}

/** The score with the parts that make it up, for whoever reads it. */
export function engagementScore(profile: Profile, now: number): Score {
  const raw: ScorePart[] = [];
  for (const feature in profile.engagement.sums) {
    const row = SCORECARD[feature];
    if (row === undefined) continue;
    const occurrences = occurrencesOf(profile, feature, row.most, now);
    const points = row.points * occurrences;
    if (Math.abs(points) >= UNMENTIONED) raw.push({ feature, label: labelFor(occurrences, row.label), points });
  }
  const value = engagementValue(profile, now);
  return { value, band: bandOf(value), parts: partsOf(raw, value), at: now };
}

function occurrencesOf(profile: Profile, feature: string, most: number, now: number): number {
  return Math.min(most, decayedSum(profile.engagement, feature, now, ENGAGEMENT_HALF_LIFE_MS));
}

export function bandOf(value: number): Score["band"] {
  if (value >= HOT_FROM) return "hot";
  return value >= WARM_FROM ? "warm" : "cold";
}

function partsOf(raw: readonly ScorePart[], value: number): ScorePart[] {
  const sum = raw.reduce((total, part) => total + part.points, 0);
  // Where nothing is left of the sum, parts are shown as they are: "+9 views, −70 bought" explains a zero.
  const scale = value > 0 && sum > 0 ? value / sum : 1;
  return raw
    .map((part) => ({ ...part, points: part.points * scale }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.feature < b.feature ? -1 : 1));
}

function labelFor(occurrences: number, noun: string): string {
  return `${occurrences.toFixed(1)} ${noun}, recent ones count more`;
}
