/** Pages that are about the shopper's own search, cart and order. The browser script fills them. */
import { html } from "hono/html";
import { CATEGORIES } from "../catalogue/categories.ts";
import type { Language } from "../catalogue/language.ts";
import { SHOP_NAME } from "../catalogue/shop-brand.ts";
import type { Html, Page, PageKind } from "./layout.ts";
import { messagesIn, type MessageKey, type Say } from "./page-messages.ts";
import { productRow } from "./product-card.ts";
import { categoryPagePath, PAGE_PATHS, shopPath } from "./site-paths.ts";
import type { Stock } from "./stock.ts";

export function searchPage(language: Language): Page {
  return ownPage(
    "search",
    "searchTitle",
    language,
    PAGE_PATHS.search,
    (say) =>
      html`<h1>${say("searchTitle")}</h1>
        <form
          class="search search-large"
          role="search"
          aria-label="${say("searchTitle")}"
          action="${shopPath(language, PAGE_PATHS.search)}"
          method="get"
        >
          <label class="hidden" for="q">${say("searchLabel")}</label
          ><input
            id="q"
            type="search"
            name="q"
            placeholder="${say("searchLabel")}"
            maxlength="100"
            autocomplete="off"
          /><button class="button" type="submit">${say("searchButton")}</button>
        </form>
        <div data-results aria-live="polite">${waiting(say)}</div>
        <section class="block">
          <h2>${say("shopByDepartment")}</h2>
          ${departmentLinks(language)}
        </section>`,
  );
}

export function cartPage(stock: Stock, language: Language): Page {
  return ownPage(
    "cart",
    "cartTitle",
    language,
    PAGE_PATHS.cart,
    (say) =>
      html`<h1>${say("cartTitle")}</h1>
        <div class="cart" data-cart>${waiting(say)}</div>
        <div class="block row-slot" data-sv-placement="cart-complements">
          ${productRow(say("popularNow"), stock.popularEverywhere(8).slice(4), language)}
        </div>`,
  );
}

export function thanksPage(language: Language): Page {
  return ownPage(
    "thanks",
    "thanksTitle",
    language,
    PAGE_PATHS.thanks,
    (say) =>
      html`<div class="narrow" data-thanks>
        <h1>${say("thanksTitle")}</h1>
        ${waiting(say)}
      </div>`,
  );
}

export function notFoundPage(language: Language): Page {
  return ownPage(
    "not-found",
    "notFoundTitle",
    language,
    PAGE_PATHS.home,
    (say) =>
      html`<div class="narrow">
        <h1>${say("notFoundTitle")}</h1>
        <p>${say("notFoundText")}</p>
        ${departmentLinks(language)}
      </div>`,
  );
}

function ownPage(kind: PageKind, title: MessageKey, language: Language, path: string, main: (say: Say) => Html): Page {
  const say = messagesIn(language);
  return {
    kind,
    language,
    path,
    title: `${say(title)} · ${SHOP_NAME}`,
    description: say("shopDescription"),
    private: true,
    main: html`<div class="wrap own">${main(say)}</div>`,
  };
}

function waiting(say: Say): Html {
  return html`<p class="waiting">${say("loading")}</p>
    <noscript><p>${say("needsScript")}</p></noscript>`;
}

function departmentLinks(language: Language): Html {
  return html`<ul class="chips">
    ${CATEGORIES.map(({ slug, name }) => html`<li><a class="chip" href="${shopPath(language, categoryPagePath(slug))}">${name[language]}</a></li>`)}
  </ul>`;
}
