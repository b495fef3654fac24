/** The invoices of online_retail_II (UCI 502) as orders. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Order } from "../../worker/domain/recommend/complements/orders.ts";
import { Skip } from "../outcome.ts";
import { parseQuotedCsv } from "./quoted-csv.ts";

export interface Invoice extends Order {
  /** `undefined` where the shop did not know who it was. */
  readonly customer: string | undefined;
}

const PUBLISHED = "https://archive.ics.uci.edu/dataset/502/online+retail+ii";

/** @throws Skip where the file is not there */
export function readInvoices(file: string): Invoice[] {
  if (!existsSync(file)) throw new Skip(`${file} is not there; published at ${PUBLISHED}`);
  const bytes = readFileSync(file);
  return invoicesOf(parseQuotedCsv((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")));
}

/** Products have a number of five digits and perhaps letters; the rest is postage, fees, samples, vouchers, corrections. */
const PRODUCT_CODE = /^(\d{5}|DCGS)/;
/** Cancellations and corrections. */
const NOT_A_SALE = /^[CA]/;

/**
 * Invoices, oldest first, each product once. Left out: cancellations (C…) and corrections (A…), lines without a
 * positive quantity and price, and what is no product. What was cancelled later was chosen all the same, so it stays.
 */
export function invoicesOf(lines: readonly Record<string, string>[]): Invoice[] {
  const invoices = new Map<string, { itemIds: Set<string>; at: number; customer: string | undefined }>();
  for (const line of lines) {
    const number = line["Invoice"] ?? "";
    const code = (line["StockCode"] ?? "").trim().toUpperCase();
    if (NOT_A_SALE.test(number) || !PRODUCT_CODE.test(code)) continue;
    if (!(Number(line["Quantity"]) > 0) || !(Number(line["Price"]) > 0)) continue;
    let invoice = invoices.get(number);
    if (invoice === undefined) {
      const at = Date.parse(`${(line["InvoiceDate"] ?? "").replace(" ", "T")}Z`);
      if (Number.isNaN(at))
        throw new SyntaxError(`invoice ${number} has the date ${JSON.stringify(line["InvoiceDate"])}`);
      invoices.set(number, (invoice = { itemIds: new Set(), at, customer: line["Customer ID"] || undefined }));
    }
    invoice.itemIds.add(code);
  }
  return [...invoices.values()]
    .map(({ itemIds, at, customer }) => ({ itemIds: [...itemIds], at, customer }))
    .sort((a, b) => a.at - b.at);
}
