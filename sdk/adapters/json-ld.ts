/** The product a page says it is about in schema.org's JSON-LD, seen as `view_item`. */
import type { EventItem } from "../../wire/event.ts";
import { onPage } from "../capture/module-client.ts";
import type { Core } from "../module.ts";

/** A node of JSON-LD: anything may be missing, single or an array, text or number. */
type Node = Readonly<Record<string, unknown>>;

const PRODUCT = /^(https?:\/\/schema\.org\/)?Product(Group)?$/;

/** Where a node keeps its name, in the order tried. */
const IDS = ["sku", "productGroupID", "productID", "mpn"];

/** The product of the page, or `undefined` where it describes none, or several, as a list does. */
export function findProduct(root: ParentNode = document): { item: EventItem; currency?: string } | undefined {
  const products = new Map<string, Node>();
  for (const { textContent } of root.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collect(JSON.parse(textContent ?? ""));
    } catch {
      // Shops print broken JSON; a page without a product is no error.
    }
  }

  function collect(value: unknown): void {
    for (const node of list(value)) {
      const id = IDS.map((key) => text(node[key])).find(Boolean);
      if (id && [node["@type"]].flat().some((type) => PRODUCT.test(String(type)))) products.set(id, node);
      else for (const key of ["@graph", "mainEntity"]) collect(node[key]);
    }
  }

  const [[id, product] = []] = products;
  return id && product && products.size === 1 ? describe(id, product) : undefined;
}

/**
 * Event: `view_item`, once a page, unless the site itself tracks one there. And what the page is about, for its decisions,
 * unless the page says so in a `<meta>` of ours.
 */
export function readJsonLd(core: Core): void {
  let found: ReturnType<typeof findProduct>;
  let seen: boolean;

  function read(): void {
    seen = false;
    found = undefined;
    // After what the site itself tracks in the same breath.
    setTimeout(() => {
      found = findProduct();
      if (!found || seen) return;
      const { item, currency } = found;
      core.track("view_item", { items: [item], ...(currency && item.price && { currency, value: item.price }) });
    });
  }

  core.on("recorded", ({ name }) => (seen ||= name === "view_item"));
  core.pageReaders.push(() =>
    found && !document.querySelector('meta[name="sameview:item"]')
      ? { itemId: found.item.item_id, ...(found.item.item_category && { category: found.item.item_category }) }
      : {},
  );
  onPage(core, undefined, read);
  read();
}

function list(value: unknown): Node[] {
  return [value].flat().filter((one): one is Node => typeof one === "object" && one !== null);
}

/** Text, a number, or a node's name; of several the first. */
function text(value: unknown): string | undefined {
  const [first] = [value].flat();
  if (typeof first === "object" && first) return text((first as Node)["name"]);
  return typeof first === "string" || typeof first === "number" ? String(first) || undefined : undefined;
}

/** `"1.299,00"`, `"1,299.00"` and `1299` are the same price: a sign with one or two figures behind it is the decimal's. */
function amount(value: unknown): number | undefined {
  const [, whole, cents = ""] = /^([\d.,\s]+?)(?:[.,](\d\d?))?$/.exec(text(value)?.trim() ?? "") ?? [];
  return whole === undefined ? undefined : Number(`${whole.replace(/\D/g, "")}.${cents}`);
}

function describe(item_id: string, node: Node): { item: EventItem; currency?: string } {
  const [offer = {}] = list(node["offers"] ?? list(node["hasVariant"])[0]?.["offers"]);
  const [specification = {}] = list(offer["priceSpecification"]);
  const price = amount(offer["price"] ?? offer["lowPrice"] ?? specification["price"]);
  const currency = text(offer["priceCurrency"] ?? specification["priceCurrency"]);
  const [item_name, item_brand, category] = ["name", "brand", "category"].map((key) => text(node[key]));
  return {
    item: {
      item_id,
      ...(item_name && { item_name }),
      ...(item_brand && { item_brand }),
      ...(category && { item_category: category.split(">")[0]!.trim() }),
      ...(price !== undefined && { price }),
    },
    ...(currency && { currency }),
  };
}
