/** `/v1/sites/:site/reports`: how the shop does, what came of offers, and what would have come of another choice. */
import { Hono } from "hono";
import * as v from "valibot";
import type { OffersReport, SiteReport, WhatIf } from "../../wire/reports.ts";
import type { Definitions } from "../../wire/definitions.ts";
import type { LoggedDraw } from "../domain/offers/logged-draw.ts";
import { DEFAULT_ZONE } from "../domain/conditions/visitor-facts.ts";
import { ALL_OFFERS } from "../domain/offers/all-offers.ts";
import { liftOfAllOffers } from "../domain/offers/everybody.ts";
import { offerReports, placementReports, whatIf } from "../domain/offers/offer-report.ts";
import type { Env } from "../env.ts";
import { requestProblem } from "../intake/problem.ts";
import { countedOffers, siteTotals } from "../reports/counted.ts";
import { fromAllShards } from "../reports/report-shards.ts";
import { NO_DEFINITIONS } from "../site/site-state.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AppEnv } from "./app-env.ts";
import { MOST_DAYS, daysAsked } from "./days-asked.ts";
import { NO_SITE } from "./no-site.ts";
import { readJson } from "./read-json.ts";

/** Days looked back where nobody says. */
const DEFAULT_DAYS = 30;
const QUESTION_BYTES = 4_096;

const question = v.object({ placement: v.string(), offer: v.string() });

export const reports = new Hono<AppEnv>()
  .get("/:site/reports/offers", async (c) => {
    const days = daysAsked(c.req.query("days"), DEFAULT_DAYS);
    if (days === undefined) return answerProblem(requestProblem("bad_request", `days: send 1 to ${MOST_DAYS}`));
    const site = c.req.param("site");
    const [definitions, since, counted] = await Promise.all([
      definitionsOf(c.env, site),
      c.env.SITE.getByName(site).sharesSince(),
      countedOffers(c.env, site, days, Date.now()),
    ]);
    const offers = offerReports(definitions, counted, since);
    return c.json({ days, offers, placements: placementReports(definitions, offers) } satisfies OffersReport);
  })
  .get("/:site/reports/offers/:offer", async (c) => {
    const days = daysAsked(c.req.query("days"), DEFAULT_DAYS);
    if (days === undefined) return answerProblem(requestProblem("bad_request", `days: send 1 to ${MOST_DAYS}`));
    const { site, offer } = c.req.param();
    const [definitions, since, counted] = await Promise.all([
      definitionsOf(c.env, site),
      c.env.SITE.getByName(site).sharesSince(),
      countedOffers(c.env, site, days, Date.now(), offer),
    ]);
    const found = offerReports(definitions, counted, since).find((one) => one.offer === offer);
    return found
      ? c.json(found)
      : answerProblem(requestProblem("not_found", "no offer of this id, and no counts of one"));
  })
  .get("/:site/reports/site", async (c) => {
    const days = daysAsked(c.req.query("days"), DEFAULT_DAYS);
    if (days === undefined) return answerProblem(requestProblem("bad_request", `days: send 1 to ${MOST_DAYS}`));
    const report = await reportOfSite(c.env, c.req.param("site"), days, Date.now());
    return report ? c.json(report satisfies SiteReport) : answerProblem(requestProblem("not_found", NO_SITE));
  })
  .post("/:site/reports/what-if", async (c) => {
    const body = await readJson(c.req.raw, QUESTION_BYTES);
    if (!body.ok) return answerProblem(body.problem);
    const asked = v.safeParse(question, body.value);
    if (!asked.success) return answerProblem(requestProblem("bad_request", "send {placement, offer}, by their ids"));
    const { placement, offer } = asked.output;
    const json = await fromAllShards(c.env, c.req.param("site"), (shard) => shard.drawsJson(placement));
    const draws = json.flatMap((one) => JSON.parse(one) as LoggedDraw[]);
    return c.json(whatIf(draws, placement, offer) satisfies WhatIf);
  });

async function definitionsOf(env: Env, site: string): Promise<Definitions> {
  return (await env.SITE.getByName(site).definitions())?.value ?? NO_DEFINITIONS;
}

/** `undefined` where there is no such site. */
async function reportOfSite(env: Env, site: string, days: number, now: number): Promise<SiteReport | undefined> {
  const stub = env.SITE.getByName(site);
  const settings = (await stub.settings())?.value;
  if (settings === undefined) return undefined;
  const [{ holdout }, since, everybodys] = await Promise.all([
    definitionsOf(env, site),
    stub.sharesSince(),
    countedOffers(env, site, days, now, ALL_OFFERS),
  ]);
  const lift = liftOfAllOffers(everybodys, holdout, since);
  const { currency, timeZone = DEFAULT_ZONE } = settings;
  return siteTotals(env, site, { days, currency, timeZone, ...(lift !== undefined && { lift }) }, now);
}
