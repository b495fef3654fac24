/** Requests as a browser sends them, for the load generator. */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import type { CollectRequest } from "../../wire/collect.ts";
import type { Product } from "../../wire/product.ts";
import type { LoadRequest } from "../load.ts";
import { fiveEvents, SHOP_KEY, SHOP_ORIGIN, Walk } from "./large-shop.ts";

/** What Chromium sends with a `fetch` to another origin. The probes get them too: parsing them is the runtime's cost. */
export const BROWSER_HEADERS = {
  accept: "*/*",
  "accept-encoding": "gzip, deflate, br, zstd",
  "accept-language": "en-GB,en;q=0.9,es;q=0.8",
  "cache-control": "no-cache",
  "content-type": "text/plain;charset=UTF-8",
  origin: SHOP_ORIGIN,
  referer: `${SHOP_ORIGIN}/`,
  "sec-ch-ua": '"Chromium";v="140", "Not=A?Brand";v="24"',
  "sec-ch-ua-mobile": "?0",
  "sec-ch-ua-platform": '"Linux"',
  "sec-fetch-dest": "empty",
  "sec-fetch-mode": "cors",
  "sec-fetch-site": "cross-site",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
};

/** A group of visitors who come, are measured, and are not met again. */
export class Cohort {
  readonly #name: string;
  readonly #walks: Walk[];
  #sent = 0;

  constructor(name: string, visitors: number, products: readonly Product[]) {
    this.#name = name;
    this.#walks = Array.from({ length: visitors }, (_, index) => new Walk(products, createDice(seedOf(name, index))));
  }

  /** The next `count` full requests, visitors taking turns: five events, an offer and a row of products wanted. */
  collect(count: number, now: number): LoadRequest[] {
    return this.#turns(count, (visitor, walk, number) => ({
      method: "POST",
      path: "/v1/collect",
      headers: BROWSER_HEADERS,
      body: JSON.stringify({
        key: SHOP_KEY,
        visitor: this.#visitorId(visitor),
        sentAt: now,
        events: fiveEvents(walk, `${this.#name}-${visitor}-${String(number).padStart(8, "0")}-`, now),
        placements: [{ id: "home-hero" }, { id: "home-products", limit: 4 }],
        page: { url: `${SHOP_ORIGIN}/en/`, locale: "en" },
        sdk: "sdk/0.1.0",
      } satisfies CollectRequest),
    }));
  }

  /** The floor for the same visitors: one object each. */
  floor(count: number): LoadRequest[] {
    const { "content-type": _, ...headers } = BROWSER_HEADERS;
    return this.#turns(count, (visitor) => ({ method: "GET", path: `/floor/${this.#visitorId(visitor)}`, headers }));
  }

  /** The floor behind the body of a full request, which it reads, parses, and throws away. */
  floorWithBody(count: number, now: number): LoadRequest[] {
    return this.collect(count, now).map((one, turn) => ({
      ...one,
      path: `/floor/${this.#visitorId(turn % this.#walks.length)}`,
    }));
  }

  #visitorId(visitor: number): string {
    return `${this.#name}-visitor-${String(visitor).padStart(6, "0")}`;
  }

  #turns(count: number, make: (visitor: number, walk: Walk, number: number) => LoadRequest): LoadRequest[] {
    return Array.from({ length: count }, (_, turn) => {
      const visitor = turn % this.#walks.length;
      return make(visitor, this.#walks[visitor]!, this.#sent++);
    });
  }
}

/** A route that does nothing. */
export function noopRequests(count: number): LoadRequest[] {
  const { "content-type": _, ...headers } = BROWSER_HEADERS;
  return Array.from({ length: count }, () => ({ method: "GET", path: "/noop", headers }));
}
