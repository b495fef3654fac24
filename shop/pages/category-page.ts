import { html } from "hono/html";
import type { Category } from "../catalogue/categories.ts";
import type { Language } from "../catalogue/language.ts";
import { typesIn } from "../catalogue/product-types.ts";
import { SHOP_NAME } from "../catalogue/shop-brand.ts";
import { breadcrumb } from "./breadcrumb.ts";
import type { Html, Page } from "./layout.ts";
import { formatMoney } from "./money.ts";
import { messagesIn } from "./page-messages.ts";
import { productCard } from "./product-card.ts";
import { categoryPagePath, heroPath, PAGE_PATHS, shopPath } from "./site-paths.ts";
import type { Stock } from "./stock.ts";
import { breadcrumbData } from "./structured-data.ts";

/** EUR: steps a price filter offers, as far as the department reaches. */
const PRICE_STEPS = [25, 50, 100, 150, 200, 300] as const;
/** So many pictures are in the first view of a large screen. */
const EAGER_CARDS = 4;

export function categoryPage(stock: Stock, category: Category, language: Language): Page {
  const say = messagesIn(language);
  const entries = stock.popular(category.slug);
  const name = category.name[language];
  const path = categoryPagePath(category.slug);
  const crumbs = [
    { name: say("home"), href: shopPath(language, PAGE_PATHS.home) },
    { name, href: shopPath(language, path) },
  ];
  const prices = entries.map(({ product }) => product.sale_price ?? product.price);
  const steps = PRICE_STEPS.filter((step) => step > Math.min(...prices) && step < Math.max(...prices));
  const brands = [...new Set(entries.map((entry) => entry.brand.name))].toSorted();
  return {
    kind: "category",
    language,
    path,
    title: `${name} · ${SHOP_NAME}`,
    description: category.lead[language],
    category: category.name.en,
    structuredData: [breadcrumbData(crumbs)],
    main: html`<div class="wrap">
      ${breadcrumb(crumbs, say)}
      <div class="hero hero-low" data-sv-placement="home-hero">
        <section class="banner" aria-label="${say("offerBanner")}">
          <img
            class="banner-art"
            src="${heroPath(category.slug)}"
            alt=""
            width="1600"
            height="560"
            fetchpriority="high"
          />
          <div class="banner-words"><p class="banner-lead">${category.lead[language]}</p></div>
        </section>
      </div>
      <div class="list-head">
        <h1>${name}</h1>
        <p class="count" role="status"><span data-count>${entries.length}</span> ${say("products")}</p>
      </div>
      <form class="filters" data-filters>
        ${select("type", say("type"), [["", say("allTypes")], ...typesIn(category.slug).map((type): Option => [type.id, type.shelf[language]])])}
        ${select("brand", say("brand"), [["", say("allBrands")], ...brands.map((brand): Option => [brand, brand])])}
        ${select("price", say("price"), [["", say("anyPrice")], ...steps.map((step): Option => [String(step), `${say("upTo")} ${formatMoney(step, language)}`])])}
        ${select("sort", say("sort"), [
          ["", say("sortPopular")],
          ["price-up", say("sortPriceUp")],
          ["price-down", say("sortPriceDown")],
          ["new", say("sortNew")],
        ])}
        <label class="check"><input type="checkbox" name="stock" value="1" /> ${say("inStockOnly")}</label>
      </form>
      <ul class="cards" data-list-id="category-${category.slug}" data-list-name="${category.name.en}">
        ${entries.map((entry, index) => productCard(entry, language, index < EAGER_CARDS))}
      </ul>
      <div class="nothing" data-none hidden>
        <p>${say("noneMatch")}</p>
        <button class="button quiet" type="button" data-clear>${say("clearFilters")}</button>
      </div>
    </div>`,
  };
}

type Option = readonly [value: string, label: string];

function select(name: string, label: string, options: readonly Option[]): Html {
  return html`<label class="field"
    ><span>${label}</span
    ><select name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  >`;
}
