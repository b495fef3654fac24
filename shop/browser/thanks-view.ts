/** After the order: its number, and the one time the purchase is told of. */
import { SHOP_CURRENCY } from "../catalogue/shop-brand.ts";
import { find, make } from "./elements.ts";
import { say } from "./messages.ts";
import { lastOrder, markTracked } from "./order.ts";
import { here, money } from "./page-language.ts";
import { inCents, track } from "./sameview.ts";

export function startThanks(main: HTMLElement): void {
  const place = find("[data-thanks]", main);
  const heading = find("h1", main);
  if (!place || !heading) return;
  const back = make("a", { class: "button", href: here("") }, say("backToShop"));
  const order = lastOrder();
  if (!order) {
    place.replaceChildren(heading, make("p", {}, say("noOrder")), back);
    return;
  }
  if (!order.tracked) {
    const { id, value, shipping, items, coupon } = order;
    const used = coupon === undefined ? {} : { coupon };
    track("purchase", { transaction_id: id, currency: SHOP_CURRENCY, value, shipping, items, ...used });
    markTracked(order);
  }
  place.replaceChildren(
    heading,
    make("p", {}, say("orderPlaced")),
    make("p", { class: "order-number" }, say("orderNumber", { number: order.id })),
    make(
      "ul",
      { class: "plain" },
      ...order.items.map((item) => make("li", {}, `${item.quantity ?? 1} × ${item.item_name ?? ""}`)),
    ),
    make("p", {}, `${say("total")}: ${money(inCents(order.value + order.shipping))}`),
    back,
  );
}
