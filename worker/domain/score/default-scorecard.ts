/** The card a site begins with, in the bundle so that the first request is answered. */
import { SCORE_FEATURES } from "./features.ts";
import type { Scorecard } from "./scorecard.ts";

/**
 * Points by range, on the scale "15 points double the odds". Chosen by judgement: what is nearer to the till is worth
 * more, what is repeated is worth less each time, a fresh purchase outweighs all that led to it. Their order and size
 * were checked against the earlier parts of two public shop logs (`npm run bench -- score` prints how the card does on
 * the later parts, and how much a card learnt there does better); what those logs do not have, such as searches,
 * checkout steps and trouble, is judgement alone. Prices differ by shop: here they say nothing.
 */
const POINTS: Readonly<Record<string, readonly number[]>> = {
  pace: [0, 2, 5, 7, 9, 10, 11, 12],
  view_item: [0, 1, 3, 5, 7, 9, 11, 12],
  again: [0, 3, 6, 9, 11, 13, 14],
  browse: [0, 0, 1, 2, 3, 3],
  search: [0, 1, 2, 4, 5],
  wish: [0, 2, 5, 7],
  add_to_cart: [0, 4, 10, 16, 20, 22],
  cart_pace: [0, 2, 4, 6, 8],
  remove_from_cart: [0, -1, -3, -5],
  in_cart: [0, 6, 8, 9, 10],
  view_cart: [0, 2, 5, 7, 8],
  checkout: [0, 6, 14, 20, 24],
  promotion: [0, 1, 3, 4],
  account: [0, 2, 5],
  trouble: [0, -1, -3, -6, -10],
  visits: [0, 2, 4, 5, 5],
  visit_minutes: [0, 0, 1, 2, 3, 4, 4],
  visit_events: [0, 0, 1, 2, 3, 5, 7, 8, 9],
  focus: [0, 2, 4, 6, 7],
  price: [0, 0, 0, 0, 0, 0, 0, 0, 0],
  products: [0, 0, 1, 1, 1, 0],
  orders: [0, 4, 6, 8],
  bought: [-60, -30, -8, -2, 0],
  away: [0, -2, -3, -4, -6, -8, -10, -14],
};

/** One in a hundred visits that begin from nothing ends in a purchase: of the two logs' visits, 0.6 % and 4.2 % do. */
const STRANGER_LOG_ODDS = Math.log(0.01 / 0.99);

export const DEFAULT_SCORECARD: Scorecard = {
  version: 0,
  builtAt: 0,
  visits: 0,
  buyers: 0,
  points: SCORE_FEATURES.map(({ name }) => POINTS[name] ?? []),
  logOdds: STRANGER_LOG_ODDS,
};
