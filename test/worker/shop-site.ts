/** A small shop to test against: set up through the admin API, spoken to through the front door. */
import { exports } from "cloudflare:workers";
import type { CollectRequest, CollectResponse } from "../../wire/collect.ts";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { BehaviourEvent, EventParams } from "../../wire/event.ts";
import type { Product } from "../../wire/product.ts";
import { mustConform } from "./conformance.ts";

export const HOST = "http://localhost";
export const ORIGIN = "https://shop.example";
export const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

export const SETTINGS: SiteSettings = {
  name: "Test shop",
  keys: ["pk_shop"],
  origins: [ORIGIN],
  locale: "en",
  currency: "EUR",
  eventAgeDays: 395,
  retentionDays: 395,
  consentDefault: "granted",
};

export const PRODUCTS: Product[] = ["boot", "shoe", "tent", "stove", "lamp", "pack", "rope", "map"].map(
  (id, index) => ({
    id,
    title: `The ${id}`,
    link: `/p/${id}`,
    category: index < 2 ? "Footwear" : "Camp",
    brand: index % 2 ? "Alba" : "Norte",
    price: 20 + 10 * index,
    currency: "EUR",
    availability: id === "map" ? "out_of_stock" : "in_stock",
    localized: { es: { title: `El ${id}`, link: `/es/p/${id}` } },
  }),
);

export const DEFINITIONS: Definitions = {
  placements: [
    { id: "hero", name: "Hero", kind: "offer" },
    { id: "row", name: "For you", kind: "products", limit: 4, headline: { en: "For you", es: "Para ti" } },
  ],
  offers: [
    {
      id: "footwear",
      name: "Footwear week",
      placement: "hero",
      status: "live",
      priority: 10,
      audience: { favouriteCategory: "Footwear" },
      content: { en: { headline: "Footwear week" }, es: { headline: "Semana del calzado" } },
    },
    {
      id: "hot",
      name: "Ten off",
      placement: "hero",
      status: "live",
      priority: 20,
      audience: { scoreAtLeast: 60, notBoughtWithinDays: 30 },
      content: { en: { headline: "Ten off today", coupon: "TEN" } },
    },
  ],
  holdout: 0,
};

/** @throws {Error} What came back is not what the API's document says. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(HOST + path);
  const response = await exports.default.fetch(url, init);
  await mustConform(init.method ?? "GET", url, init.body, response);
  return response;
}

export async function put(path: string, body: unknown): Promise<Response> {
  const response = await call(path, { method: "PUT", body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`PUT ${path}: ${await response.text()}`);
  return response;
}

/** Makes the shop. Each test file has storage of its own, so once a file. */
export async function openShop(changes: Partial<SiteSettings> = {}): Promise<void> {
  await put("/v1/sites/shop/settings", { ...SETTINGS, ...changes });
  await put("/v1/sites/shop/definitions", DEFINITIONS);
  await put("/v1/sites/shop/catalogue", { products: PRODUCTS });
}

let made = 0;
export function event(name: string, params?: EventParams, at = Date.now()): BehaviourEvent {
  return { id: `event-${String(++made).padStart(8, "0")}`, name, at, ...(params && { params }) };
}

export function view(itemId: string, at = Date.now()): BehaviourEvent {
  const product = PRODUCTS.find((one) => one.id === itemId);
  const item = {
    item_id: itemId,
    ...(product && { item_category: product.category!, item_brand: product.brand!, price: product.price }),
  };
  return event("view_item", { currency: "EUR", items: [item] }, at);
}

export function visitorId(name: string): string {
  return `visitor-${name}`.padEnd(20, "0");
}

/** The id of an answer's `visitor`, without its signature. */
export function bare(visitor: string | undefined): string {
  return visitor!.split(".")[0]!;
}

export function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return call("/v1/collect", {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { origin: ORIGIN, "user-agent": BROWSER, "content-type": "text/plain", ...headers },
  });
}

/** Sends a well-formed request; throws unless it is answered 200. */
export async function collect(request: Partial<CollectRequest> & { visitor?: string }): Promise<CollectResponse> {
  const response = await post({ key: "pk_shop", events: [], ...request });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

export async function exported(
  visitor: string,
): Promise<{ profile: { events: number; counts: Record<string, number> }; events: BehaviourEvent[] }> {
  const response = await call(`/v1/sites/shop/visitors/${visitor}/export`);
  return response.json();
}
