import { SHOP_ROOT } from "../catalogue/shop-brand.ts";
import type { ListedProduct } from "../catalogue/listed-product.ts";
import { make } from "./elements.ts";
import { say } from "./messages.ts";
import { here, money } from "./page-language.ts";
import { listedItem } from "./products.ts";

/** CSS pixels the pictures announce, so that a late one moves nothing. */
const PICTURE_SIZE = "400";

export function productLink(product: ListedProduct): string {
  return here(`p/${product.slug}/`);
}

export function productPicture(product: ListedProduct): HTMLImageElement {
  const src = `${SHOP_ROOT}/img/${product.id}.svg`;
  return make("img", { src, alt: "", width: PICTURE_SIZE, height: PICTURE_SIZE, decoding: "async", loading: "lazy" });
}

/** The same card as the pages' own. */
export function productCard(product: ListedProduct): HTMLLIElement {
  return make(
    "li",
    { class: "card", "data-item": JSON.stringify(listedItem(product)) },
    make(
      "a",
      { href: productLink(product) },
      make("span", { class: "card-picture" }, productPicture(product)),
      make("span", { class: "card-brand" }, product.brand),
      make("span", { class: "card-title" }, product.title),
      priceTag(product),
    ),
  );
}

export function priceTag({ price, sale }: ListedProduct): HTMLElement {
  if (sale === undefined) return make("span", { class: "price" }, money(price));
  return make(
    "span",
    { class: "price sale" },
    make("ins", {}, money(sale)),
    " ",
    make("span", { class: "hidden" }, `${say("was")} `),
    make("del", {}, money(price)),
  );
}
