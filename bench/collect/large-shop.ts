/** A made-up shop of 10,000 products and what its visitors do, the same for the same seed: large enough that cost shows. */
import { createDice, seedOf } from "../../shop/catalogue/dice.ts";
import type { Dice } from "../../shop/catalogue/dice.ts";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { BehaviourEvent, EventItem } from "../../wire/event.ts";
import type { Product } from "../../wire/product.ts";
import type { SessionFragment, SessionItem } from "../../worker/domain/recommend/session-fragment.ts";

export const SHOP = "bench";
export const SHOP_KEY = "pk_bench";
export const SHOP_ORIGIN = "https://shop.example";

const CATEGORIES = 12;
const LEAVES_PER_CATEGORY = 10;
const BRANDS = 120;
const MEDIAN_PRICE = 40;
/** Standard deviation of the logarithm of prices: two thirds lie between 18 and 90. */
const PRICE_SPREAD = 0.8;
const OUT_OF_STOCK_SHARE = 0.06;
const SALE_SHARE = 0.2;
/** How often the next product looked at is of the same leaf: people compare. */
const STAY_SHARE = 0.8;
const CART_SHARE = 0.15;
const PURCHASE_SHARE = 0.03;
const DAY_MS = 86_400_000;
/** Time between two clicks. */
const CLICK_MS = 20_000;

export const LARGE_SHOP_SETTINGS: SiteSettings = {
  name: "Bench",
  keys: [SHOP_KEY],
  origins: [SHOP_ORIGIN],
  locale: "en",
  currency: "EUR",
  eventAgeDays: 395,
  retentionDays: 395,
  consentDefault: "granted",
};

export const LARGE_SHOP_DEFINITIONS: Definitions = {
  placements: [
    { id: "home-hero", name: "Hero", kind: "offer" },
    { id: "home-products", name: "For you", kind: "products", limit: 4, headline: { en: "For you", es: "Para ti" } },
  ],
  offers: [
    ...Array.from({ length: CATEGORIES }, (_, category) => ({
      id: `week-${category}`,
      name: `Week of ${categoryName(category)}`,
      placement: "home-hero",
      status: "live" as const,
      priority: 10,
      audience: { favouriteCategory: categoryName(category) },
      content: offerText(`Week of ${categoryName(category)}`),
    })),
    {
      id: "ready",
      name: "Ready to buy",
      placement: "home-hero",
      status: "live",
      priority: 20,
      audience: { scoreAtLeast: 60, notBoughtWithinDays: 30 },
      content: offerText("Free delivery today"),
    },
    {
      id: "welcome",
      name: "Welcome",
      placement: "home-hero",
      status: "live",
      priority: 1,
      audience: {},
      content: offerText("Welcome"),
    },
  ],
  holdout: 0.05,
};

function offerText(headline: string) {
  const texts = {
    headline,
    text: "While stocks last, on everything of this shelf.",
    button: { label: "Have a look", href: "/offers" },
  };
  return { en: texts, es: texts };
}

function categoryName(category: number): string {
  return `Category ${category}`;
}

/** @param now epoch ms; products were added in the two years before */
export function largeCatalogue(products: number, seed: number, now: number): Product[] {
  const dice = createDice(seedOf(seed, "catalogue"));
  return Array.from({ length: products }, (_, index) => {
    const leaf = index % (CATEGORIES * LEAVES_PER_CATEGORY);
    const category = categoryName(leaf % CATEGORIES);
    const price = roundCents(MEDIAN_PRICE * Math.exp(PRICE_SPREAD * normal(dice)));
    const id = `sku-${String(index).padStart(6, "0")}`;
    return {
      id,
      title: `Product ${index} of shelf ${leaf}`,
      link: `/en/p/${id}`,
      image_link: `/img/${id}.jpg`,
      brand: `Brand ${Math.floor(BRANDS * dice.next() ** 2)}`,
      category,
      product_type: `${category} > Shelf ${leaf}`,
      price,
      ...(dice.chance(SALE_SHARE) && { sale_price: roundCents(price * 0.8) }),
      currency: "EUR",
      availability: dice.chance(OUT_OF_STOCK_SHARE) ? "out_of_stock" : "in_stock",
      added_at: now - dice.whole(0, 730) * DAY_MS,
      localized: { es: { title: `Producto ${index}`, link: `/es/p/${id}` } },
    };
  });
}

/** One visitor on their way through the shop: which product they look at next. */
export class Walk {
  readonly #dice: Dice;
  readonly #products: readonly Product[];
  readonly #leaves = CATEGORIES * LEAVES_PER_CATEGORY;
  #leaf: number;

  constructor(products: readonly Product[], dice: Dice) {
    this.#products = products;
    this.#dice = dice;
    this.#leaf = this.#skewed(this.#leaves);
  }

  next(): Product {
    if (!this.#dice.chance(STAY_SHARE)) this.#leaf = this.#skewed(this.#leaves);
    const perLeaf = Math.floor(this.#products.length / this.#leaves);
    return this.#products[this.#leaf + this.#leaves * this.#skewed(perLeaf)]!;
  }

  /** Few products are looked at by many: the cube of a uniform draw puts half of the looks on an eighth. */
  #skewed(count: number): number {
    return Math.floor(count * this.#dice.next() ** 3);
  }
}

/** What the learner is told of so many sessions, spread over the 60 days before `now` (epoch ms). */
export function largeShopSessions(
  products: readonly Product[],
  count: number,
  seed: number,
  now: number,
): SessionFragment[] {
  return Array.from({ length: count }, (_, index) => {
    const dice = createDice(seedOf(seed, "session", index));
    const walk = new Walk(products, dice);
    const start = now - Math.floor(dice.next() * 60 * DAY_MS);
    const items = Array.from({ length: dice.whole(2, 14) }, (_item, step): SessionItem => {
      const draw = dice.next();
      const kind = draw < PURCHASE_SHARE ? "purchase" : draw < CART_SHARE ? "cart" : "view";
      return { itemId: walk.next().id, at: start + step * CLICK_MS, kind };
    });
    return { key: `session-${seed}-${index}`, part: 0, items, now };
  });
}

/** Five events as a page's SDK sends them: two products looked at, each with its page, and one put in the cart. */
export function fiveEvents(walk: Walk, idPrefix: string, at: number): BehaviourEvent[] {
  const first = walk.next();
  const second = walk.next();
  const steps: [name: string, product: Product][] = [
    ["page_view", first],
    ["view_item", first],
    ["page_view", second],
    ["view_item", second],
    ["add_to_cart", second],
  ];
  return steps.map(([name, product], index) => ({
    id: `${idPrefix}${index}`,
    name,
    at: at - (steps.length - index) * 1_000,
    ...(name !== "page_view" && {
      params: { currency: "EUR", value: product.sale_price ?? product.price, items: [itemOf(product)] },
    }),
    page: { url: SHOP_ORIGIN + product.link, title: product.title, referrer: `${SHOP_ORIGIN}/en/`, locale: "en" },
  }));
}

function itemOf(product: Product): EventItem {
  return {
    item_id: product.id,
    item_name: product.title,
    item_brand: product.brand!,
    item_category: product.category!,
    price: product.sale_price ?? product.price,
    quantity: 1,
  };
}

function roundCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}

/** A draw of the standard normal distribution (Box and Muller, 1958). */
function normal(dice: Dice): number {
  return Math.sqrt(-2 * Math.log(1 - dice.next())) * Math.cos(2 * Math.PI * dice.next());
}
