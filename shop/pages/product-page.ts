import { html } from "hono/html";
import type { ShopProduct } from "../catalogue/build-catalogue.ts";
import { eventItem } from "../catalogue/event-item.ts";
import type { Language } from "../catalogue/language.ts";
import { SHOP_NAME } from "../catalogue/shop-brand.ts";
import { breadcrumb } from "./breadcrumb.ts";
import { ICONS } from "./icons.ts";
import type { Html, Page } from "./layout.ts";
import { messagesIn, type Say } from "./page-messages.ts";
import { priceTag, productRow } from "./product-card.ts";
import { categoryPagePath, PAGE_PATHS, productPagePath, shopPath } from "./site-paths.ts";
import type { Stock } from "./stock.ts";
import { breadcrumbData, productData } from "./structured-data.ts";

/** Nobody buys ten tents by mistake. */
const MOST_OF_ONE = 9;

export function productPage(stock: Stock, entry: ShopProduct, language: Language): Page {
  const say = messagesIn(language);
  const { product, category } = entry;
  const title = entry.title[language];
  const path = productPagePath(entry.slug);
  const crumbs = [
    { name: say("home"), href: shopPath(language, PAGE_PATHS.home) },
    { name: category.name[language], href: shopPath(language, categoryPagePath(category.slug)) },
    { name: title, href: shopPath(language, path) },
  ];
  return {
    kind: "product",
    language,
    path,
    title: `${title} · ${SHOP_NAME}`,
    description: entry.description[language],
    itemId: product.id,
    category: category.name.en,
    structuredData: [productData(entry, language), breadcrumbData(crumbs)],
    data: { item: JSON.stringify(eventItem(entry, language)) },
    main: html`<div class="wrap">
      ${breadcrumb(crumbs, say)}
      <article class="product">
        <div class="product-picture">
          <img
            src="${product.image_link ?? ""}"
            alt="${title}, ${entry.colourway.name[language]}"
            width="400"
            height="400"
            fetchpriority="high"
          />
        </div>
        <div class="product-words">
          <p class="product-brand">${entry.brand.name}</p>
          <h1>${title}</h1>
          <p class="product-price">${priceTag(entry, language)} <small>${say("vat")}</small></p>
          <p class="stock stock-${product.availability}">${say(product.availability)}</p>
          <p class="product-text">${entry.description[language]}</p>
          ${buyForm(entry, language, say)}
          <dl class="facts">
            <div>
              <dt>${say("colour")}</dt>
              <dd>${entry.colourway.name[language]}</dd>
            </div>
            <div>
              <dt>${say("type")}</dt>
              <dd>${entry.type.shelf[language]}</dd>
            </div>
            <div>
              <dt>${say("itemNumber")}</dt>
              <dd>${product.id}</dd>
            </div>
          </dl>
          <details class="more">
            <summary>${say("delivery")}</summary>
            <p>${say("deliveryText")}</p>
          </details>
        </div>
      </article>
      <div class="block row-slot" data-sv-placement="product-alternatives">
        ${productRow(say("alternatives"), stock.like(entry, 4), language)}
      </div>
    </div>`,
  };
}

function buyForm(entry: ShopProduct, language: Language, say: Say): Html {
  const { availability } = entry.product;
  const save = html`<button class="button quiet save" type="button" data-save aria-pressed="false">
    ${ICONS.heart}<span>${say("save")}</span>
  </button>`;
  if (availability === "out_of_stock") return html`<div class="buy">${save}</div>`;
  const sizes =
    entry.sizes.length === 0
      ? ""
      : html`<fieldset class="sizes">
          <legend>${say("size")}</legend>
          ${entry.sizes.map((size) => html`<label><input type="radio" name="size" value="${size}" required /><span>${size}</span></label>`)}
          <p class="error" data-error-size hidden>${say("chooseSize")}</p>
        </fieldset>`;
  const quantities = Array.from({ length: MOST_OF_ONE }, (_, index) => html`<option>${index + 1}</option>`);
  return html`<form class="buy" data-buy action="${shopPath(language, PAGE_PATHS.cart)}" novalidate>
    ${sizes}
    <label class="field quantity"
      ><span>${say("quantity")}</span
      ><select name="quantity">
        ${quantities}
      </select></label
    >
    <button class="button" type="submit">
      ${ICONS.cart}<span>${say(availability === "preorder" ? "preorderNow" : "addToCart")}</span>
    </button>
    ${save}
  </form>`;
}
