/** The public shop logs that can be replayed, and how a line of each becomes an event in GA4's vocabulary. */
import type { BehaviourEvent, EventItem } from "../../wire/event.ts";

/** One line of a log. */
export interface LoggedEvent {
  /** Visitor id as the front door takes it: 16–64 of `A–Z a–z 0–9 _ -`. */
  visitor: string;
  event: BehaviourEvent;
}

export interface ShopLog {
  /** Begins the ids of its visitors and events. */
  id: string;
  /** File name in the folder of public data. */
  file: string;
  /** Where it is published, for whoever has it not. */
  published: string;
  /** Columns it is known by. */
  columns: readonly string[];
  /** ISO 4217; the log's own description says so. Missing: it has no prices. */
  currency?: string;
  /**
   * @param line of the file, the header being 1
   * @throws SyntaxError on an event or a time it does not know
   */
  toEvent(row: Record<string, string>, line: number): LoggedEvent;
}

const VISITOR_DIGITS = 12;
const LINE_DIGITS = 8;

/** Retailrocket: no categories, brands or prices; several lines of one transaction are one each. */
const retailrocket: ShopLog = {
  id: "retailrocket",
  file: "events/retailrocket_5000_visitors.csv.gz",
  published: "kaggle.com/datasets/retailrocket/ecommerce-dataset (5,000 sampled visitors of events.csv)",
  columns: ["timestamp", "visitorid", "event", "itemid", "transactionid"],
  toEvent(row, line) {
    const name = nameOf({ view: "view_item", addtocart: "add_to_cart", transaction: "purchase" }, row["event"], line);
    const transaction = name === "purchase" ? row["transactionid"] : "";
    return {
      visitor: visitorOf("retailrocket", row["visitorid"]),
      event: {
        id: eventIdOf("retailrocket", line),
        name,
        at: checkedTime(Number(row["timestamp"]), line),
        params: {
          items: [{ item_id: row["itemid"] ?? "" }],
          ...(transaction && { transaction_id: transaction }),
        },
      },
    };
  },
};

/** REES46: a category's code where it has one, else its number; prices in US dollars. */
const rees46: ShopLog = {
  id: "rees46",
  file: "events/rees46_2019-10-01.csv.gz",
  published: "kaggle.com/datasets/mkechinov/ecommerce-behavior-data-from-multi-category-store (head of 2019-Oct.csv)",
  columns: ["event_time", "event_type", "product_id", "category_id", "category_code", "brand", "price", "user_id"],
  currency: "USD",
  toEvent(row, line) {
    const name = nameOf({ view: "view_item", cart: "add_to_cart", purchase: "purchase" }, row["event_type"], line);
    const price = Number(row["price"]);
    const category = row["category_code"] || row["category_id"];
    const item: EventItem = {
      item_id: row["product_id"] ?? "",
      ...(category && { item_category: category }),
      ...(row["brand"] && { item_brand: row["brand"] }),
      price,
    };
    return {
      visitor: visitorOf("rees46", row["user_id"]),
      event: {
        id: eventIdOf("rees46", line),
        name,
        at: checkedTime(Date.parse((row["event_time"] ?? "").replace(" UTC", "Z").replace(" ", "T")), line),
        params: { currency: "USD", value: price, items: [item] },
      },
    };
  },
};

export const SHOP_LOGS: readonly ShopLog[] = [retailrocket, rees46];

/** The log whose columns these rows have. @throws SyntaxError where there is none */
export function logOf(rows: readonly Record<string, string>[]): ShopLog {
  const first = rows[0] ?? {};
  const log = SHOP_LOGS.find(({ columns }) => columns.every((column) => column in first));
  if (log !== undefined) return log;
  const known = SHOP_LOGS.map(({ id, columns }) => `${id} (${columns.join(",")})`).join(" and ");
  throw new SyntaxError(`columns ${Object.keys(first).join(",")} are those of no log known here: ${known}`);
}

function nameOf(names: Record<string, string>, event: string | undefined, line: number): string {
  const name = event === undefined ? undefined : names[event];
  if (name === undefined) throw new SyntaxError(`line ${line}: unknown event "${event}"`);
  return name;
}

function checkedTime(at: number, line: number): number {
  if (!Number.isFinite(at) || at <= 0) throw new SyntaxError(`line ${line}: no time`);
  return at;
}

function visitorOf(log: string, id: string | undefined): string {
  return `${log}-${(id ?? "").padStart(VISITOR_DIGITS, "0")}`;
}

function eventIdOf(log: string, line: number): string {
  return `${log}-${String(line).padStart(LINE_DIGITS, "0")}`;
}
