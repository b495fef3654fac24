/** What of the stream is shown, and the same as a query string. Pure. */
import type { LiveEntry } from "../../wire/console.ts";
import type { Decision } from "../../wire/decision.ts";
import type { BehaviourEvent } from "../../wire/event.ts";

export interface Filters {
  /** Own traffic: everything, only it, or all but it. */
  own: "any" | "only" | "hidden";
  hideSimulated: boolean;
  /** Only entries with an event of this name; "" for all. */
  event: string;
  /** Only entries that contain this text; "" for all. */
  text: string;
  /** Only this visitor; "" for all. */
  visitor: string;
}

export const NO_FILTERS: Filters = { own: "any", hideSimulated: false, event: "", text: "", visitor: "" };

/** Reads filters from a query; what it does not understand counts as not set. */
export function filtersFromQuery(query: URLSearchParams): Filters {
  const own = query.get("own");
  return {
    own: own === "only" || own === "hidden" ? own : "any",
    hideSimulated: query.get("simulated") === "hidden",
    event: query.get("event") ?? "",
    text: query.get("text") ?? "",
    visitor: query.get("visitor") ?? "",
  };
}

/** Writes filters into a query and leaves its other parameters alone; a filter not set is not written. */
export function filtersToQuery(filters: Filters, query: URLSearchParams): void {
  const write = (name: string, value: string) => (value === "" ? query.delete(name) : query.set(name, value));
  write("own", filters.own === "any" ? "" : filters.own);
  write("simulated", filters.hideSimulated ? "hidden" : "");
  write("event", filters.event);
  write("text", filters.text);
  write("visitor", filters.visitor);
}

/** Whether any filter is set. */
export function isFiltering(filters: Filters): boolean {
  return filters.own !== "any" || filters.hideSimulated || `${filters.event}${filters.text}${filters.visitor}` !== "";
}

/** A test for entries. Text matches regardless of case, anywhere in what the row can say. */
export function matcher(filters: Filters, ownVisitors: ReadonlySet<string>): (entry: LiveEntry) => boolean {
  const text = filters.text.trim().toLowerCase();
  return (entry) =>
    (filters.own === "any" || (filters.own === "only") === ownVisitors.has(entry.visitor)) &&
    !(filters.hideSimulated && entry.source === "simulated") &&
    (filters.visitor === "" || entry.visitor === filters.visitor) &&
    (filters.event === "" || entry.events.some((event) => event.name === filters.event)) &&
    (text === "" || searchableText(entry).includes(text));
}

/** Entries do not change, so what can be found in one is gathered once. */
const searchable = new WeakMap<LiveEntry, string>();

function searchableText(entry: LiveEntry): string {
  let text = searchable.get(entry);
  if (text === undefined) {
    text = [entry.visitor, ...entry.events.flatMap(eventText), ...entry.decisions.flatMap(decisionText)]
      .filter((part) => part !== undefined)
      .join("\n")
      .toLowerCase();
    searchable.set(entry, text);
  }
  return text;
}

function eventText({ name, params, page }: Pick<BehaviourEvent, "name" | "params" | "page">): (string | undefined)[] {
  const items = (params?.items ?? []).flatMap((item) => [
    item.item_id,
    item.item_name,
    item.item_brand,
    item.item_category,
  ]);
  return [name, params?.search_term, params?.promotion_name, params?.user_id, page?.title, page?.url, ...items];
}

function decisionText(decision: Decision): (string | undefined)[] {
  const shown =
    decision.kind === "offer"
      ? [decision.offer.id, decision.offer.headline]
      : decision.kind === "products"
        ? decision.products.flatMap((product) => [product.id, product.title])
        : [];
  return [decision.placement, decision.reason, ...shown];
}
