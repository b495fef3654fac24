/** A small made-up site for the console's tests: entries, a visitor, a model, all with fixed times and ids. */
import type { LiveEntry, ModelStatus, Pulse, Score, VisitorView } from "../../wire/console.ts";
import type { EmptyDecision, OfferDecision, ProductsDecision } from "../../wire/decision.ts";
import type { Definitions, SiteSettings } from "../../wire/definitions.ts";
import type { InstallCheck } from "../../wire/install.ts";
import type { Product } from "../../wire/product.ts";

/** 22 November 2026, 10:15:30 UTC. */
export const SAMPLE_AT = Date.UTC(2026, 10, 22, 10, 15, 30);

export const OWN_VISITOR = "01jd8x5k2m9q7v3w0abYOUme";
export const OTHER_VISITOR = "01jd8x5k2m9q7v3w0abq4f1zt";
export const SIMULATED_VISITOR = "sim_00000000000000k7p2xd";

export const WARM_SCORE: Score = {
  value: 43.6,
  band: "warm",
  at: SAMPLE_AT,
  parts: [
    { feature: "view_item", label: "3.4 product views, recent ones count more", value: 3.4, points: 21.4 },
    { feature: "bought", label: "no order so far", points: 18 },
    { feature: "recency", label: "here a moment ago", points: 6.3 },
    { feature: "bounce", label: "left quickly on one earlier visit", points: -2.1 },
  ],
};

export const OFFER_DECISION: OfferDecision = {
  id: "d_offer_1",
  kind: "offer",
  placement: "home-hero",
  reason: "TARGETING_MATCH",
  why: "score 44 is at least 40, and something lies in the cart",
  probability: 0.5,
  model: 3,
  definitions: 7,
  token: "signed.sample",
  offer: {
    id: "free-shipping",
    headline: "Free shipping on what is in your cart",
    text: "Today only, from 50 euros.",
    coupon: "SHIP50",
    button: { label: "To the cart", href: "/shop/en/cart/" },
  },
  candidates: [
    {
      id: "free-shipping",
      name: "Free shipping",
      chosen: true,
      reason: "TARGETING_MATCH",
      detail: "score 44 is at least 40",
    },
    { id: "welcome", name: "Welcome, 10% off", chosen: false, reason: "DRAW_LOST", detail: "same priority 50; drawn" },
    {
      id: "come-back",
      name: "We missed you",
      chosen: false,
      reason: "AUDIENCE_MISMATCH",
      detail: "score 44 is not below 20",
    },
  ],
};

export const PRODUCTS_DECISION: ProductsDecision = {
  id: "d_products_1",
  kind: "products",
  placement: "product-alternatives",
  reason: "CO_VISITED",
  why: "41 visitors who viewed Trail Runner 3 went on to these",
  probability: 1,
  model: 3,
  definitions: 7,
  token: "signed.sample",
  headline: "Others compared it with",
  products: [
    {
      id: "p-101",
      title: "Ridge Trail Shoe",
      link: "/shop/en/p/p-101/",
      price: 129.9,
      salePrice: 99.9,
      currency: "EUR",
      reason: "CO_VISITED",
      why: "viewed by 41 visitors who viewed Trail Runner 3",
    },
    {
      id: "p-102",
      title: "Summit Light",
      link: "/shop/en/p/p-102/",
      price: 149,
      currency: "EUR",
      reason: "SIMILAR_CONTENT",
      why: "same category, and a price like those looked at",
    },
  ],
};

export const EMPTY_DECISION: EmptyDecision = {
  id: "d_none_1",
  kind: "none",
  placement: "header-bar",
  reason: "HOLDOUT",
  why: "this visitor is in the 10% who see no offer",
  probability: 1,
  model: 3,
  definitions: 7,
};

/** An entry in which another visitor looked at a product; `changes` replace its fields. */
export function sampleEntry(seq: number, changes: Partial<LiveEntry> = {}): LiveEntry {
  return {
    seq,
    at: SAMPLE_AT + seq * 1_000,
    visitor: OTHER_VISITOR,
    country: "ES",
    source: "web",
    score: WARM_SCORE,
    scoreBefore: 31.2,
    events: [
      {
        id: `e_${seq}_view`,
        name: "view_item",
        at: SAMPLE_AT + seq * 1_000,
        params: {
          currency: "EUR",
          items: [{ item_id: "p-100", item_name: "Trail Runner 3", item_category: "Shoes", price: 119.9 }],
        },
        page: { url: "https://shop.example/en/p/p-100/", title: "Trail Runner 3" },
      },
    ],
    decisions: [PRODUCTS_DECISION],
    ...changes,
  };
}

/** A stream that shows every kind of row: own, simulated, server, offer, products, nothing shown. Oldest first. */
export function sampleStream(): LiveEntry[] {
  return [
    sampleEntry(1, {
      visitor: SIMULATED_VISITOR,
      source: "simulated",
      score: { ...WARM_SCORE, value: 8.2, band: "cold" },
      scoreBefore: 8.2,
      events: [
        { id: "e_1", name: "page_view", at: SAMPLE_AT, page: { url: "https://shop.example/en/", title: "Nordkante" } },
      ],
      decisions: [EMPTY_DECISION],
    }),
    sampleEntry(2),
    sampleEntry(3, {
      visitor: SIMULATED_VISITOR,
      source: "simulated",
      score: { ...WARM_SCORE, value: 81, band: "hot" },
      scoreBefore: 66,
      events: [
        {
          id: "e_3",
          name: "add_to_cart",
          at: SAMPLE_AT,
          params: {
            currency: "EUR",
            value: 239.8,
            items: [{ item_id: "p-100", item_name: "Trail Runner 3", price: 119.9, quantity: 2 }],
          },
        },
      ],
      decisions: [],
    }),
    sampleEntry(4, {
      source: "server",
      events: [{ id: "e_4", name: "loyalty_card_scanned", at: SAMPLE_AT, params: {} }],
      decisions: [],
    }),
    sampleEntry(5, { visitor: OWN_VISITOR, decisions: [OFFER_DECISION, PRODUCTS_DECISION] }),
  ];
}

export const SAMPLE_PULSE: Pulse = {
  visitorsNow: 14,
  eventsPerMinute: [
    12, 18, 9, 0, 4, 22, 31, 28, 17, 19, 24, 26, 30, 41, 38, 33, 29, 35, 44, 47, 39, 36, 28, 31, 42, 51, 48, 37, 40, 45,
  ],
  at: SAMPLE_AT,
};

export const SAMPLE_MODEL: ModelStatus = {
  version: 3,
  builtAt: SAMPLE_AT - 3_600_000,
  sessions: 12_480,
  items: 240,
  bytes: 412_000,
  evaluation: {
    hr20: 0.412,
    mrr20: 0.161,
    against: { hr20: 0.408, mrr20: 0.16 },
    sessions: 500,
    published: true,
    why: "found 41.2 % of the next products among the first 20, the one before 40.8 %: not worse than by chance",
  },
};

export const SAMPLE_SETTINGS: SiteSettings = {
  name: "Demo shop",
  keys: ["pk_demo"],
  origins: ["https://shop.example"],
  locale: "en",
  currency: "EUR",
  eventAgeDays: 395,
  retentionDays: 395,
  consentDefault: "granted",
};

export const SAMPLE_DEFINITIONS: Definitions = {
  placements: [
    { id: "home-hero", name: "Home hero", kind: "offer" },
    { id: "header-bar", name: "Header bar", kind: "offer" },
    { id: "product-alternatives", name: "Alternatives", kind: "products", limit: 4 },
  ],
  offers: [
    {
      id: "spring",
      name: "Spring sale",
      placement: "home-hero",
      status: "live",
      priority: 10,
      content: {
        en: {
          headline: "Spring is here",
          image: { src: "/img/spring.svg", alt: "A meadow" },
          button: { label: "Look", href: "/sale" },
        },
        es: { headline: "Ya es primavera" },
      },
      schedule: { from: "2026-03-20T00:00", weekdays: [1, 2, 3, 4, 5], hours: [{ from: "09:00", to: "18:00" }] },
      caps: { perSession: 2 },
    },
    {
      id: "hot",
      name: "Ten off",
      placement: "home-hero",
      status: "paused",
      priority: 20,
      audience: { scoreAtLeast: 60 },
      content: { en: { headline: "Ten off today", coupon: "TEN" } },
    },
  ],
  holdout: 0.1,
  segments: [
    {
      id: "loyal",
      name: "Loyal",
      condition: { version: 1, when: { kind: "score", test: { op: "at_least", value: 60 } } },
    },
  ],
};

export const SAMPLE_PRODUCTS: Product[] = ["Trail Runner 3", "Ridge Trail Shoe", "Summit Light"].map(
  (title, index) => ({
    id: `p-10${index}`,
    title,
    link: `/shop/en/p/p-10${index}/`,
    price: 119.9,
    currency: "EUR",
    availability: "in_stock",
  }),
);

/** Installed, with something of every severity. */
export const SAMPLE_INSTALL_CHECK: InstallCheck = {
  at: SAMPLE_AT,
  verdict: "trouble",
  findings: [
    { severity: "error", code: "wrong_key", at: SAMPLE_AT, detail: "", values: { key: "pk_dmeo", origin: "" } },
    { severity: "warning", code: "duplicate_snippet", at: SAMPLE_AT, detail: "", values: { count: 2 } },
    { severity: "good", code: "working", at: SAMPLE_AT, detail: "", values: { origin: "https://shop.example" } },
  ],
  heard: [
    { outcome: "stored", origin: "https://shop.example", sdk: "sdk/0.1.0", count: 1_204, lastAt: SAMPLE_AT },
    { outcome: "unknown_key", origin: "", sdk: "curl", detail: "pk_dmeo", count: 3, lastAt: SAMPLE_AT },
  ],
  pages: [
    {
      page: "https://shop.example/sale",
      loadedAt: SAMPLE_AT,
      version: "0.1.0",
      key: "pk_demo",
      form: "query",
      tagKeys: ["pk_demo", "pk_demo"],
      head: true,
      adapters: ["datalayer"],
      consent: "granted",
      at: SAMPLE_AT,
      clockBehindMs: 20,
      check: "c1",
    },
  ],
  check: { id: "c1", startedAt: SAMPLE_AT, until: SAMPLE_AT + 1_800_000 },
};

/** The visitor of most entries, whole. */
export function sampleVisitor(visitor: string): VisitorView {
  return {
    visitor,
    firstSeen: SAMPLE_AT - 9 * 86_400_000,
    lastSeen: SAMPLE_AT,
    userId: "customer-7",
    traits: { newsletter: true, city: "Sevilla" },
    consent: { analytics: true, personalization: true },
    score: WARM_SCORE,
    sessions: {
      count: 3,
      latest: [
        { start: SAMPLE_AT - 300_000, end: SAMPLE_AT, events: 9, campaign: "autumn-mail" },
        { start: SAMPLE_AT - 9 * 86_400_000, end: SAMPLE_AT - 9 * 86_400_000 + 60_000, events: 2 },
      ],
    },
    categories: [
      { name: "Shoes", share: 0.72 },
      { name: "Jackets", share: 0.28 },
    ],
    brands: [{ name: "Nordkante", share: 1 }],
    typicalPrice: 121.5,
    cart: [{ itemId: "p-100", quantity: 2 }],
    purchases: [
      {
        at: SAMPLE_AT - 9 * 86_400_000,
        transactionId: "T-1",
        value: 89.9,
        currency: "EUR",
        itemIds: ["p-102"],
      },
    ],
    lastItems: [{ itemId: "p-100", at: SAMPLE_AT - 40_000 }],
    timeline: sampleEntry(2).events,
    eventCount: 11,
    segments: [
      {
        id: "loyal",
        name: "Loyal",
        since: SAMPLE_AT - 86_400_000,
        sentence: "Visitors with a score of at least 60",
      },
    ],
    decisions: [
      { at: SAMPLE_AT, decision: PRODUCTS_DECISION },
      { at: SAMPLE_AT - 60_000, decision: OFFER_DECISION },
    ],
  };
}
