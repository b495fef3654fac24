/** What is wrong with an event although the Worker takes it: the mistake, and what to write instead. Pure. */
import { COMMERCE_EVENT_NAMES } from "../../wire/event.ts";
import type { BehaviourEvent, EventItem, EventParams } from "../../wire/event.ts";

export interface Mistake {
  /** What is wrong, naming the value. */
  what: string;
  /** What to write instead. */
  fix: string;
}

/** Names of other vocabularies (Segment's e-commerce specification, version 2) by GA4's. */
const FOREIGN: Record<string, string> = {
  productviewed: "view_item",
  productadded: "add_to_cart",
  productremoved: "remove_from_cart",
  productclicked: "select_item",
  productlistviewed: "view_item_list",
  productssearched: "search",
  cartviewed: "view_cart",
  checkoutstarted: "begin_checkout",
  paymentinfoentered: "add_payment_info",
  ordercompleted: "purchase",
  orderrefunded: "refund",
};

/** Events about items, which without them say nothing. */
const NEED_ITEMS = new Set<string>([
  "view_item",
  "select_item",
  "add_to_cart",
  "remove_from_cart",
  "add_to_wishlist",
  "begin_checkout",
  "purchase",
]);

/** Item fields of other vocabularies, by GA4's. */
const ITEM_FIELDS: Record<string, keyof EventItem> = {
  id: "item_id",
  sku: "item_id",
  product_id: "item_id",
  name: "item_name",
  brand: "item_brand",
  category: "item_category",
  variant: "item_variant",
  qty: "quantity",
};

const EMAIL = /[^\s@]+@[^\s@]+\.[a-z]{2,}/i;

const CURRENCY = /^[A-Z]{3}$/;

export function checkEvent({ name, params = {} }: Pick<BehaviourEvent, "name" | "params">): Mistake[] {
  return [...checkName(name), ...checkWorth(name, params), ...checkItems(name, params), ...checkPrivacy(params)];
}

function checkName(name: string): Mistake[] {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  const meant =
    FOREIGN[plain] ?? COMMERCE_EVENT_NAMES.find((known) => known !== name && known.replaceAll("_", "") === plain);
  return meant === undefined || meant === name
    ? []
    : [{ what: `"${name}" is not understood as a commerce event`, fix: `track("${meant}", …)` }];
}

function checkWorth(name: string, { value, currency, transaction_id }: EventParams): Mistake[] {
  const mistakes: Mistake[] = [];
  if (value !== undefined && typeof value !== "number")
    mistakes.push({
      what: `value is ${JSON.stringify(value)}`,
      fix: "a number in units of the currency, such as 49.9",
    });
  if (value !== undefined && currency === undefined)
    mistakes.push({ what: "value has no currency", fix: `currency: "EUR", or whichever it is` });
  if (currency !== undefined && !CURRENCY.test(String(currency)))
    mistakes.push({
      what: `currency is ${JSON.stringify(currency)}`,
      fix: 'three capitals of ISO 4217, such as "EUR"',
    });
  if (name === "purchase" && !transaction_id)
    mistakes.push({
      what: "a purchase has no transaction_id: a reload of the page would count it twice",
      fix: "transaction_id: your order number",
    });
  return mistakes;
}

function checkItems(name: string, { items }: EventParams): Mistake[] {
  if (items === undefined)
    return NEED_ITEMS.has(name)
      ? [{ what: `${name} has no items`, fix: `items: [{ item_id: "SKU-7", price: 49.9 }]` }]
      : [];
  if (!Array.isArray(items)) return [{ what: "items is no array", fix: `items: [{ item_id: "SKU-7" }]` }];
  return items.flatMap((item, at) => {
    const fields = item as unknown as Record<string, unknown>;
    const foreign = Object.keys(ITEM_FIELDS).filter((key) => key in fields && !(ITEM_FIELDS[key]! in fields));
    const mistakes = foreign.map((key): Mistake => ({ what: `items[${at}].${key}`, fix: ITEM_FIELDS[key]! }));
    if (item.item_id === undefined && !foreign.some((key) => ITEM_FIELDS[key] === "item_id"))
      mistakes.push({ what: `items[${at}] has no item_id`, fix: `item_id: "SKU-7", the id in your catalogue` });
    for (const key of ["price", "quantity"] as const)
      if (item[key] !== undefined && typeof item[key] !== "number")
        mistakes.push({ what: `items[${at}].${key} is ${JSON.stringify(item[key])}`, fix: `${key}: 1, a number` });
    return mistakes;
  });
}

/** Whoever reads the events later must not read who it was. */
function checkPrivacy(params: EventParams): Mistake[] {
  return Object.entries(params)
    .filter(([, value]) => typeof value === "string" && EMAIL.test(value))
    .map(([key]) => ({ what: `${key} holds an e-mail address`, fix: "your own id of the customer, or nothing" }));
}
