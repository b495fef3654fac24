/**
 * What lies in the cart, from adds, removes and whole-cart reports, whatever order they arrive in.
 *
 * A purchase or a `view_cart`/`begin_checkout` with items states the whole cart at its instant; adds and removes after
 * that instant are applied to it, earlier ones no longer matter. The newest statement wins.
 */
export interface CartChange {
  at: number;
  itemId: string;
  /** Pieces added (> 0) or removed (< 0). */
  by: number;
}

export interface Cart {
  /** Epoch ms of the newest whole-cart statement; 0 if there was none. */
  statedAt: number;
  /** The cart as then stated. */
  stated: { itemId: string; quantity: number }[];
  /** Changes since, oldest first. */
  changes: CartChange[];
}

/** Changes kept since the last statement: more than a shopper makes before seeing the cart; about 5 kB. */
const CHANGES_KEPT = 100;

export function emptyCart(): Cart {
  return { statedAt: 0, stated: [], changes: [] };
}

export function copyCart(from: Cart): Cart {
  return { statedAt: from.statedAt, stated: [...from.stated], changes: [...from.changes] };
}

export function changeCart(cart: Cart, change: CartChange): void {
  if (change.at <= cart.statedAt) return;
  const list = cart.changes;
  let i = list.length;
  while (i > 0 && isAfter(list[i - 1]!, change)) i--;
  list.splice(i, 0, change);
  if (list.length > CHANGES_KEPT) list.shift();
}

export function stateCart(cart: Cart, at: number, lines: { itemId: string; quantity: number }[]): void {
  if (at < cart.statedAt || (at === cart.statedAt && !isLesser(lines, cart.stated))) return;
  cart.statedAt = at;
  cart.stated = lines;
  cart.changes = cart.changes.filter((change) => change.at > at);
}

export function mergeCarts(into: Cart, from: Cart): void {
  if (from.statedAt > into.statedAt) stateCart(into, from.statedAt, [...from.stated]);
  for (const change of from.changes) changeCart(into, change);
}

/** The cart now: quantity by item, in the order first put in; nothing below one piece. */
export function cartLines(cart: Cart): { itemId: string; quantity: number }[] {
  if (cart.stated.length === 0 && cart.changes.length === 0) return [];
  const quantities = new Map<string, number>();
  for (const line of cart.stated) quantities.set(line.itemId, (quantities.get(line.itemId) ?? 0) + line.quantity);
  for (const change of cart.changes) {
    const quantity = Math.max(0, (quantities.get(change.itemId) ?? 0) + change.by);
    if (quantity === 0) quantities.delete(change.itemId);
    else quantities.set(change.itemId, quantity);
  }
  return [...quantities].map(([itemId, quantity]) => ({ itemId, quantity }));
}

/** Two statements of one instant: the smaller cart stands, since a purchase empties it; ties by content. */
function isLesser(a: Cart["stated"], b: Cart["stated"]): boolean {
  return a.length !== b.length ? a.length < b.length : JSON.stringify(a) < JSON.stringify(b);
}

function isAfter(a: CartChange, b: CartChange): boolean {
  return a.at > b.at || (a.at === b.at && (a.itemId > b.itemId || (a.itemId === b.itemId && a.by < b.by)));
}
