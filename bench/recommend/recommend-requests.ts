/** A shop of somebody's click log, and its visitors asking for a row of products, in each way a page may ask. */
import { BROWSER_HEADERS } from "../collect/collect-requests.ts";
import { largeCatalogue, SHOP_KEY, SHOP_ORIGIN } from "../collect/large-shop.ts";
import type { LoadRequest } from "../load.ts";
import type { CollectRequest } from "../../wire/collect.ts";
import type { BehaviourEvent } from "../../wire/event.ts";
import type { Product } from "../../wire/product.ts";
import type { SessionFragment } from "../../worker/domain/recommend/session-fragment.ts";

/** Time between two clicks. */
const CLICK_MS = 20_000;
/** Time between two sessions' ends. */
const SESSION_MS = 60_000;
/** Products of the row. */
export const ROW = 4;

const ROW_ASKED = [{ id: "home-products", limit: ROW }];

/** A made-up product for each id of the log. */
export function catalogueOf(ids: readonly string[], seed: number, now: number): Product[] {
  return largeCatalogue(ids.length, seed, now).map((product, place) => ({
    ...product,
    id: ids[place]!,
    link: `/en/p/${ids[place]!}`,
    availability: "in_stock",
  }));
}

/** What the learner is told of sessions, oldest first, the last a minute before `now` (epoch ms). */
export function fragmentsOf(sessions: readonly (readonly string[])[], now: number): SessionFragment[] {
  return sessions.map((ids, place) => ({
    key: `session-${String(place).padStart(8, "0")}`,
    part: 0,
    now,
    items: ids.map((itemId, click) => ({
      itemId,
      at: now - (sessions.length - place) * SESSION_MS - (ids.length - 1 - click) * CLICK_MS,
      kind: "view",
    })),
  }));
}

/** A way to ask, and what of a request it leaves out. */
export interface Way {
  name: string;
  title: string;
  /** Whether a visitor is named; else nobody is known, and no object asked. */
  visitor: boolean;
  /** Whether a product is looked at, which is kept. */
  event: boolean;
  /** Whether a row is wanted. */
  row: boolean;
}

/** From nothing to everything, each one thing more than one before. */
export const WAYS = [
  { name: "nobodyNothing", title: "nobody, nothing asked", visitor: false, event: false, row: false },
  { name: "nobodyRow", title: "nobody, a row (decided in the Worker)", visitor: false, event: false, row: true },
  { name: "visitorNothing", title: "a visitor, nothing asked (their object)", visitor: true, event: false, row: false },
  { name: "visitorRow", title: "a visitor, a row (decided in their object)", visitor: true, event: false, row: true },
  { name: "view", title: "a visitor, a view (one commit)", visitor: true, event: true, row: false },
  { name: "viewRow", title: "a visitor, a view and a row", visitor: true, event: true, row: true },
] as const satisfies readonly Way[];

/** Visitors who walk through the log's sessions, one product after the other. */
export class Walkers {
  readonly #name: string;
  readonly #walks: readonly (readonly string[])[];
  #sent = 0;

  /** @param walks a session each */
  constructor(name: string, walks: readonly (readonly string[])[]) {
    this.#name = name;
    this.#walks = walks;
  }

  /** The next `count` requests, walkers taking turns, each at their next product; at the end they begin again. */
  ask(way: Way, count: number, now: number): LoadRequest[] {
    return Array.from({ length: count }, () => {
      const number = this.#sent++;
      const walker = number % this.#walks.length;
      const walk = this.#walks[walker]!;
      const itemId = walk[Math.floor(number / this.#walks.length) % walk.length]!;
      const id = `${this.#name}-${String(walker).padStart(4, "0")}`;
      return {
        method: "POST",
        path: "/v1/collect",
        headers: BROWSER_HEADERS,
        body: JSON.stringify({
          key: SHOP_KEY,
          ...(way.visitor
            ? { visitor: `${id}-visitor-000000` }
            : { consent: { analytics: false, personalization: false } }),
          sentAt: now,
          events: way.event ? [viewOf(itemId, `${id}-${String(number).padStart(9, "0")}`, now)] : [],
          placements: way.row ? ROW_ASKED : [],
          page: { url: `${SHOP_ORIGIN}/en/p/${itemId}`, locale: "en", itemId },
          sdk: "sdk/0.1.0",
        } satisfies CollectRequest),
      };
    });
  }
}

function viewOf(itemId: string, id: string, at: number): BehaviourEvent {
  return {
    id,
    name: "view_item",
    at,
    params: { currency: "EUR", items: [{ item_id: itemId, item_name: `Product ${itemId}`, price: 40, quantity: 1 }] },
    page: { url: `${SHOP_ORIGIN}/en/p/${itemId}`, title: `Product ${itemId}`, locale: "en" },
  };
}
