/** The cart page: lines, totals, what was saved for later. */
import type { ListedProduct } from "../catalogue/listed-product.ts";
import { couponForm } from "./coupon-form.ts";
import { MOST_OF_ONE, savedIds, setQuantity } from "./cart.ts";
import { find, make } from "./elements.ts";
import { showFailure } from "./failure.ts";
import { say } from "./messages.ts";
import { fillCart, itemsOf, totalsOf, type FilledLine } from "./order.ts";
import { here, money } from "./page-language.ts";
import { priceTag, productCard, productLink, productPicture } from "./product-card.ts";
import { loadProducts, priceNow } from "./products.ts";
import { trackItems } from "./sameview.ts";
import { toast } from "./toast.ts";
import { totalsTable } from "./totals-table.ts";

export async function startCart(main: HTMLElement): Promise<void> {
  const place = find("[data-cart]", main);
  if (!place) return;
  try {
    const products = await loadProducts();
    const lines = fillCart(products);
    if (lines.length > 0) trackItems("view_cart", itemsOf(lines));
    draw(place, products);
  } catch {
    showFailure(place, () => void startCart(main));
  }
}

/** Draws the cart anew, such as after another tab changed it. */
export async function redrawCart(main: HTMLElement): Promise<void> {
  const place = find("[data-cart]", main);
  if (place) draw(place, await loadProducts());
}

function draw(place: HTMLElement, products: readonly ListedProduct[]): void {
  const lines = fillCart(products);
  const saved = products.filter((product) => savedIds().includes(product.id));
  const redraw = (): void => draw(place, products);
  place.replaceChildren(
    lines.length === 0
      ? emptyState()
      : make(
          "div",
          { class: "cart-grid" },
          make("ul", { class: "lines" }, ...lines.map((line) => lineRow(line, redraw))),
          summary(lines, redraw),
        ),
    ...(saved.length === 0
      ? []
      : [
          make(
            "section",
            { class: "block" },
            make("h2", {}, say("saved")),
            make("ul", { class: "cards" }, ...saved.map(productCard)),
          ),
        ]),
  );
}

function emptyState(): HTMLElement {
  return make(
    "div",
    { class: "nothing" },
    make("h2", {}, say("cartEmpty")),
    make("p", {}, say("cartEmptyText")),
    make("a", { class: "button", href: here("") }, say("backToShop")),
  );
}

function lineRow(filled: FilledLine, redraw: () => void): HTMLElement {
  const { line, product } = filled;
  const quantity = make("select", { "aria-label": `${say("quantity")}, ${product.title}` });
  for (let count = 1; count <= MOST_OF_ONE; count++) quantity.append(make("option", {}, String(count)));
  quantity.value = String(line.quantity);
  quantity.addEventListener("change", () => change(filled, Number(quantity.value), redraw));
  const remove = make(
    "button",
    { class: "link", type: "button", "aria-label": `${say("remove")}: ${product.title}` },
    say("remove"),
  );
  remove.addEventListener("click", () => {
    change(filled, 0, redraw);
    toast(say("removed"));
    document.querySelector<HTMLElement>("#main")?.focus();
  });
  return make(
    "li",
    { class: "line" },
    make(
      "a",
      { class: "line-picture", href: productLink(product), tabindex: "-1", "aria-hidden": "true" },
      productPicture(product),
    ),
    make(
      "div",
      { class: "line-words" },
      make("a", { href: productLink(product) }, product.title),
      line.variant === undefined ? undefined : make("p", { class: "faint" }, `${say("size")} ${line.variant}`),
      priceTag(product),
    ),
    make("div", { class: "line-tools" }, quantity, remove),
    make("p", { class: "line-sum" }, money(priceNow(product) * line.quantity)),
  );
}

/** Tells of what came in or went out, then draws anew. */
function change(filled: FilledLine, quantity: number, redraw: () => void): void {
  const difference = quantity - filled.line.quantity;
  setQuantity(filled.line, quantity);
  const moved = itemsOf([{ ...filled, line: { ...filled.line, quantity: Math.abs(difference) } }]);
  if (difference !== 0) trackItems(difference > 0 ? "add_to_cart" : "remove_from_cart", moved);
  redraw();
}

function summary(lines: readonly FilledLine[], redraw: () => void): HTMLElement {
  const totals = totalsOf(lines);
  return make(
    "aside",
    { class: "summary", "aria-label": say("summary") },
    make("h2", {}, say("summary")),
    totalsTable(totals),
    totals.toFree > 0 ? make("p", { class: "faint" }, say("toFree", { amount: money(totals.toFree) })) : undefined,
    couponForm(redraw),
    make("a", { class: "button wide", href: here("checkout/") }, say("toCheckout")),
    make("p", { class: "faint" }, say("vat")),
  );
}
