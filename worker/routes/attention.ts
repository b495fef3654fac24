/** `/v1/sites/:site/attention`: what wants somebody to look at it, from what the site's objects know. */
import { Hono } from "hono";
import type { AttentionAnswer } from "../../wire/attention.ts";
import { attentionOf } from "../domain/attention/attention.ts";
import { DEFAULT_ZONE } from "../domain/conditions/visitor-facts.ts";
import { offerReports } from "../domain/offers/offer-report.ts";
import { NO_STANDINGS, readStandings } from "../domain/offers/offer-standings.ts";
import { requestProblem } from "../intake/problem.ts";
import { log } from "../log.ts";
import { countedOffers, siteTotals } from "../reports/counted.ts";
import { NO_DEFINITIONS } from "../site/site-state.ts";
import { answerProblem } from "./answer-problem.ts";
import type { AdminEnv } from "./admin-access.ts";
import { NO_SITE } from "./no-site.ts";

/** Days over which a hold-out's groups are compared, and over which the usual pace of visits is the mean. */
const REPORT_DAYS = 30;
const PACE_DAYS = 7;

export const attention = new Hono<AdminEnv>().get("/:site/attention", async (c) => {
  const site = c.req.param("site");
  const now = Date.now();
  const standing = await c.env.SITE.getByName(site).standing();
  if (standing === undefined) return answerProblem(requestProblem("not_found", NO_SITE));
  const { settings, definitions = NO_DEFINITIONS, standings, sharesSince, ...rest } = standing;
  const timeZone = settings.timeZone ?? DEFAULT_ZONE;
  const [days, pace, learner] = await Promise.all([
    countedOffers(c.env, site, REPORT_DAYS, now),
    siteTotals(c.env, site, { days: PACE_DAYS, timeZone, currency: settings.currency }, now),
    c.env.LEARNER.getByName(site).status(),
  ]);
  const { use, emptyClaims } =
    standings === undefined
      ? NO_STANDINGS
      : readStandings(standings, (why) => log("attention.standings_refused", { site, why }));
  const items = attentionOf({
    ...rest,
    now,
    timeZone,
    definitions,
    reports: offerReports(definitions, days, sharesSince),
    use,
    emptyClaims,
    model: learner,
    visitsADay: pace.total.visits / PACE_DAYS,
  });
  return c.json({ items } satisfies AttentionAnswer);
});
