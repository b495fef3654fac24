/**
 * What the score is made of: facts of a profile, each parted into a few ranges.
 *
 * Each fact changes by time alone in one of three ways, so that it is known beforehand when it passes from one range
 * into the next: it halves with a half-life, it grows with the time gone by, or it stands still.
 */
import { cartLines } from "../profile/cart.ts";
import { decayedSum } from "../profile/decayed-sums.ts";
import { AFFINITY_HALF_LIFE_MS, ENGAGEMENT_HALF_LIFE_MS, type Profile } from "../profile/profile.ts";
import { sessionCount } from "../profile/sessions.ts";
import { PACE_HALF_LIFE_MS, readTrail, TROUBLE_HALF_LIFE_MS } from "./trail-facts.ts";

export interface ScoreFeature {
  name: string;
  /** In words a marketer reads, in the plural. */
  label: string;
  /** Where one range ends and the next begins; the first range lies below the first cut. Ascending. */
  cuts: readonly number[];
  /** How it moves by time alone: halving each so many ms, growing by one each so many ms, or not at all. */
  moves: { by: "halving"; halfLifeMs: number } | { by: "growing"; unitMs: number } | { by: "nothing" };
  /** What the learner may assume: more is never less likely to buy (1), never more likely (−1), or anything (0). */
  monotone: -1 | 0 | 1;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const DAILY = { by: "halving", halfLifeMs: ENGAGEMENT_HALF_LIFE_MS } as const;
const PACE = { by: "halving", halfLifeMs: PACE_HALF_LIFE_MS } as const;
const STILL = { by: "nothing" } as const;

/** Cuts for counts in which recent ones count more: each range is a half-life or so of the one before. */
const COUNTS = [0.1, 0.5, 1.5, 2.5, 4.5, 8.5] as const;
/** The same for what is seldom done more than once. */
const RARE = [0.1, 0.5, 1.5] as const;

/**
 * All features. Their order is that of points and examples: a change needs another `FEATURE_SET`.
 */
export const SCORE_FEATURES: readonly ScoreFeature[] = [
  feature("pace", "product views in the last minutes", [0.1, 0.5, 1.2, 1.8, 2.6, 4, 7], PACE, 0),
  feature("view_item", "product views", [...COUNTS, 16.5], DAILY, 0),
  feature("again", "looks at a product seen before", COUNTS, DAILY, 1),
  feature("browse", "pages and lists seen", [0.1, 1.5, 4.5, 9.5, 19.5], DAILY, 0),
  feature("search", "searches", [0.1, 0.5, 1.5, 3.5], DAILY, 0),
  feature("wish", "products put on the wish list", RARE, DAILY, 1),
  feature("add_to_cart", "products put in the cart", [0.1, 0.5, 0.9, 1.5, 2.5], DAILY, 1),
  feature("cart_pace", "products put in the cart in the last minutes", [0.1, 0.5, 0.9, 1.5], PACE, 1),
  feature("remove_from_cart", "products taken out of the cart", RARE, DAILY, 0),
  feature("in_cart", "different products in the cart", [0.5, 1.5, 2.5, 4.5], STILL, 1),
  feature("view_cart", "looks at the cart", [0.1, 0.5, 1.5, 3.5], DAILY, 1),
  feature("checkout", "checkout steps", [0.1, 0.5, 1.5, 2.5], DAILY, 1),
  feature("promotion", "offers clicked", RARE, DAILY, 1),
  feature("account", "logins and sign-ups", [0.1, 0.5], DAILY, 1),
  feature("trouble", "troubles met", [0.1, 0.5, 1.5, 3.5], { by: "halving", halfLifeMs: TROUBLE_HALF_LIFE_MS }, -1),
  feature("visits", "visits", [1.5, 2.5, 4.5, 9.5], STILL, 0),
  feature("visit_minutes", "minutes of the visit", [0.25, 1, 3, 8, 20, 45], STILL, 0),
  feature("visit_events", "things done in the visit", [1.5, 2.5, 4.5, 8.5, 16.5, 32.5, 64.5, 128.5], STILL, 0),
  feature("focus", "looks at the product looked at most in the visit", [1.5, 2.5, 3.5, 5.5], STILL, 1),
  feature("products", "different products looked at in the visit", [0.5, 1.5, 2.5, 4.5, 8.5], STILL, 0),
  feature("price", "the typical price looked at", [5, 10, 20, 50, 100, 200, 500, 1000], STILL, 0),
  feature("orders", "orders so far", [0.5, 1.5, 4.5], STILL, 1),
  feature("bought", "hours since the last order", [1, 24, 24 * 7, 24 * 30], { by: "growing", unitMs: HOUR_MS }, 0),
  feature("away", "days away", [1 / 48, 0.25, 1, 3, 7, 14, 30], { by: "growing", unitMs: DAY_MS }, -1),
];

/** Version of the list above, kept with everything that was computed by it. */
export const FEATURE_SET = 1;

/** Hours since the last order of who has none: past every cut, and JSON has no infinity. */
export const NEVER_HOURS = 1e6;

function feature(
  name: string,
  label: string,
  cuts: readonly number[],
  moves: ScoreFeature["moves"],
  monotone: ScoreFeature["monotone"],
): ScoreFeature {
  return { name, label, cuts, moves, monotone };
}

/** The profile's facts at `now` (epoch ms), in the order of `SCORE_FEATURES`. */
export function readFeatures(profile: Profile, now: number): number[] {
  const daily = (name: string) => decayedSum(profile.engagement, name, now, ENGAGEMENT_HALF_LIFE_MS);
  const session = profile.sessions.latest.at(-1);
  const trail = readTrail(profile.trail ?? [], session?.start ?? 0, now);
  const [lastOrder] = profile.purchases.latest;
  return [
    trail.pace,
    daily("view_item"),
    trail.again,
    daily("page_view") + daily("view_item_list") + daily("select_item"),
    // A shop that sends both sends both for each search.
    Math.max(daily("search"), daily("view_search_results")),
    daily("add_to_wishlist"),
    daily("add_to_cart"),
    trail.cartPace,
    daily("remove_from_cart"),
    cartLines(profile.cart).length,
    daily("view_cart"),
    daily("begin_checkout") + daily("add_shipping_info") + daily("add_payment_info"),
    daily("select_promotion"),
    daily("login") + daily("sign_up"),
    trail.trouble,
    sessionCount(profile.sessions),
    session === undefined ? 0 : (session.end - session.start) / MINUTE_MS,
    session?.events ?? 0,
    trail.focus,
    trail.products,
    typicalPrice(profile, now),
    profile.purchases.retired + profile.purchases.latest.length,
    lastOrder === undefined ? NEVER_HOURS : (now - lastOrder.at) / HOUR_MS,
    profile.lastAt === 0 ? 0 : (now - profile.lastAt) / DAY_MS,
  ];
}

/** The geometric mean of prices looked at, newer ones counting more; 0 where none was. Both sums halve alike: it stays. */
function typicalPrice({ price }: Profile, now: number): number {
  const weight = decayedSum(price, "weight", now, AFFINITY_HALF_LIFE_MS);
  return weight <= 0 ? 0 : Math.exp(decayedSum(price, "weighted", now, AFFINITY_HALF_LIFE_MS) / weight);
}

/** The range of a feature that `value` lies in. */
export function rangeOf({ cuts }: Pick<ScoreFeature, "cuts">, value: number): number {
  let range = 0;
  while (range < cuts.length && value >= cuts[range]!) range++;
  return range;
}
