/** Whose row the explorer shows, and the same as a query: of the address, and as a question to the Worker. Pure. */
import type { MerchandisingRule, ProductBoosts, Relation } from "../../wire/definitions.ts";
import type { ExplainRequest } from "../../wire/recommendations.ts";

export const WHO = ["picked", "me", "visitor"] as const;
export const RELATIONS = ["next", "alternatives", "complements", "again"] as const;

export interface ExplorerQuery {
  /** Products picked here, this browser's own visits, or a visitor by id. */
  who: (typeof WHO)[number];
  /** Ids, the last one last. */
  viewed: readonly string[];
  cart: readonly string[];
  /** "" for none, likewise below. */
  visitor: string;
  /** Whether the row stands on the page of what was viewed last. */
  onPage: boolean;
  placement: string;
  relation: Relation | "";
  /** The product asked about: "why is it not here?" */
  why: string;
  /** Whether the model before is asked too. */
  compare: boolean;
}

/** Products a made-up visit may have: as many as the Worker takes. */
export const MOST_PICKED = 20;

export function explorerQuery(query: URLSearchParams): ExplorerQuery {
  return {
    who: WHO.find((who) => who === query.get("who")) ?? "picked",
    viewed: listed(query.get("viewed")),
    cart: listed(query.get("cart")),
    visitor: query.get("as") ?? "",
    onPage: query.get("onpage") === "1",
    placement: query.get("placement") ?? "",
    relation: RELATIONS.find((relation) => relation === query.get("relation")) ?? "",
    why: query.get("why") ?? "",
    compare: query.get("compare") === "previous",
  };
}

export function changeExplorerQuery(query: URLSearchParams, change: Partial<ExplorerQuery>): void {
  const next = { ...explorerQuery(query), ...change };
  const write = (name: string, value: string): void => (value === "" ? query.delete(name) : query.set(name, value));
  write("who", next.who === "picked" ? "" : next.who);
  write("viewed", unlisted(next.viewed));
  write("cart", unlisted(next.cart));
  write("as", next.visitor);
  write("onpage", next.onPage ? "1" : "");
  write("placement", next.placement);
  write("relation", next.relation);
  write("why", next.why);
  write("compare", next.compare ? "previous" : "");
}

export interface ExplorerAsked {
  merchandising: readonly MerchandisingRule[];
  productBoosts: ProductBoosts;
  /** This browser's own visitor, if it has been in the shop. */
  ownVisitor: string | undefined;
  locale: string;
}

/** The question to the Worker; `undefined` where nobody is chosen yet. */
export function questionOf(
  query: ExplorerQuery,
  { merchandising, productBoosts, ownVisitor, locale }: ExplorerAsked,
): ExplainRequest | undefined {
  const { who, viewed, cart, onPage, placement, relation, why, compare } = query;
  const visitor = who === "me" ? ownVisitor : query.visitor.trim();
  if (who !== "picked" && (visitor === undefined || visitor === "")) return undefined;
  const last = viewed.at(-1);
  return {
    session: who === "picked" || visitor === undefined ? { viewed: [...viewed], cart: [...cart] } : { visitor },
    ...(who === "picked" && onPage && last !== undefined && { page: { itemId: last } }),
    ...(placement !== "" && { placement }),
    ...(relation !== "" && { relation }),
    merchandising: [...merchandising],
    productBoosts,
    ...(why !== "" && { product: why }),
    ...(compare && { compare: "previous" as const }),
    locale,
  };
}

/** Ids are the shop's own and may hold a comma, so each is written with it escaped. */
function listed(text: string | null): string[] {
  return (text ?? "").split(",").filter(Boolean).map(unescaped).slice(0, MOST_PICKED);
}

function unlisted(ids: readonly string[]): string {
  return ids.map((id) => encodeURIComponent(id)).join(",");
}

/** What somebody typed into the address by hand may be no escape at all. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
