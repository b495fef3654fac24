/** What lies in the cart and on the wish list, in this browser only. */
import { load, save } from "./stored.ts";

export interface CartLine {
  /** `item_id`. */
  id: string;
  /** Size, where there are sizes. */
  variant?: string;
  quantity: number;
}

/** As many of one line as a cart takes. */
export const MOST_OF_ONE = 9;

const CART = "alderway.cart";
const COUPON = "alderway.coupon";
const SAVED = "alderway.saved";
const local = (): Storage => localStorage;

export function cartLines(): CartLine[] {
  return load<CartLine[]>(local, CART, []);
}

export function cartCount(): number {
  return cartLines().reduce((sum, line) => sum + line.quantity, 0);
}

export function sameLine(a: CartLine, b: CartLine): boolean {
  return a.id === b.id && a.variant === b.variant;
}

/** Adds to the line that is there, or begins one. Returns how many were really added. */
export function addToCart(added: CartLine): number {
  const lines = cartLines();
  const present = lines.find((line) => sameLine(line, added));
  const before = present?.quantity ?? 0;
  const quantity = Math.min(MOST_OF_ONE, before + added.quantity);
  if (present) present.quantity = quantity;
  else lines.push({ ...added, quantity });
  writeCart(lines);
  return quantity - before;
}

/** Sets how many; 0 removes the line. */
export function setQuantity(changed: CartLine, quantity: number): void {
  writeCart(
    cartLines().flatMap((line) => (!sameLine(line, changed) ? [line] : quantity > 0 ? [{ ...line, quantity }] : [])),
  );
}

/** The discount code in use; empty for none. */
export function currentCoupon(): string {
  return load<string>(local, COUPON, "");
}

export function useCoupon(code: string): void {
  save(local, COUPON, code);
}

export function emptyCart(): void {
  useCoupon("");
  writeCart([]);
}

export function savedIds(): string[] {
  return load<string[]>(local, SAVED, []);
}

/** Puts on the wish list or takes off. Whether it is on it now. */
export function toggleSaved(id: string): boolean {
  const ids = savedIds();
  const saved = !ids.includes(id);
  save(local, SAVED, saved ? [...ids, id] : ids.filter((other) => other !== id));
  return saved;
}

/** Shows the count in the header. */
export function showCartCount(): void {
  const count = cartCount();
  for (const badge of document.querySelectorAll<HTMLElement>("[data-cart-count]")) {
    badge.textContent = String(count);
    badge.hidden = count === 0;
  }
}

/** Keeps this page's count right while another tab of the shop changes the cart. */
export function watchCart(changed: () => void): void {
  addEventListener("storage", (event) => {
    if (event.key === CART || event.key === null) changed();
  });
}

function writeCart(lines: CartLine[]): void {
  save(local, CART, lines);
  showCartCount();
}
