/** What the cart comes to, and the order made of it. */
import type { EventItem } from "../../wire/event.ts";
import { EXPRESS_SHIPPING, FREE_SHIPPING_FROM, STANDARD_SHIPPING } from "../catalogue/shop-brand.ts";
import type { ListedProduct } from "../catalogue/listed-product.ts";
import { couponPercent } from "../catalogue/coupons.ts";
import { cartLines, currentCoupon, type CartLine } from "./cart.ts";
import { listedItem, priceNow } from "./products.ts";
import { inCents } from "./sameview.ts";
import { load, save } from "./stored.ts";

export type ShippingTier = "standard" | "express";

export interface FilledLine {
  line: CartLine;
  product: ListedProduct;
}

/** Money in EUR. */
export interface Totals {
  subtotal: number;
  /** Taken off the subtotal by the code, ≥ 0. */
  discount: number;
  shipping: number;
  total: number;
  /** What is missing to free delivery; 0 where it is free. */
  toFree: number;
}

export interface Order {
  /** `transaction_id`. */
  id: string;
  items: EventItem[];
  /** EUR, after the discount, without delivery. */
  value: number;
  /** The code that was used. */
  coupon?: string;
  /** EUR. */
  shipping: number;
  /** Whether the purchase has been told of. */
  tracked: boolean;
}

const ORDER = "alderway.order";
const session = (): Storage => sessionStorage;

/** The cart's lines with their products; a product that has left the shop leaves the cart. */
export function fillCart(products: readonly ListedProduct[]): FilledLine[] {
  return cartLines().flatMap((line) => {
    const product = products.find((candidate) => candidate.id === line.id);
    return product ? [{ line, product }] : [];
  });
}

export function totalsOf(lines: readonly FilledLine[], tier: ShippingTier = "standard"): Totals {
  const subtotal = inCents(lines.reduce((sum, { line, product }) => sum + priceNow(product) * line.quantity, 0));
  const discount = inCents((subtotal * couponPercent(currentCoupon())) / 100);
  const standard = subtotal === 0 || subtotal >= FREE_SHIPPING_FROM ? 0 : STANDARD_SHIPPING;
  const shipping = tier === "express" ? EXPRESS_SHIPPING : standard;
  const toFree = inCents(Math.max(0, FREE_SHIPPING_FROM - subtotal));
  return { subtotal, discount, shipping, total: inCents(subtotal - discount + shipping), toFree };
}

export function itemsOf(lines: readonly FilledLine[]): EventItem[] {
  return lines.map(({ line, product }) => ({
    ...listedItem(product),
    quantity: line.quantity,
    ...(line.variant !== undefined && { item_variant: line.variant }),
  }));
}

/** Keeps the order for the page that thanks for it. */
export function placeOrder(lines: readonly FilledLine[], tier: ShippingTier): Order {
  const { subtotal, discount, shipping } = totalsOf(lines, tier);
  const id = `AW-${Date.now().toString(36).toUpperCase()}-${crypto.randomUUID().slice(0, 4).toUpperCase()}`;
  const coupon = currentCoupon();
  const order: Order = {
    id,
    items: itemsOf(lines),
    value: inCents(subtotal - discount),
    shipping,
    tracked: false,
    ...(coupon !== "" && { coupon }),
  };
  save(session, ORDER, order);
  return order;
}

export function lastOrder(): Order | null {
  return load<Order | null>(session, ORDER, null);
}

export function markTracked(order: Order): void {
  save(session, ORDER, { ...order, tracked: true });
}
