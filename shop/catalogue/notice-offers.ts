/** The demo's notices over the page: a toast, a bar that counts down, and a dialog with a code of one's own. */
import type { Condition } from "../../wire/condition.ts";
import type { Offer, OfferTexts, PlacementDefinition } from "../../wire/definitions.ts";
import { WELCOME_BACK_POOL } from "./coupons.ts";
import { LANGUAGES, text, type Language, type Text } from "./language.ts";
import { SHOP_ROOT } from "./shop-brand.ts";

/** Engagement from which a visitor is hot, and days after an order in which nobody needs a coupon. */
const HOT = 60;
const COUPON_PAUSE_DAYS = 30;
/** Which notice wins over which. */
const PRIORITY = { weekend: 10, cart: 20, coupon: 30 } as const;

export const NOTICES: PlacementDefinition = {
  id: "notices",
  name: "Notices over the page",
  kind: "offer",
  format: "toast",
  // Over the page means in the way: at most two in a visit, and never two in ten minutes.
  caps: { perSession: 2, minGapMinutes: 10 },
};

/** Came back: this is not their first visit. */
const RETURNED: Condition = { kind: "property", name: "session_count", test: { op: "at_least", value: 2 } };
const CART_FILLED: Condition = { kind: "property", name: "cart_products", test: { op: "at_least", value: 1 } };
const CART_EMPTY: Condition = { kind: "property", name: "cart_products", test: { op: "equals", value: 0 } };
const CART_BUTTON = text("To your cart", "Ver la cesta", "查看购物车");

export const NOTICE_OFFERS: Offer[] = [
  notice(
    "cart-remembered",
    "Came back to a filled cart",
    PRIORITY.cart,
    [RETURNED, CART_FILLED],
    text("Your cart is as you left it", "Tu cesta sigue como la dejaste", "您的购物车原样保留"),
    (language) => ({ button: { label: CART_BUTTON[language], href: `${SHOP_ROOT}/${language}/cart/` } }),
    { caps: { perSession: 1 }, stopAfter: ["conversion"] },
  ),
  notice(
    "weekend-delivery",
    "Weekend: express at no extra cost",
    PRIORITY.weekend,
    [RETURNED],
    text("Express delivery at no extra cost", "Entrega exprés sin coste adicional", "免费升级为快递配送"),
    () => ({}),
    {
      format: "bar",
      schedule: { zone: "Europe/Madrid", weekdays: [5, 6, 7], hours: [{ from: "08:00", to: "22:00" }] },
      countdown: { endsWith: "schedule" },
      caps: { perDay: 1 },
    },
    text("Until tonight", "Hasta esta noche", "今晚截止"),
  ),
  notice(
    "welcome-back",
    "Hot and back again: a code of their own",
    PRIORITY.coupon,
    [
      RETURNED,
      CART_EMPTY,
      { kind: "score", test: { op: "at_least", value: HOT } },
      {
        kind: "not",
        of: { kind: "property", name: "days_since_last_order", test: { op: "less_than", value: COUPON_PAUSE_DAYS } },
      },
    ],
    text(
      "Welcome back: ten percent, for you alone",
      "Bienvenido de nuevo: un diez por ciento, solo para ti",
      "欢迎回来：专属九折",
    ),
    () => ({}),
    {
      format: "modal",
      couponPool: WELCOME_BACK_POOL,
      caps: { lifetime: 3 },
      stopAfter: ["conversion", "dismissal"],
      control: 0.1,
      goal: { windowHours: 72 },
    },
  ),
];

function notice(
  id: string,
  name: string,
  priority: number,
  of: Condition[],
  headline: Text,
  more: (language: Language) => Partial<OfferTexts>,
  settings: Partial<Offer>,
  countdownLabel?: Text,
): Offer {
  const content = LANGUAGES.map((language) => [
    language,
    {
      headline: headline[language],
      ...more(language),
      ...(countdownLabel !== undefined && { countdownLabel: countdownLabel[language] }),
    },
  ]);
  return {
    id,
    name,
    placement: NOTICES.id,
    status: "live",
    priority,
    eligibility: { version: 1, when: { kind: "all", of } },
    content: Object.fromEntries(content) as Offer["content"],
    ...settings,
  };
}
