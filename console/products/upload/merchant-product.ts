/**
 * A row of a Google Merchant feed → a product as the Worker takes it (wire/product.ts).
 * Names and formats: support.google.com/merchants/answer/7052112, product data specification. Pure.
 */

/** Attribute names → their texts, as the feed has them. */
export type FeedRow = Readonly<Record<string, string>>;

/** What is not named here has the same name on both sides and is a text. */
const TEXTS = [
  "id",
  "title",
  "link",
  "image_link",
  "brand",
  "product_type",
  "custom_label_0",
  "custom_label_1",
  "custom_label_2",
  "custom_label_3",
  "custom_label_4",
] as const;
const AMOUNTS = ["price", "sale_price", "cost_of_goods_sold"] as const;

/** Attributes that say something about a product here; all others are left out. */
export const USED_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...TEXTS,
  ...AMOUNTS,
  "sale_price_effective_date",
  "availability",
  "google_product_category",
  "category",
  "currency",
  "quantity",
  "for_sale",
]);

/** Between the levels of a category's path. */
const LEVEL = /\s*>\s*/;
/** Google's taxonomy by number says nothing to a shopper. */
const NUMBER_ONLY = /^\d+$/;

/**
 * What cannot be understood is passed on as it is, so that the Worker rejects it and says which field it was.
 *
 * @param currency ISO 4217: of amounts that name none.
 * @param now Epoch milliseconds: a sale price counts only while it is in effect.
 */
export function productOf(row: FeedRow, currency: string, now: number): Record<string, unknown> {
  const product: Record<string, unknown> = {};
  for (const name of TEXTS) if (row[name]) product[name] = row[name];
  const category = row["category"] || levelOf(row["product_type"]) || levelOf(row["google_product_category"]);
  if (category) product["category"] = category;
  product["currency"] = row["currency"] || currency;
  for (const name of AMOUNTS) {
    const text = row[name];
    if (!text || (name === "sale_price" && !isInEffect(row["sale_price_effective_date"], now))) continue;
    const amount = readAmount(text);
    product[name] = amount?.value ?? text;
    if (name === "price" && amount?.currency) product["currency"] = amount.currency;
  }
  if (row["availability"]) product["availability"] = row["availability"].toLowerCase().replaceAll(/[\s-]+/g, "_");
  if (row["quantity"]) product["quantity"] = numberOr(row["quantity"]);
  if (row["for_sale"]) product["for_sale"] = !/^(no|false|0)$/i.test(row["for_sale"]);
  return product;
}

interface Amount {
  value: number;
  /** ISO 4217, where the text names one. */
  currency?: string;
}

/** "15.00 USD", as Google asks for; also "USD 15", "1,299.00" and "1.299,00 EUR", as spreadsheets have it. */
export function readAmount(text: string): Amount | undefined {
  const [, before, digits = "", after] = /^([A-Z]{3})?\s*(\d[\d.,' ]*?)\s*([A-Z]{3})?$/.exec(text.trim()) ?? [];
  if (digits === "") return undefined;
  const at = decimalSign(digits);
  const [whole, decimals] = at < 0 ? [digits, ""] : [digits.slice(0, at), digits.slice(at + 1)];
  const currency = after ?? before;
  return { value: Number(`${whole.replaceAll(/\D/g, "")}.${decimals}0`), ...(currency !== undefined && { currency }) };
}

/** Where the decimals begin; below 0 where there are none. */
function decimalSign(digits: string): number {
  const [dot, comma] = [digits.lastIndexOf("."), digits.lastIndexOf(",")];
  const last = Math.max(dot, comma);
  if (Math.min(dot, comma) >= 0) return last;
  // Several of one kind part thousands; so does a comma before three digits. A single dot is Google's decimal sign.
  const partsThousands =
    digits.indexOf(digits[last]!) !== last || (last === comma && /^,\d{3}$/.test(digits.slice(last)));
  return partsThousands ? -1 : last;
}

function levelOf(path: string | undefined): string | undefined {
  const level = path?.split(LEVEL)[0];
  return level === undefined || NUMBER_ONLY.test(level) ? undefined : level;
}

/** `start/end` in ISO 8601, with or without a colon in the zone. What cannot be read limits nothing. */
function isInEffect(interval: string | undefined, now: number): boolean {
  const [start = NaN, end = NaN] = (interval ?? "")
    .split("/")
    .map((one) => Date.parse(one.trim().replace(/([+-]\d{2})(\d{2})$/, "$1:$2")));
  return !(now < start || now > end);
}

function numberOr(text: string): number | string {
  return NUMBER_ONLY.test(text) ? Number(text) : text;
}
