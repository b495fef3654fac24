/** Checkout: delivery, then payment, then the order. What is typed stays in the page. */
import { emptyCart } from "./cart.ts";
import { find, findAll, make } from "./elements.ts";
import { showFailure } from "./failure.ts";
import { formText } from "./form-text.ts";
import { say } from "./messages.ts";
import { fillCart, itemsOf, placeOrder, totalsOf, type FilledLine, type ShippingTier } from "./order.ts";
import { here, money } from "./page-language.ts";
import { productPicture } from "./product-card.ts";
import { loadProducts } from "./products.ts";
import { trackItems } from "./sameview.ts";
import { totalsTable } from "./totals-table.ts";
import { validate, validateAsTyped } from "./validation.ts";

/** @param go Goes on to another page of the shop. */
export async function startCheckout(main: HTMLElement, go: (path: string) => void): Promise<void> {
  const root = find("[data-checkout]", main);
  const address = find<HTMLFormElement>("[data-step=address]", main);
  const payment = find<HTMLFormElement>("[data-step=payment]", main);
  const summary = find("[data-summary]", main);
  if (!root || !address || !payment || !summary) return;
  let lines: FilledLine[];
  try {
    lines = fillCart(await loadProducts());
  } catch {
    showFailure(summary, () => void startCheckout(main, go));
    return;
  }
  if (lines.length === 0) {
    const back = make("a", { class: "button", href: here("") }, say("backToShop"));
    root.replaceChildren(make("div", { class: "nothing" }, make("h2", {}, say("cartEmpty")), back));
    return;
  }
  const items = itemsOf(lines);
  trackItems("begin_checkout", items);
  const tier = (): ShippingTier => (formText(address, "shipping") === "express" ? "express" : "standard");
  drawSummary(summary, lines, tier());
  const standardCost = find("[data-standard-cost]", address);
  const { shipping } = totalsOf(lines);
  if (standardCost) standardCost.textContent = shipping === 0 ? say("free") : money(shipping);

  validateAsTyped(address);
  validateAsTyped(payment);
  address.addEventListener("change", () => drawSummary(summary, lines, tier()));
  address.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!validate(address)) return;
    trackItems("add_shipping_info", items, { shipping_tier: tier() });
    showStep(main, "payment");
  });
  find("[data-back]", payment)?.addEventListener("click", () => showStep(main, "address"));
  payment.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!validate(payment)) return;
    trackItems("add_payment_info", items, { payment_type: formText(payment, "payment") });
    placeOrder(lines, tier());
    emptyCart();
    go(here("thanks/"));
  });
}

function showStep(main: HTMLElement, step: string): void {
  for (const form of findAll<HTMLFormElement>("[data-step]", main)) form.hidden = form.dataset["step"] !== step;
  for (const mark of findAll("[data-step-mark]", main)) {
    if (mark.dataset["stepMark"] === step) mark.setAttribute("aria-current", "step");
    else mark.removeAttribute("aria-current");
  }
  find(`[data-step=${step}] input`, main)?.focus();
}

function drawSummary(place: HTMLElement, lines: readonly FilledLine[], tier: ShippingTier): void {
  const rows = lines.map(({ line, product }) =>
    make("li", {}, productPicture(product), make("span", {}, `${line.quantity} × ${product.title}`)),
  );
  place.replaceChildren(make("ul", { class: "summary-lines" }, ...rows), totalsTable(totalsOf(lines, tier)));
}
