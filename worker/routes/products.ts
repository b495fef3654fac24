/** The catalogue of the admin API: uploading it, what came of each upload, and looking through it. */
import { Hono } from "hono";
import * as v from "valibot";
import type { CatalogueCheck, CatalogueStored, ProductsAnswer } from "../../wire/catalogue.ts";
import type { Problem } from "../../wire/collect.ts";
import type { Product } from "../../wire/product.ts";
import { compareCatalogues } from "../domain/catalogue/compare-catalogues.ts";
import { findProducts } from "../domain/catalogue/find-products.ts";
import { checkProducts } from "../intake/check-products.ts";
import type { CheckedProducts } from "../intake/check-products.ts";
import { requestProblem } from "../intake/problem.ts";
import { bad, good, type Result } from "../intake/result.ts";
import { REJECTED_KEPT } from "../site/feed-runs.ts";
import { openSite } from "../site/site-cache.ts";
import type { AdminEnv } from "./admin-access.ts";
import { answerProblem } from "./answer-problem.ts";
import { NO_SITE } from "./no-site.ts";
import { pageOf } from "./page-of.ts";
import { readJson } from "./read-json.ts";

/** Bytes of a catalogue body: about 60,000 products at 400 bytes. The isolate holds it parsed, beside the model. */
const CATALOGUE_BYTES = 24 * 1024 * 1024;
/** Products of one page. */
const DEFAULT_LIMIT = 50;
const MOST_LISTED = 200;

const wholeNumber = v.pipe(v.string(), v.regex(/^\d{1,9}$/, "must be a whole number"), v.transform(Number));

const search = v.object({
  text: v.optional(v.pipe(v.string(), v.maxLength(200, "must have at most 200 characters")), ""),
  category: v.optional(v.string()),
  brand: v.optional(v.string()),
  state: v.optional(v.picklist(["in_stock", "out_of_stock", "preorder", "backorder", "not_for_sale"])),
  id: v.optional(v.pipe(v.array(v.string()), v.maxLength(MOST_LISTED, `must be at most ${MOST_LISTED}`))),
  order: v.optional(v.picklist(["catalogue", "looks", "newest"]), "catalogue"),
  offset: v.optional(wholeNumber, "0"),
  limit: v.optional(
    v.pipe(
      wholeNumber,
      v.minValue(1, `must be from 1 to ${MOST_LISTED}`),
      v.maxValue(MOST_LISTED, `must be from 1 to ${MOST_LISTED}`),
    ),
    String(DEFAULT_LIMIT),
  ),
});

export const products = new Hono<AdminEnv>()
  .get("/:site/catalogue", async (c) => {
    const catalogue = await c.env.SITE.getByName(c.req.param("site")).catalogue();
    if (catalogue === undefined) return answerProblem(requestProblem("not_found", "no catalogue has been sent yet"));
    // Stored as JSON already, so it is passed on as it is.
    return c.body(`{"version":${catalogue.version},"products":${catalogue.body}}`, 200, {
      "content-type": "application/json",
    });
  })
  .put("/:site/catalogue", async (c) => {
    const upload = await readUpload(c.req.raw);
    if (!upload.ok) return answerProblem(upload.problem);
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    const { sent, products: usable, rejected } = upload.value;
    const told = { sent, count: rejected.length, first: rejected.slice(0, REJECTED_KEPT) };
    const { run, version } = await site.putCatalogue(usable, told, c.var.principal.name);
    if (version === undefined) {
      const [first] = rejected;
      const detail = `none of the ${sent} rows can be used, so the catalogue stays as it was; row 1: ${first?.detail}`;
      return answerProblem(requestProblem("bad_request", detail));
    }
    return c.json({ version, run, count: usable.length, rejected } satisfies CatalogueStored);
  })
  .post("/:site/catalogue/check", async (c) => {
    const upload = await readUpload(c.req.raw);
    if (!upload.ok) return answerProblem(upload.problem);
    const site = c.env.SITE.getByName(c.req.param("site"));
    if ((await site.settings()) === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    const { sent, products: usable, rejected } = upload.value;
    const before = await site.catalogue();
    const earlier = before === undefined ? [] : (JSON.parse(before.body) as Product[]);
    const counts = { sent, ...compareCatalogues(earlier, usable), rejected: rejected.length };
    return c.json({ counts, rejected: rejected.slice(0, REJECTED_KEPT) } satisfies CatalogueCheck);
  })
  .get("/:site/catalogue/runs", async (c) => {
    const page = pageOf(c.req.query());
    if (!page.ok) return answerProblem(page.problem);
    const { before, limit } = page.value;
    return c.json({ runs: await c.env.SITE.getByName(c.req.param("site")).feedRuns(before, limit) });
  })
  .get("/:site/catalogue/runs/:run", async (c) => {
    const run = await c.env.SITE.getByName(c.req.param("site")).feedRun(Number(c.req.param("run")));
    return run ? c.json(run) : answerProblem(requestProblem("not_found", "this upload is not kept, or never was"));
  })
  .get("/:site/products", async (c) => {
    const asked = v.safeParse(search, { ...c.req.query(), id: c.req.queries("id") }, { abortEarly: true });
    if (!asked.success) {
      const [issue] = asked.issues;
      return answerProblem(requestProblem("bad_request", `${v.getDotPath(issue)}: ${issue.message}`));
    }
    const later = (work: Promise<unknown>): void => c.executionCtx.waitUntil(work);
    const site = await openSite(c.env, c.req.param("site"), Date.now(), later);
    if (site === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
    const { catalogue, catalogueVersion, model } = site.state;
    const { category, brand, state, id: ids, ...rest } = asked.output;
    const found = findProducts(catalogue, model, {
      ...rest,
      ...(category !== undefined && { category }),
      ...(brand !== undefined && { brand }),
      ...(state !== undefined && { state }),
      ...(ids !== undefined && { ids }),
    });
    return c.json({ version: catalogueVersion, ...found } satisfies ProductsAnswer);
  });

/** A body with `products`, each checked; `sent` counts them all. */
async function readUpload(request: Request): Promise<Result<CheckedProducts & { sent: number }, Problem>> {
  const body = await readJson(request, CATALOGUE_BYTES);
  if (!body.ok) return body;
  const raw = (body.value as { products?: unknown } | null)?.products;
  if (!Array.isArray(raw)) return bad(requestProblem("bad_request", "products: send {products: [...]}"));
  return good({ sent: raw.length, ...checkProducts(raw) });
}
