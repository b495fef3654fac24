import type { Availability, Product } from "../../wire/product.ts";
import { BRANDS, MODEL_NAMES, type Brand } from "./brands.ts";
import { categoryOf, type Category } from "./categories.ts";
import { COLOURWAYS, type Colourway } from "./colourways.ts";
import { createDice, seedOf, type Dice } from "./dice.ts";
import { agree, LANGUAGES, type Language, type Text } from "./language.ts";
import type { Kind, ProductType } from "./product-type.ts";
import { PRODUCT_TYPES } from "./product-types.ts";
import { SHOP_CURRENCY, SHOP_ROOT } from "./shop-brand.ts";

/** The demo's catalogue is this seed's. Another seed stocks another shop. */
export const CATALOGUE_SEED = 2026;

/** Share of products on sale: enough that every shelf has some, few enough that it means something. */
const SALE_SHARE = 0.22;
/** Reductions shops really print. */
const SALE_PERCENT = [10, 15, 20, 25, 30, 40] as const;
const OUT_OF_STOCK_SHARE = 0.06;
const PREORDER_SHARE = 0.03;
/** How far a price strays from its kind's and brand's, either way. */
const PRICE_SPREAD = 0.18;
/** Above this, prices end on a whole euro. */
const WHOLE_EUROS_FROM = 60;
/** 2026-01-12T08:00:00Z: the day the shop "opened". A fixed date keeps the catalogue independent of the clock. */
const OPENED_AT = Date.UTC(2026, 0, 12, 8);
const DAY_MS = 86_400_000;
/** Products came into the shop over so many days. */
const STOCKING_DAYS = 240;

export interface ShopProduct {
  /** Its entry in the feed, as the Worker gets it. */
  product: Product;
  slug: string;
  type: ProductType;
  kind: Kind;
  category: Category;
  brand: Brand;
  colourway: Colourway;
  title: Text;
  description: Text;
  /** Sizes to choose from; empty where there is only one. */
  sizes: readonly string[];
  /** Weight of how many look at it, > 0: few products are looked at by many. For the simulated shoppers. */
  appeal: number;
}

const SIZES = {
  shoe: ["37", "38", "39", "40", "41", "42", "43", "44", "45"],
  clothing: ["XS", "S", "M", "L", "XL"],
} as const;

/** Same seed, same catalogue, to the last character. Prices in EUR. */
export function buildCatalogue(seed: number = CATALOGUE_SEED): ShopProduct[] {
  return PRODUCT_TYPES.flatMap((type) => {
    const dice = createDice(seedOf(seed, type.id));
    const models = dice.shuffle(MODEL_NAMES);
    const colours = dice.shuffle(COLOURWAYS);
    const brands = BRANDS.filter((brand) => brand.makes.includes(type.category));
    return Array.from({ length: type.count }, (_, index) => {
      const kind = entry(type.kinds, index);
      const brand = dice.pick(brands);
      return compose(type, kind, brand, entry(models, index), entry(colours, index), index, dice);
    });
  });
}

/** The feed: what `PUT /v1/sites/demo/catalogue` takes. */
export function catalogueFeed(seed: number = CATALOGUE_SEED): Product[] {
  return buildCatalogue(seed).map((entry) => entry.product);
}

/** Same-origin path of a product's page. */
export function productPath(language: Language, slug: string): string {
  return `${SHOP_ROOT}/${language}/p/${slug}/`;
}

function compose(
  type: ProductType,
  kind: Kind,
  brand: Brand,
  model: string,
  colourway: Colourway,
  index: number,
  dice: Dice,
): ShopProduct {
  const category = categoryOf(type.category);
  const id = `aw-${type.id}-${String(index + 1).padStart(2, "0")}`;
  const title: Text = {
    en: `${brand.name} ${model} ${kind.name.en}`,
    es: `${kind.name.es} ${brand.name} ${model}`,
    zh: `${brand.name} ${model} ${kind.name.zh}`,
  };
  const slug = slugOf(title.en);
  const price = roundPrice(kind.price * brand.level * (1 - PRICE_SPREAD + 2 * PRICE_SPREAD * dice.next()));
  const onSale = dice.chance(SALE_SHARE);
  const percent = dice.pick(SALE_PERCENT);
  const link = (language: Language) => productPath(language, slug);
  const product: Product = {
    id,
    title: title.en,
    link: link("en"),
    image_link: `${SHOP_ROOT}/img/${id}.svg`,
    brand: brand.name,
    category: category.name.en,
    product_type: `${category.name.en} > ${type.shelf.en} > ${capitalised(kind.name.en)}`,
    price,
    currency: SHOP_CURRENCY,
    availability: availabilityFrom(dice.next()),
    added_at: OPENED_AT + dice.whole(0, STOCKING_DAYS) * DAY_MS,
    localized: Object.fromEntries(
      LANGUAGES.filter((language) => language !== "en").map((language) => [
        language,
        { title: title[language], link: link(language) },
      ]),
    ),
  };
  if (onSale) product.sale_price = roundPrice((price * (100 - percent)) / 100);
  return {
    product,
    slug,
    type,
    kind,
    category,
    brand,
    colourway,
    title,
    description: describe(type, kind, dice),
    sizes: type.sizes ? SIZES[type.sizes] : [],
    appeal: 1 / (1 + dice.whole(0, type.count * 2)),
  };
}

/** Use, material and two features, in whole sentences of each language. */
function describe(type: ProductType, kind: Kind, dice: Dice): Text {
  const material = dice.pick(kind.materials ?? type.materials);
  const features = dice.shuffle(type.features).slice(0, 2);
  const say = (language: Language, madeOf: string, gap: string) =>
    [kind.use[language], madeOf, ...features.map((feature) => feature[language])].join(gap);
  return {
    en: say("en", `Made of ${material.en}.`, " "),
    es: say("es", `${capitalised(agree("hecho", type.noun))} de ${material.es}.`, " "),
    zh: say("zh", `采用${material.zh}制成。`, ""),
  };
}

function availabilityFrom(draw: number): Availability {
  if (draw < OUT_OF_STOCK_SHARE) return "out_of_stock";
  return draw < OUT_OF_STOCK_SHARE + PREORDER_SHARE ? "preorder" : "in_stock";
}

/** To prices that shops print: 34.90 below 60 EUR, whole euros ending in 4 or 9 above. */
function roundPrice(price: number): number {
  if (price < WHOLE_EUROS_FROM) return Math.max(1, Math.round(price)) - 0.1;
  return Math.round((price + 1) / 5) * 5 - 1;
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function capitalised(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}

function entry<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError("empty list");
  return found;
}
