/** `POST /v1/sites/:site/recommendations/explain`: a row of products, made as for a visitor, with everything it rests on. */
import { Hono, type Context } from "hono";
import type { PlacementDefinition } from "../../wire/definitions.ts";
import type { ExplainAnswer, ExplainRequest, ExplainedRow, ProductSummary } from "../../wire/recommendations.ts";
import { cardFor } from "../domain/catalogue/product-card.ts";
import { interestOf } from "../domain/interest.ts";
import { emptyProfile, type Profile } from "../domain/profile/profile.ts";
import { sessionCount } from "../domain/profile/sessions.ts";
import { explainRow } from "../domain/recommend/explain-row.ts";
import { profileOfVisit } from "../domain/recommend/made-up-visit.ts";
import { decodeModel } from "../domain/recommend/index-format.ts";
import type { RecommendModel } from "../domain/recommend/recommend-model.ts";
import { rowInput, rowLength } from "../domain/recommend/row-input.ts";
import type { Env } from "../env.ts";
import { checkExplain } from "../intake/check-explain.ts";
import { requestProblem } from "../intake/problem.ts";
import { log } from "../log.ts";
import { openSite } from "../site/site-cache.ts";
import type { SiteState } from "../site/site-state.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";
import { NO_SITE } from "./no-site.ts";
import { readJson } from "./read-json.ts";

/** Bytes of a question: 500 rules to try, with room. */
const QUESTION_BYTES = 256 * 1024;

/** Where no placement is named: rules for one in particular do not hold. */
const NO_PLACEMENT = "";

export const recommendations = new Hono<AppEnv>().post("/:site/recommendations/explain", async (c) => {
  const body = await readJson(c.req.raw, QUESTION_BYTES);
  const asked = body.ok ? checkExplain(body.value) : body;
  if (!asked.ok) return answerProblem(asked.problem);
  const question = asked.value;
  const now = Date.now();
  const siteId = c.req.param("site");
  const site = (await openSite(c.env, siteId, now, (work) => c.executionCtx.waitUntil(work)))?.state;
  if (site === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
  const placement = placementAsked(site, question);
  if (placement === undefined) {
    const detail = `placement: no placement for products called "${question.placement}" is published`;
    return answerProblem(requestProblem("bad_request", detail));
  }
  const profile = await profileAsked(c, site, question, now);
  if (profile === undefined) {
    return answerProblem(requestProblem("not_found", "nothing is stored of this visitor"));
  }
  const learner = c.env.LEARNER.getByName(siteId);
  const [models, previous] =
    question.compare === undefined ? [] : await Promise.all([learner.status(), previousModel(c.env, siteId)]);
  const explain = (model: RecommendModel): ExplainedRow => explained(site, model, question, placement, profile, now);
  const row = explain(site.model);
  const other = previous && explain(previous);
  return c.json({
    row,
    ...(other && { previous: other }),
    ...(models && { models }),
    products: summaries(site, question.locale ?? site.locale, other ? [row, other] : [row]),
  } satisfies ExplainAnswer);
});

function explained(
  site: SiteState,
  model: RecommendModel,
  question: ExplainRequest,
  placement: Pick<PlacementDefinition, "id" | "relation" | "limit">,
  profile: Profile,
  now: number,
): ExplainedRow {
  const { session, page, relation = placement.relation, limit, product } = question;
  const { merchandising = site.definitions.merchandising, productBoosts = site.definitions.productBoosts } = question;
  const tried = question.merchandising !== undefined || question.productBoosts !== undefined;
  const rules = { ...(merchandising && { merchandising }), ...(productBoosts && { productBoosts }) };
  // The same object where nothing is tried, for which its rules are worked out already.
  const definitions = tried ? { ...site.definitions, ...rules } : site.definitions;
  const known = profile.events > 0 ? profile : undefined;
  return explainRow({
    input: rowInput({
      model,
      catalogue: site.catalogue,
      definitions,
      interest: interestOf(known, undefined, now),
      page,
      limit: limit ?? rowLength(undefined, placement.limit),
      placement: { id: placement.id, ...(relation !== undefined && { relation }) },
      drawnFor:
        session.visitor === undefined
          ? undefined
          : { subject: session.visitor, session: sessionCount(profile.sessions) },
      explain: true,
      now,
    }),
    definitions: rules,
    ...(placement.id !== NO_PLACEMENT && { placement: placement.id }),
    ...(product !== undefined && { product }),
  });
}

/** The placement asked for; one that is nowhere where none is; `undefined` where there is none of that name. */
function placementAsked(
  { definitions }: SiteState,
  { placement }: ExplainRequest,
): Pick<PlacementDefinition, "id" | "relation" | "limit"> | undefined {
  if (placement === undefined) return { id: NO_PLACEMENT };
  return definitions.placements.find(({ id, kind }) => id === placement && kind === "products");
}

/** What the session comes to; `undefined` for a visitor nobody knows. */
async function profileAsked(
  c: Context<AppEnv>,
  site: SiteState,
  { session }: ExplainRequest,
  now: number,
): Promise<Profile | undefined> {
  const { visitor, viewed = [], cart = [] } = session;
  if (visitor !== undefined) {
    const json = await c.env.VISITOR.getByName(`${c.req.param("site")}:${visitor}`).profile();
    return json === undefined ? undefined : (JSON.parse(json) as Profile);
  }
  if (viewed.length + cart.length === 0) return emptyProfile();
  return profileOfVisit({ viewed, cart }, site.catalogue, now);
}

/** The model kept for a roll-back; `undefined` where there is none, or it cannot be read. */
async function previousModel(env: Env, site: string): Promise<RecommendModel | undefined> {
  try {
    const kept = await env.LEARNER.getByName(site).previousModel();
    return kept && decodeModel(new Uint8Array(kept.bytes));
  } catch (error) {
    log("model.refused", { site, version: "previous", error: String(error) });
    return undefined;
  }
}

function summaries(
  { catalogue }: SiteState,
  locale: string,
  rows: readonly ExplainedRow[],
): Record<string, ProductSummary> {
  const ids = new Set(rows.flatMap(namedIn));
  const found: [string, ProductSummary][] = [];
  for (const id of ids) {
    const index = catalogue.byId.get(id);
    if (index === undefined) continue;
    const { title, imageLink, brand, category, price, salePrice, currency } = cardFor(catalogue, index, locale);
    found.push([
      id,
      {
        title,
        price: salePrice ?? price!,
        currency: currency!,
        ...(imageLink !== undefined && { imageLink }),
        ...(brand !== undefined && { brand }),
        ...(category !== undefined && { category }),
      },
    ]);
  }
  return Object.fromEntries(found);
}

function namedIn({ anchors, products, filtered, outranked, exploration, asked }: ExplainedRow): string[] {
  const facts = [...products, ...outranked].map(({ fact }) => fact);
  if (asked !== undefined && "fact" in asked.answer) facts.push(asked.answer.fact);
  const aboutOthers = facts.map((fact) => (fact.kind === "newcomer" ? fact.like : fact));
  return [
    ...[...anchors, ...products, ...filtered, ...outranked].map(({ id }) => id),
    ...aboutOthers.flatMap((fact) => ("product" in fact ? [fact.product] : [])),
    ...(exploration?.newcomers ?? []),
    ...(asked ? [asked.id] : []),
  ];
}
