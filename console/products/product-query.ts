/** What of the catalogue is shown, and the same as a query: of the address, and of the Worker. Pure. */
import type { ListingState } from "../../wire/catalogue.ts";

/** Products on one page. */
export const PAGE_SIZE = 50;

export const STATES = ["in_stock", "out_of_stock", "preorder", "backorder", "not_for_sale"] as const;
export const ORDERS = ["catalogue", "looks", "newest"] as const;
export type Order = (typeof ORDERS)[number];

export interface ProductQuery {
  /** "" for all, likewise below. */
  text: string;
  category: string;
  brand: string;
  state: ListingState | "";
  order: Order;
  /** From 1. */
  page: number;
}

/** Reads the address; what it does not understand counts as not set. */
export function productQuery(query: URLSearchParams): ProductQuery {
  const page = Number(query.get("page"));
  return {
    text: query.get("q") ?? "",
    category: query.get("category") ?? "",
    brand: query.get("brand") ?? "",
    state: STATES.find((state) => state === query.get("state")) ?? "",
    order: ORDERS.find((order) => order === query.get("order")) ?? "catalogue",
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}

/** Changes the address. Whatever changes but the page begins at the first again. */
export function changeProductQuery(query: URLSearchParams, change: Partial<ProductQuery>): void {
  const next = { ...productQuery(query), page: 1, ...change };
  const write = (name: string, value: string, unset: string): void =>
    value === unset ? query.delete(name) : query.set(name, value);
  write("q", next.text, "");
  write("category", next.category, "");
  write("brand", next.brand, "");
  write("state", next.state, "");
  write("order", next.order, "catalogue");
  write("page", String(next.page), "1");
}

/** As the Worker is asked. */
export function askedQuery({ text, category, brand, state, order, page }: ProductQuery): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), offset: String((page - 1) * PAGE_SIZE), order });
  for (const [name, value] of Object.entries({ text: text.trim(), category, brand, state })) {
    if (value !== "") query.set(name, value);
  }
  return query.toString();
}
