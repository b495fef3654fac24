/** The fake site's visitors: found, looked at, counted, erased. In memory, one a test. */
import type { StoredOfVisitor, VisitorNow, VisitorSummary } from "../../wire/visitors.ts";
import { OTHER_VISITOR, PRODUCTS_DECISION, SAMPLE_AT, SAMPLE_DEFINITIONS, sampleVisitor } from "./sample-site.ts";

interface Answer {
  status: number;
  body?: unknown;
}

const NOT_FOUND: Answer = { status: 404, body: { reason: "not_found", detail: "nothing is stored of this visitor" } };

export class FakeVisitors {
  /** Visitors that were erased: they are not found any more. */
  erased = new Set<string>();
  exported: string[] = [];
  /** Rows that an erased visitor leaves: a Worker that fails would leave some. */
  rowsLeft = 0;

  answers(path: string): boolean {
    return path === "/visitors" || path.startsWith("/visitors/");
  }

  answer(method: string, path: string, query: URLSearchParams): Answer {
    const [, , visitor, question] = path.split("/");
    if (visitor === undefined) return { status: 200, body: this.#list(query) };
    if (question === "stored") return { status: 200, body: this.#stored(visitor) };
    if (method === "DELETE") {
      this.erased.add(visitor);
      return { status: 204 };
    }
    if (this.erased.has(visitor)) return NOT_FOUND;
    if (question === "now") return { status: 200, body: SAMPLE_NOW };
    if (question === "export") {
      this.exported.push(visitor);
      return { status: 200, body: { profile: {}, events: [], state: {} } };
    }
    return { status: 200, body: sampleVisitor(visitor) };
  }

  #list(query: URLSearchParams): { visitors: VisitorSummary[]; of?: number } {
    const find = query.get("find");
    const known = this.erased.has(OTHER_VISITOR) ? [] : [SUMMARY];
    if (find !== null) return { visitors: known.filter(({ visitor, userId }) => find === visitor || find === userId) };
    return { visitors: known, of: query.get("segment") === null ? 1_021 : 12 };
  }

  #stored(visitor: string): StoredOfVisitor {
    if (this.erased.has(visitor))
      return { total: this.rowsLeft, visitor: this.rowsLeft, audience: 0, claims: 0, live: 0 };
    return { total: 8, visitor: 4, audience: 2, claims: 1, live: 1 };
  }
}

const SUMMARY: VisitorSummary = {
  visitor: OTHER_VISITOR,
  userId: "customer-7",
  firstSeen: SAMPLE_AT - 9 * 86_400_000,
  lastSeen: SAMPLE_AT,
  score: { value: 43.6, band: "warm" },
  eventCount: 11,
  orders: 1,
  segments: ["loyal"],
};

const SAMPLE_NOW: VisitorNow = {
  at: SAMPLE_AT,
  page: "https://shop.example/en/p/p-100/",
  products: [{ ...PRODUCTS_DECISION, token: "" }],
  offers: SAMPLE_DEFINITIONS.offers.map(({ id, name, placement }) =>
    id === "spring"
      ? {
          offer: id,
          name,
          placement,
          chosen: false,
          reason: "AUDIENCE_MISMATCH",
          detail: "score 44, wanted at least 60",
          sentence: "Visitors with a score of at least 60 who have something in the cart",
          audience: {
            kind: "all",
            holds: false,
            of: [
              { kind: "score", holds: false, fact: "score 44, wanted at least 60" },
              { kind: "not", holds: true, of: [{ kind: "property", holds: false, fact: "cart products 2, wanted 0" }] },
            ],
          },
          contact: { seen: 2, seenAt: SAMPLE_AT - 3_600_000, group: "shown", since: SAMPLE_AT - 86_400_000 },
        }
      : {
          offer: id,
          name,
          placement,
          chosen: true,
          reason: "TARGETING_MATCH",
          detail: "for everybody",
          sentence: "Everybody",
          audience: { kind: "all", holds: true, of: [] },
        },
  ),
};
