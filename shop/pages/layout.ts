/** The frame around every page: head, header, footer. */
import { html, raw } from "hono/html";
import { CATEGORIES } from "../catalogue/categories.ts";
import { LANGUAGES, type Language } from "../catalogue/language.ts";
import { SHOP_NAME, SHOP_ROOT } from "../catalogue/shop-brand.ts";
import { ICONS } from "./icons.ts";
import { HTML_LANG, LANGUAGE_NAMES, messagesIn, type Say } from "./page-messages.ts";
import { INLINE_STUB } from "./security.ts";
import { categoryPagePath, PAGE_PATHS, shopPath } from "./site-paths.ts";

/** What a template makes. */
export type Html = ReturnType<typeof html>;

export type PageKind = "home" | "category" | "product" | "search" | "cart" | "checkout" | "thanks" | "not-found";

export interface Page {
  kind: PageKind;
  language: Language;
  /** Within the language, such as `c/camping/`. */
  path: string;
  title: string;
  description: string;
  /** `item_id` of the product the page is about. */
  itemId?: string;
  /** `item_category` the page is about. */
  category?: string;
  /** schema.org data. */
  structuredData?: object[];
  /** Attributes of `<main>` that the browser script reads, by their name after `data-`. */
  data?: Record<string, string>;
  main: Html;
  /** Kept out of search engines: pages that are somebody's own. */
  private?: boolean;
}

/** A whole page as text. */
export async function renderPage(page: Page): Promise<string> {
  const say = messagesIn(page.language);
  const data = Object.entries(page.data ?? {}).map(([name, value]) => html` data-${name}="${value}"`);
  return String(
    await html`<!doctype html>
      <html lang="${HTML_LANG[page.language]}">
        ${head(page)}
        <body>
          <a class="skip" href="#main">${say("skip")}</a>
          <div class="bar" data-sv-placement="header-bar" role="region" aria-label="${say("offerBar")}">
            <p class="bar-default">${say("serviceBar")}</p>
          </div>
          ${header(page, say)}
          <main id="main" tabindex="-1" data-page="${page.kind}" data-path="${page.path}" ${data}>${page.main}</main>
          ${footer(page.language, say)}
          <div data-sv-placement="notices"></div>
          <p class="toast" role="status" aria-live="polite" id="toast"></p>
        </body>
      </html> `,
  );
}

function head(page: Page): Html {
  const robots = page.private ? html`<meta name="robots" content="noindex" />` : "";
  const item = page.itemId ? html`<meta name="sameview:item" content="${page.itemId}" />` : "";
  const category = page.category ? html`<meta name="sameview:category" content="${page.category}" />` : "";
  const alternates = LANGUAGES.map(
    (language) =>
      html`<link rel="alternate" hreflang="${HTML_LANG[language]}" href="${shopPath(language, page.path)}" /> `,
  );
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${page.title}</title>
    <meta name="description" content="${page.description}" />
    <meta name="color-scheme" content="light dark" />
    ${robots}${item}${category}
    <link rel="canonical" href="${shopPath(page.language, page.path)}" />
    ${alternates}
    <link rel="alternate" hreflang="x-default" href="${shopPath("en", page.path)}" />
    <link rel="icon" href="${SHOP_ROOT}/img/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="${SHOP_ROOT}/shop.css" />
    ${raw(`<script>${INLINE_STUB}</script>`)}
    <script async src="/sdk.js" data-key="pk_demo"></script>
    <script defer src="${SHOP_ROOT}/shop.js"></script>
    ${(page.structuredData ?? []).map((data) => structuredData(data))}
  </head>`;
}

/** A data block, not a script: `<` is escaped so that no text can close it. */
function structuredData(data: object): Html {
  return html`<script type="application/ld+json">
    ${raw(JSON.stringify(data).replaceAll("<", "\\u003c"))}
  </script> `;
}

function header(page: Page, say: Say): Html {
  const { language } = page;
  const departments = CATEGORIES.map((category) => {
    const current = page.category === category.name.en ? raw(' aria-current="true"') : "";
    return html`<li>
      <a href="${shopPath(language, categoryPagePath(category.slug))}" ${current}>${category.name[language]}</a>
    </li>`;
  });
  return html`<header class="head">
    <div class="head-row wrap">
      <a class="logo" href="${shopPath(language, PAGE_PATHS.home)}">${ICONS.logo}<span>${SHOP_NAME}</span></a>
      <form
        class="search"
        role="search"
        aria-label="${say("searchLabel")}"
        action="${shopPath(language, PAGE_PATHS.search)}"
        method="get"
      >
        <label class="hidden" for="head-q">${say("searchLabel")}</label>
        <input
          id="head-q"
          type="search"
          name="q"
          placeholder="${say("searchLabel")}"
          maxlength="100"
          autocomplete="off"
        />
        <button type="submit" aria-label="${say("searchButton")}">${ICONS.search}</button>
      </form>
      <nav class="languages" aria-label="${say("languages")}">
        <ul>
          ${LANGUAGES.map((other) => languageLink(page, other))}
        </ul>
      </nav>
      <a class="cart-link" href="${shopPath(language, PAGE_PATHS.cart)}"
        >${ICONS.cart}<span class="cart-word">${say("cart")}</span><span class="badge" data-cart-count hidden></span
      ></a>
    </div>
    <nav class="departments wrap" aria-label="${say("departments")}">
      <ul>
        ${departments}
      </ul>
    </nav>
  </header>`;
}

function languageLink(page: Page, other: Language): Html {
  const { name, short } = LANGUAGE_NAMES[other];
  const current = other === page.language ? raw(' aria-current="true"') : "";
  return html`<li>
    <a
      href="${shopPath(other, page.path)}"
      hreflang="${HTML_LANG[other]}"
      lang="${HTML_LANG[other]}"
      title="${name}"
      data-language="${other}"
      ${current}
      >${short}</a
    >
  </li>`;
}

function footer(language: Language, say: Say): Html {
  const departments = CATEGORIES.map(
    (category) =>
      html`<li><a href="${shopPath(language, categoryPagePath(category.slug))}">${category.name[language]}</a></li>`,
  );
  return html`<footer class="foot">
    <div class="wrap foot-grid">
      <div>
        <p class="foot-name">${SHOP_NAME}</p>
        <p>${say("tagline")}.</p>
      </div>
      <div>
        <ul>
          ${departments}
        </ul>
      </div>
      <div>
        <p class="foot-title">${say("privacy")}</p>
        <p>${say("privacyText")}</p>
        <label class="switch"><input type="checkbox" data-personalise checked /> ${say("personalise")}</label>
      </div>
    </div>
    <p class="wrap foot-note">${say("demoNote")}</p>
  </footer>`;
}
