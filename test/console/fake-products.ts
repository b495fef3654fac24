/** The Worker's catalogue, uploads and recommender as far as the console can tell, by the code that the Worker itself runs. */
import type { CatalogueCheck, CatalogueStored, FeedRunDetails } from "../../wire/catalogue.ts";
import type { ModelStatus } from "../../wire/console.ts";
import type { ExplainAnswer, ExplainRequest, ExplainedRow } from "../../wire/recommendations.ts";
import type { Product } from "../../wire/product.ts";
import { indexCatalogue } from "../../worker/domain/catalogue/catalogue.ts";
import { compareCatalogues } from "../../worker/domain/catalogue/compare-catalogues.ts";
import { findProducts } from "../../worker/domain/catalogue/find-products.ts";
import { interestOf } from "../../worker/domain/interest.ts";
import { buildModel } from "../../worker/domain/recommend/build-model.ts";
import { explainRow } from "../../worker/domain/recommend/explain-row.ts";
import { profileOfVisit } from "../../worker/domain/recommend/made-up-visit.ts";
import { EMPTY_MODEL } from "../../worker/domain/recommend/recommend-model.ts";
import type { RecommendModel } from "../../worker/domain/recommend/recommend-model.ts";
import { rowInput, rowLength } from "../../worker/domain/recommend/row-input.ts";
import { checkProducts } from "../../worker/intake/check-products.ts";
import { SAMPLE_AT, SAMPLE_DEFINITIONS } from "./sample-site.ts";

/** A small shop of several pages: shoes and tents, every tenth sold out. */
export const FAKE_CATALOGUE: Product[] = Array.from({ length: 120 }, (_, index) => ({
  id: `f-${index}`,
  title: index === 0 ? "Trail Runner 3" : `${index % 2 ? "Tent" : "Shoe"} number ${index}`,
  link: `/p/f-${index}`,
  category: index % 2 ? "Tents" : "Shoes",
  brand: index % 3 ? "Norte" : "Alba",
  price: 20 + index,
  currency: "EUR",
  availability: index % 10 === 9 ? "out_of_stock" : "in_stock",
}));

const RUNS: FeedRunDetails[] = [
  {
    id: 2,
    at: SAMPLE_AT,
    by: "feed",
    version: 2,
    counts: { sent: 122, added: 1, changed: 3, unchanged: 116, gone: 0, rejected: 2 },
    rejected: [
      { index: 7, id: "f-7", field: "price", reason: "bad_number", detail: "price is below 0" },
      { index: 121, reason: "not_an_object", detail: "Invalid type" },
    ],
  },
  {
    id: 1,
    at: SAMPLE_AT - 86_400_000,
    by: "feed",
    counts: { sent: 3, added: 0, changed: 0, unchanged: 119, gone: 0, rejected: 3 },
    rejected: [],
  },
];

const MODELS: ModelStatus = {
  version: 3,
  builtAt: SAMPLE_AT,
  sessions: 40,
  items: 3,
  bytes: 900,
  judged: { at: SAMPLE_AT, sessions: 40, hr20: 0.41, mrr20: 0.2 },
  previous: {
    version: 2,
    builtAt: SAMPLE_AT - 86_400_000,
    sessions: 30,
    items: 3,
    bytes: 800,
    judged: { at: SAMPLE_AT, sessions: 40, hr20: 0.38, mrr20: 0.19 },
  },
};

/** Forty visits that went from the first product to the second shoe, and on to the third. */
const LEARNT = buildModel({
  sessions: Array.from({ length: 40 }, () => ({
    items: ["f-0", "f-2", "f-4"].map((itemId, step) => ({ itemId, at: SAMPLE_AT + step, kind: "view" as const })),
  })),
  now: SAMPLE_AT,
  version: 3,
});

interface Upload {
  products: unknown[];
}

export class FakeProducts {
  catalogue: Product[] = FAKE_CATALOGUE;
  runs: FeedRunDetails[] = RUNS;
  models: ModelStatus = MODELS;
  /** What was asked of the explorer, the last one last. */
  questions: ExplainRequest[] = [];
  /** Every call is answered by 500. */
  isBroken = false;

  answers(path: string): boolean {
    return /^\/(products|catalogue|catalogue\/check|catalogue\/runs(\/\d+)?|recommendations\/explain|model\/roll-back)$/.test(
      path,
    );
  }

  answer(path: string, query: URLSearchParams, body: unknown): { status: number; body: unknown } {
    if (this.isBroken) return { status: 500, body: { reason: "internal", detail: "it is broken on purpose" } };
    if (path === "/products") return { status: 200, body: this.#find(query) };
    if (path === "/catalogue/runs") return { status: 200, body: { runs: query.has("before") ? [] : this.runs } };
    if (path === "/model/roll-back") return { status: 200, body: this.#rolledBack() };
    if (path.startsWith("/catalogue/runs/")) {
      const run = this.runs.find(({ id }) => id === Number(path.split("/").at(-1)));
      return run ? { status: 200, body: run } : { status: 404, body: { detail: "no such run" } };
    }
    if (path === "/catalogue/check") return { status: 200, body: this.#check(body as Upload) };
    if (path === "/catalogue") return this.#store(body as Upload | undefined);
    this.questions.push(body as ExplainRequest);
    return { status: 200, body: this.#explain(body as ExplainRequest) };
  }

  #check({ products: raw }: Upload): CatalogueCheck {
    const { products, rejected } = checkProducts(raw);
    const counts = { sent: raw.length, ...compareCatalogues(this.catalogue, products), rejected: rejected.length };
    return { counts, rejected };
  }

  #store(upload: Upload | undefined): { status: number; body: unknown } {
    if (upload === undefined) return { status: 200, body: { version: 2, products: this.catalogue } };
    const { counts, rejected } = this.#check(upload);
    const { products } = checkProducts(upload.products);
    const run = { id: this.runs.length + 1, at: SAMPLE_AT, by: "somebody", version: 3, counts, rejected };
    this.runs = [run, ...this.runs];
    this.catalogue = products;
    const answer: CatalogueStored = { version: run.version, run: run.id, count: products.length, rejected };
    return { status: 200, body: answer };
  }

  #find(query: URLSearchParams) {
    const text = (name: string): string | undefined => query.get(name) ?? undefined;
    const [category, brand] = [text("category"), text("brand")];
    const ids = query.has("id") ? query.getAll("id") : undefined;
    return {
      version: 2,
      ...findProducts(indexCatalogue(this.catalogue), LEARNT, {
        text: text("text") ?? "",
        ...(category !== undefined && { category }),
        ...(brand !== undefined && { brand }),
        ...(query.get("state") === "out_of_stock" && { state: "out_of_stock" as const }),
        ...(ids !== undefined && { ids }),
        order: query.get("order") === "looks" ? "looks" : "catalogue",
        offset: Number(text("offset") ?? 0),
        limit: Number(text("limit") ?? 50),
      }),
    };
  }

  #explain(question: ExplainRequest): ExplainAnswer {
    const row = explained(this.catalogue, question, LEARNT);
    return {
      row,
      ...(question.compare && {
        previous: explained(this.catalogue, question, { ...EMPTY_MODEL, version: 2, builtAt: SAMPLE_AT - 1 }),
        models: this.models,
      }),
      products: Object.fromEntries(
        this.catalogue.map(({ id, title, price, currency }) => [id, { title, price, currency }]),
      ),
    };
  }

  #rolledBack(): ModelStatus {
    this.models = { ...MODELS, version: 4, repeats: 2, previous: MODELS, heldUntil: SAMPLE_AT + 86_400_000 };
    return this.models;
  }
}

function explained(products: readonly Product[], question: ExplainRequest, model: RecommendModel): ExplainedRow {
  const { session, page, placement: id = "", relation, limit, merchandising, productBoosts, product } = question;
  const catalogue = indexCatalogue(products);
  const { viewed = [], cart = [] } = session;
  const profile = profileOfVisit({ viewed, cart }, catalogue, SAMPLE_AT);
  const placement = SAMPLE_DEFINITIONS.placements.find((one) => one.id === id);
  const definitions = { ...(merchandising && { merchandising }), ...(productBoosts && { productBoosts }) };
  return explainRow({
    input: rowInput({
      model,
      catalogue,
      definitions: { ...SAMPLE_DEFINITIONS, ...definitions },
      interest: interestOf(profile.events > 0 ? profile : undefined, undefined, SAMPLE_AT),
      page,
      limit: limit ?? rowLength(undefined, placement?.limit),
      placement: { id, ...(relation && { relation }) },
      drawnFor: undefined,
      explain: true,
      now: SAMPLE_AT,
    }),
    definitions,
    ...(id !== "" && { placement: id }),
    ...(product !== undefined && { product }),
  });
}
