/** What each kind of page does once it is in the document. */
import { startCart } from "./cart-view.ts";
import { startCategory } from "./category-view.ts";
import { startCheckout } from "./checkout-view.ts";
import { mainOf, trackLists } from "./lists.ts";
import { startProduct } from "./product-view.ts";
import { startSearch } from "./search-view.ts";
import { startThanks } from "./thanks-view.ts";

/** Goes on to another page of the shop, by path. */
type Go = (path: string) => void;

/** By what `<main data-page>` says. Pages that are not named are complete as they came. */
const STARTS: Readonly<Record<string, (main: HTMLElement, go: Go) => unknown>> = {
  product: startProduct,
  category: startCategory,
  search: startSearch,
  cart: startCart,
  checkout: startCheckout,
  thanks: startThanks,
};

export function startPage(go: Go): void {
  const main = mainOf();
  if (!main) return;
  STARTS[main.dataset["page"] ?? ""]?.(main, go);
  trackLists(main);
}
