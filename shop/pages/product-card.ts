import { html } from "hono/html";
import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import { productPath } from "../catalogue/build-catalogue.ts";
import { eventItem } from "../catalogue/event-item.ts";
import type { Language } from "../catalogue/language.ts";
import type { Html } from "./layout.ts";
import { formatMoney } from "./money.ts";
import { messagesIn } from "./page-messages.ts";

/** CSS pixels the pictures announce, so that a late one moves nothing. */
const PICTURE_SIZE = 400;

/** A product in a grid or a row. `eager` for the first ones, which are seen at once. */
export function productCard(entry: ShopProduct, language: Language, eager = false): Html {
  const { product } = entry;
  return html`<li
    class="card"
    data-item="${JSON.stringify(eventItem(entry, language))}"
    data-type="${entry.type.id}"
    data-added="${product.added_at ?? 0}"
    data-availability="${product.availability}"
  >
    <a href="${productPath(language, entry.slug)}"
      ><span class="card-picture"
        ><img
          src="${product.image_link ?? ""}"
          alt=""
          width="${PICTURE_SIZE}"
          height="${PICTURE_SIZE}"
          ${eager ? "" : html`loading="lazy" `}decoding="async"
        />${tag(entry, language)}</span
      >
      <span class="card-brand">${entry.brand.name}</span
      ><span class="card-title">${entry.title[language]}</span>${priceTag(entry, language)}</a
    >
  </li> `;
}

/** Price, and the one before where it is on sale. */
export function priceTag({ product }: ShopProduct, language: Language): Html {
  const say = messagesIn(language);
  if (product.sale_price === undefined) {
    return html`<span class="price">${formatMoney(product.price, language)}</span>`;
  }
  return html`<span class="price sale"
    ><span class="hidden">${say("now")} </span><ins>${formatMoney(product.sale_price, language)}</ins>
    <span class="hidden">${say("was")} </span><del>${formatMoney(product.price, language)}</del></span
  >`;
}

function tag({ product }: ShopProduct, language: Language): Html | "" {
  const say = messagesIn(language);
  if (product.availability === "out_of_stock") return html`<span class="tag">${say("out_of_stock")}</span>`;
  if (product.availability === "preorder") return html`<span class="tag">${say("preorderShort")}</span>`;
  if (product.sale_price === undefined) return "";
  const percent = Math.round((1 - product.sale_price / product.price) * 100);
  return html`<span class="tag tag-sale">−${percent}%</span>`;
}

/** A heading with a row of products: what a placement shows until the SDK fills it. */
export function productRow(heading: string, entries: readonly ShopProduct[], language: Language): Html {
  return html`<section class="row">
    <h2>${heading}</h2>
    <ul class="cards cards-row">
      ${entries.map((entry) => productCard(entry, language))}
    </ul>
  </section>`;
}
