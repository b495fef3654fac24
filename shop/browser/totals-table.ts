import { currentCoupon } from "./cart.ts";
import { make } from "./elements.ts";
import { say } from "./messages.ts";
import type { Totals } from "./order.ts";
import { money } from "./page-language.ts";

/** Subtotal, delivery and total as a list. */
export function totalsTable({ subtotal, discount, shipping, total }: Totals): HTMLElement {
  const row = (name: string, value: string, className = "") =>
    make("div", className ? { class: className } : {}, make("dt", {}, name), make("dd", {}, value));
  return make(
    "dl",
    { class: "totals" },
    row(say("subtotal"), money(subtotal)),
    discount === 0 ? undefined : row(say("discount", { code: currentCoupon() }), `−${money(discount)}`),
    row(say("delivery"), shipping === 0 ? say("free") : money(shipping)),
    row(say("total"), money(total), "grand"),
  );
}
