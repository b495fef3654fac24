/** A product feed's text → its rows: Google Merchant's formats (RSS 2.0, Atom 1.0, TSV, CSV), and our own JSON. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import Papa from "papaparse";
import { productOf, USED_ATTRIBUTES } from "./merchant-product.ts";
import type { FeedRow } from "./merchant-product.ts";

export type FeedFormat = "json" | "xml" | "table";

export interface Feed {
  format: FeedFormat;
  /** In the order of the file, as the Worker is to get them; whether each can be used it says. */
  products: unknown[];
  /** Attributes of the file that nothing here uses, each once. */
  unused: string[];
}

/** Why a file is no feed. */
export type FeedProblem = "empty" | "bad_xml" | "bad_json" | "no_products" | "no_ids";

/** Why, and where that is known in which line, counted from 1. */
export interface NoFeed {
  problem: FeedProblem;
  line?: number;
}

type Rows = { rows: FeedRow[]; problem?: undefined } | ({ rows: FeedRow[] } & NoFeed);

/**
 * @param currency ISO 4217: of prices that name none.
 * @param now Epoch milliseconds: which sale prices are in effect.
 */
export function readFeed(text: string, currency: string, now: number): Feed | NoFeed {
  const start = text.trimStart()[0];
  if (start === undefined) return { problem: "empty" };
  if (start === "{" || start === "[") return readJson(text);
  const { rows, ...no } = start === "<" ? readXml(text) : readTable(text);
  if (no.problem !== undefined) return no;
  if (rows.length === 0) return { problem: "no_products" };
  if (!rows.some(({ id }) => id)) return { problem: "no_ids" };
  const attributes = new Set(rows.flatMap((row) => Object.keys(row)));
  return {
    format: start === "<" ? "xml" : "table",
    products: rows.map((row) => productOf(row, currency, now)),
    unused: [...attributes].filter((name) => !USED_ATTRIBUTES.has(name)),
  };
}

/** Products as the admin API takes them: a list, or an object with the list in `products`. */
function readJson(text: string): Feed | NoFeed {
  try {
    const value = JSON.parse(text) as { products?: unknown } | unknown[];
    const products = Array.isArray(value) ? value : value.products;
    if (!Array.isArray(products) || products.length === 0) return { problem: "no_products" };
    return { format: "json", products, unused: [] };
  } catch {
    return { problem: "bad_json" };
  }
}

/** TSV or CSV with attribute names in the first row; the delimiter is found out. */
function readTable(text: string): Rows {
  const { data } = Papa.parse<FeedRow>(text, {
    header: true,
    skipEmptyLines: "greedy",
    transformHeader: attributeName,
    transform: (value) => value.trim(),
  });
  // Values without a column are in a list of their own, under a name that is no attribute's.
  return { rows: data.map(({ __parsed_extra: _extra, ...row }) => row) };
}

/** `<item>` of RSS and `<entry>` of Atom, with attributes of Google's namespace or none. */
function readXml(text: string): Rows {
  const valid = XMLValidator.validate(text);
  if (valid !== true) return { rows: [], problem: "bad_xml", line: valid.err.line };
  const { rss, feed } = XML.parse(text) as {
    rss?: { channel?: { item?: Item[] } };
    feed?: { entry?: Item[] };
  };
  return { rows: (rss?.channel?.item ?? feed?.entry ?? []).map(rowOf) };
}

/** What an element's name is mapped to: its text, or its text and attributes, or a list of those. */
type Item = Record<string, unknown>;

const ATTRIBUTE = "@";

const XML = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  // Ids and prices are texts, also where they look like numbers.
  parseTagValue: false,
  htmlEntities: true,
  // Done once for the whole text, which may be of several parts.
  trimValues: false,
  isArray: (name) => name === "item" || name === "entry",
});

function rowOf(item: Item): FeedRow {
  const row: Record<string, string> = {};
  // Google's own `g:title` stands for the title where both are there.
  const named = Object.entries(item).sort(([a], [b]) => +b.includes(":") - +a.includes(":"));
  for (const [name, value] of named) if (!/^[@#]/.test(name)) row[attributeName(name)] ||= textOf(value);
  return row;
}

function textOf(value: unknown): string {
  // The first of several is the main one.
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value === "string") return value.trim();
  if (typeof value !== "object" || value === null) return "";
  // Atom keeps a link's address in an attribute.
  const { "#text": text, [`${ATTRIBUTE}href`]: address } = value as Item;
  return textOf(text) || textOf(address);
}

/** "Image Link", "image link" and "g:image_link" are one attribute. */
function attributeName(given: string): string {
  return given
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase()
    .replace(/^\w+:/, "")
    .replaceAll(/[\s-]+/g, "_");
}
