import { html } from "hono/html";
import { LANGUAGES } from "../catalogue/language.ts";
import { SHOP_NAME, SHOP_ROOT } from "../catalogue/shop-brand.ts";
import { ICONS } from "./icons.ts";
import { HTML_LANG, LANGUAGE_NAMES, messagesIn } from "./page-messages.ts";
import { PAGE_PATHS, shopPath } from "./site-paths.ts";

/** The shop's front step: the browser script goes on to the visitor's own language, everybody else chooses. */
export async function languagePage(): Promise<string> {
  const links = LANGUAGES.map(
    (language) =>
      html`<li>
        <a
          class="button quiet"
          href="${shopPath(language, PAGE_PATHS.home)}"
          hreflang="${HTML_LANG[language]}"
          lang="${HTML_LANG[language]}"
          data-language="${language}"
          >${LANGUAGE_NAMES[language].name}</a
        >
      </li>`,
  );
  return String(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${SHOP_NAME}</title>
          <meta name="description" content="${messagesIn("en")("shopDescription")}" />
          <meta name="color-scheme" content="light dark" />
          ${LANGUAGES.map((language) => html`<link rel="alternate" hreflang="${HTML_LANG[language]}" href="${shopPath(language, PAGE_PATHS.home)}" />`)}
          <link rel="icon" href="${SHOP_ROOT}/img/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="${SHOP_ROOT}/shop.css" />
          <script defer src="${SHOP_ROOT}/shop.js"></script>
        </head>
        <body class="front">
          <main id="main" data-page="languages">
            <p class="logo">${ICONS.logo}<span>${SHOP_NAME}</span></p>
            <h1 class="hidden">${SHOP_NAME}</h1>
            <ul class="chips">
              ${links}
            </ul>
          </main>
        </body>
      </html> `,
  );
}
