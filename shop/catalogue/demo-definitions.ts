/** What the demo's marketer has set up: the site, its placements, its offers. Also a worked example of definitions. */
import type { Audience, Definitions, Offer, PlacementDefinition, SiteSettings } from "../../wire/definitions.ts";
import type { OfferContent } from "../../wire/decision.ts";
import { CATEGORIES, categoryOf, type Category, type CategorySlug } from "./categories.ts";
import { DEMO_SEGMENTS } from "./demo-segments.ts";
import { LANGUAGES, text, type Language, type Text } from "./language.ts";
import { NOTICE_OFFERS, NOTICES } from "./notice-offers.ts";
import { FREE_SHIPPING_FROM, SHOP_CURRENCY, SHOP_NAME, SHOP_ROOT } from "./shop-brand.ts";

/** The demo site's public key. */
export const DEMO_KEY = "pk_demo";

/** Score from which a visitor's taste is worth an own banner: one product looked at makes ten. */
const INTERESTED = 3;
/** The scorecard's own bounds of "warm" and "hot". */
const WARM = 25;
const HOT = 60;
/** Days without a purchase after which a coupon is no gift to somebody who would have paid. */
const COUPON_PAUSE_DAYS = 30;
/** Share of visitors who see no offer: one in fifty, so that nearly everybody who tries the demo sees its offers. */
const HOLDOUT = 0.02;
/**
 * Share of those with a filled cart from whom the banner about it is withheld: half, so that one report of a shop so
 * small has two groups to compare. They buy often, and the bar above every page still changes with their cart.
 */
const CART_CONTROL = 0.5;
const RETENTION_DAYS = 395;

/** Which offers win over which. Equals are drawn. */
const PRIORITY = { everybody: 10, taste: 20, cart: 30, coupon: 40 } as const;

/** @param origins Where the demo shop is served, such as `http://localhost:8787`. */
export function demoSettings(origins: string[]): SiteSettings {
  return {
    name: SHOP_NAME,
    keys: [DEMO_KEY],
    origins,
    locale: "en",
    currency: SHOP_CURRENCY,
    timeZone: "Europe/Madrid",
    eventAgeDays: RETENTION_DAYS,
    retentionDays: RETENTION_DAYS,
    consentDefault: "granted",
  };
}

export function demoDefinitions(): Definitions {
  return {
    placements: PLACEMENTS,
    offers: [...categoryBanners(), ...HERO_OFFERS, ...BAR_OFFERS, ...NOTICE_OFFERS],
    holdout: HOLDOUT,
    segments: DEMO_SEGMENTS,
  };
}

const PLACEMENTS: PlacementDefinition[] = [
  { id: "home-hero", name: "Banner on home and department pages", kind: "offer" },
  {
    id: "home-products",
    name: "Products on the home page",
    kind: "products",
    limit: 4,
    headline: text("Picked for you", "Elegido para ti", "为您推荐"),
  },
  {
    id: "product-alternatives",
    name: "Alternatives on a product page",
    kind: "products",
    relation: "alternatives",
    limit: 4,
    headline: text("You might also like", "También te puede gustar", "您可能还喜欢"),
  },
  {
    id: "cart-complements",
    name: "Complements in the cart",
    kind: "products",
    relation: "complements",
    limit: 4,
    headline: text("Goes well with your cart", "Combina bien con tu cesta", "与您的购物车很搭"),
  },
  { id: "header-bar", name: "Slim bar above every page", kind: "offer" },
  NOTICES,
];

interface BannerWords {
  headline: Text;
  line: Text;
}

/** Headline and line of each department's banner, for those who like it best. */
const CATEGORY_WORDS: Readonly<Record<CategorySlug, BannerWords>> = {
  camping: {
    headline: text("Sleep where the path ends", "Duerme donde acaba el sendero", "在小路尽头入睡"),
    line: text(
      "Tents, bags and stoves for the next clear night.",
      "Tiendas, sacos y hornillos para la próxima noche despejada.",
      "帐篷、睡袋和炉具，等一个晴朗的夜晚。",
    ),
  },
  footwear: {
    headline: text("Your next thousand kilometres", "Tus próximos mil kilómetros", "下一个一千公里"),
    line: text(
      "Boots and trail shoes that fit from the first step.",
      "Botas y zapatillas que encajan desde el primer paso.",
      "从第一步就合脚的登山靴和越野鞋。",
    ),
  },
  clothing: {
    headline: text("Let it rain", "Que llueva", "任它风雨"),
    line: text(
      "Jackets and layers that make bad weather good.",
      "Chaquetas y capas que hacen bueno el mal tiempo.",
      "夹克与叠穿，让坏天气也成好天气。",
    ),
  },
  bags: {
    headline: text("Pack light, go far", "Poco peso, muy lejos", "轻装远行"),
    line: text(
      "Backpacks and travel bags that carry well.",
      "Mochilas y bolsas de viaje que se llevan bien.",
      "背负舒适的背包与旅行包。",
    ),
  },
  kitchen: {
    headline: text("Supper tastes better from iron", "La cena sabe mejor en hierro", "铁锅做的晚餐更香"),
    line: text(
      "Pans, kettles and mugs for every day.",
      "Sartenes, hervidores y tazas para cada día.",
      "每天都用得上的锅、壶与杯。",
    ),
  },
  home: {
    headline: text("Light for long evenings", "Luz para las noches largas", "漫长夜晚的一盏灯"),
    line: text(
      "Lamps, blankets and cushions for staying in.",
      "Lámparas, mantas y cojines para quedarse en casa.",
      "台灯、毯子和靠垫，适合宅家时光。",
    ),
  },
  audio: {
    headline: text("Hear only what you choose", "Oye solo lo que eliges", "只听你想听的"),
    line: text(
      "Headphones and speakers with an honest sound.",
      "Auriculares y altavoces de sonido sincero.",
      "声音真实的耳机与音箱。",
    ),
  },
};

/** A second banner for campers: the two are equals, so a draw decides between them. */
const CAMPING_AT_DUSK: BannerWords = {
  headline: text("Up before the light goes", "Montada antes de que caiga el sol", "天黑之前，家已搭好"),
  line: text(
    "Tents that stand in five minutes, and stoves that boil in three.",
    "Tiendas listas en cinco minutos y hornillos que hierven en tres.",
    "五分钟搭好帐篷，三分钟烧开热水。",
  ),
};

function categoryBanners(): Offer[] {
  return [
    ...CATEGORIES.map((category) => categoryBanner(category, CATEGORY_WORDS[category.slug])),
    categoryBanner(categoryOf("camping"), CAMPING_AT_DUSK, "dusk"),
  ];
}

/** @param variant What tells it from the department's other banners. */
function categoryBanner({ slug, name }: Category, { headline, line }: BannerWords, variant?: string): Offer {
  const button = text(`See ${name.en.toLowerCase()}`, `Ver ${name.es.toLowerCase()}`, `查看${name.zh}`);
  return offer(
    variant === undefined ? `likes-${slug}` : `likes-${slug}-${variant}`,
    variant === undefined ? `Likes ${name.en.toLowerCase()}` : `Likes ${name.en.toLowerCase()}, ${variant}`,
    "home-hero",
    PRIORITY.taste,
    { favouriteCategory: name.en, scoreAtLeast: INTERESTED },
    (language) => ({
      headline: headline[language],
      text: line[language],
      image: heroImage(slug),
      button: { label: button[language], href: `${SHOP_ROOT}/${language}/c/${slug}/` },
    }),
  );
}

const CART_BUTTON = text("To your cart", "Ver la cesta", "查看购物车");
const TEN_PERCENT = {
  headline: text(
    "Ten percent, because you are nearly there",
    "Un diez por ciento, porque ya casi está",
    "就差一步，九折相送",
  ),
  alternative: text("A small thank you for looking around", "Un pequeño gracias por tu visita", "感谢您细细浏览"),
  line: text(
    "Enter the code at checkout. It is good today.",
    "Introduce el código al pagar. Válido hoy.",
    "结算时输入优惠码，今日有效。",
  ),
};
const CART_WAITS = {
  headline: text("Your cart is waiting", "Tu cesta te espera", "您的购物车在等您"),
  line: text(
    "Everything in it is still there, at the same price.",
    "Todo sigue ahí, al mismo precio.",
    "商品都还在，价格也没变。",
  ),
};

/** About to buy, nothing in the cart, nothing bought lately: the two are equals, so a draw decides between them. */
const COUPON_AUDIENCE: Audience = { scoreAtLeast: HOT, cart: "empty", notBoughtWithinDays: COUPON_PAUSE_DAYS };

const HERO_OFFERS: Offer[] = [
  offer(
    "coupon-nearly",
    "Hot: ten percent, nearly there",
    "home-hero",
    PRIORITY.coupon,
    COUPON_AUDIENCE,
    (language) => ({
      headline: TEN_PERCENT.headline[language],
      text: TEN_PERCENT.line[language],
      image: heroImage("footwear"),
      coupon: "TRAIL10",
    }),
  ),
  offer("coupon-thanks", "Hot: ten percent, thank you", "home-hero", PRIORITY.coupon, COUPON_AUDIENCE, (language) => ({
    headline: TEN_PERCENT.alternative[language],
    text: TEN_PERCENT.line[language],
    image: heroImage("home"),
    coupon: "THANKS10",
  })),
  {
    ...offer("cart-waits", "Cart is waiting", "home-hero", PRIORITY.cart, { cart: "filled" }, (language) => ({
      headline: CART_WAITS.headline[language],
      text: CART_WAITS.line[language],
      image: heroImage("bags"),
      button: { label: CART_BUTTON[language], href: `${SHOP_ROOT}/${language}/cart/` },
    })),
    control: CART_CONTROL,
  },
];

const FREE_DELIVERY = text(
  `Delivery is free from €${FREE_SHIPPING_FROM}`,
  `El envío es gratis desde ${FREE_SHIPPING_FROM} €`,
  `满${FREE_SHIPPING_FROM}欧元包邮`,
);
/** One can become warm within a first visit too, so it must be true of somebody who has never been here before. */
const WELCOME = text("Good to see you. Take your time", "Nos alegra verte. Sin prisas", "很高兴见到您，请慢慢挑选");
const STILL_LOOKING = text("Still looking? Returns are free", "¿Aún dudas? Devolver es gratis", "还在犹豫？退货免费");

const BAR_OFFERS: Offer[] = [
  offer("free-delivery", "Cart filled: free delivery", "header-bar", PRIORITY.cart, { cart: "filled" }, (language) => ({
    headline: FREE_DELIVERY[language],
    button: { label: CART_BUTTON[language], href: `${SHOP_ROOT}/${language}/cart/` },
  })),
  offer(
    "welcome",
    "Warm: welcome",
    "header-bar",
    PRIORITY.everybody,
    { scoreAtLeast: WARM, cart: "empty" },
    (language) => ({
      headline: WELCOME[language],
    }),
  ),
  offer(
    "free-returns",
    "Warm: free returns",
    "header-bar",
    PRIORITY.everybody,
    { scoreAtLeast: WARM, cart: "empty" },
    (language) => ({
      headline: STILL_LOOKING[language],
    }),
  ),
];

/** Decorative: the headline says it all. */
function heroImage(slug: CategorySlug): { src: string; alt: string } {
  return { src: `${SHOP_ROOT}/img/hero-${slug}.svg`, alt: "" };
}

function offer(
  id: string,
  name: string,
  placement: string,
  priority: number,
  audience: Audience,
  content: (language: Language) => OfferContent,
): Offer {
  return {
    id,
    name,
    placement,
    status: "live",
    priority,
    audience,
    content: Object.fromEntries(LANGUAGES.map((language) => [language, content(language)])),
  };
}
