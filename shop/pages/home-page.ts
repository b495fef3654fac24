import { html } from "hono/html";
import { CATEGORIES } from "../catalogue/categories.ts";
import type { Language } from "../catalogue/language.ts";
import { SHOP_NAME } from "../catalogue/shop-brand.ts";
import { ICONS } from "./icons.ts";
import type { Page } from "./layout.ts";
import { messagesIn } from "./page-messages.ts";
import { productCard, productRow } from "./product-card.ts";
import { categoryPagePath, heroPath, PAGE_PATHS, shopPath } from "./site-paths.ts";
import type { Stock } from "./stock.ts";
import { shopData } from "./structured-data.ts";

export function homePage(stock: Stock, language: Language): Page {
  const say = messagesIn(language);
  const departments = CATEGORIES.map(({ slug, name }) => {
    const [first] = stock.popular(slug, 1);
    return html`<li>
      <a class="department" href="${shopPath(language, categoryPagePath(slug))}"
        ><img src="${first?.product.image_link ?? ""}" alt="" width="400" height="400" decoding="async" /><span
          >${name[language]}</span
        ></a
      >
    </li>`;
  });
  const promises = [
    { icon: ICONS.truck, title: say("promise1"), text: say("promise1Text") },
    { icon: ICONS.back, title: say("promise2"), text: say("promise2Text") },
    { icon: ICONS.mend, title: say("promise3"), text: say("promise3Text") },
  ];
  return {
    kind: "home",
    language,
    path: PAGE_PATHS.home,
    title: `${SHOP_NAME} · ${say("tagline")}`,
    description: say("shopDescription"),
    structuredData: [shopData(language)],
    main: html`<h1 class="hidden">${SHOP_NAME}: ${say("tagline")}</h1>
      <div class="wrap">
        <div class="hero" data-sv-placement="home-hero">
          <section class="banner" aria-label="${say("offerBanner")}">
            <img
              class="banner-art"
              src="${heroPath("camping")}"
              alt=""
              width="1600"
              height="560"
              fetchpriority="high"
            />
            <div class="banner-words">
              <h2>${say("heroTitle")}</h2>
              <p>${say("heroText")}</p>
              <a class="button" href="${shopPath(language, categoryPagePath("camping"))}">${say("heroButton")}</a>
            </div>
          </section>
        </div>
        <section class="block">
          <h2>${say("shopByDepartment")}</h2>
          <ul class="departments-grid">
            ${departments}
          </ul>
        </section>
        <div class="block row-slot" data-sv-placement="home-products">
          ${productRow(say("popularNow"), stock.popularEverywhere(4), language)}
        </div>
        <section class="block">
          <h2>${say("onSale")}</h2>
          <ul class="cards" data-list-id="home-sale" data-list-name="On sale">
            ${stock.onSale(8).map((entry) => productCard(entry, language))}
          </ul>
        </section>
        <section class="block">
          <h2>${say("newIn")}</h2>
          <ul class="cards" data-list-id="home-new" data-list-name="Just arrived">
            ${stock.newest(4).map((entry) => productCard(entry, language))}
          </ul>
        </section>
        <ul class="promises block">
          ${promises.map(
            ({ icon, title, text }) =>
              html`<li>
                ${icon}
                <p><strong>${title}</strong><br />${text}</p>
              </li>`,
          )}
        </ul>
      </div>`,
  };
}
